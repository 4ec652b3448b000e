"""Mutation testing of a rubric: one small change of the ruleset at a time, which its cases have to notice."""
