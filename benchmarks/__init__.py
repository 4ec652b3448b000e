"""Benchmarks: how fast facts are gathered and marked, against the same work written by hand."""
