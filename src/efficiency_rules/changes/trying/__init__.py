"""Trying: one county's facts kept, so that other rules or other records are marked and graded quickly (试算)."""

from efficiency_rules.changes.trying.keeper import Keeper
from efficiency_rules.changes.trying.placing import UNPLACED, Outcome, Place

__all__ = ["UNPLACED", "Keeper", "Outcome", "Place"]
