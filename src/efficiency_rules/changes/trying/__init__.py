"""Trying: one county's facts kept, so that other rules or other records are marked and graded quickly (试算)."""

from efficiency_rules.changes.trying.at_once import Draws
from efficiency_rules.changes.trying.keeper import Keeper
from efficiency_rules.changes.trying.many import grades_in
from efficiency_rules.changes.trying.placing import UNPLACED, Grades, Outcome, Place

__all__ = ["UNPLACED", "Draws", "Grades", "Keeper", "Outcome", "Place", "grades_in"]
