"""What a fact can be, from what its column declares."""

from dataclasses import dataclass

import polars as pl

from efficiency_rules.criteria.facts import Count, CountDistinct, Fact, Max, Min
from efficiency_rules.evidence.types import Column, EvidenceType
from efficiency_rules.points import TICKS


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included; None where there is no limit."""

    low: int | None = None
    high: int | None = None

    def misses(self, start: int | None, end: int | None) -> bool:
        """Say whether nothing of it lies from `start` to before `end` (None: open)."""
        above = self.high is not None and start is not None and start > self.high
        below = self.low is not None and end is not None and end <= self.low
        return above or below


def range_of(fact: Fact, evidence: type[EvidenceType], cases: int) -> Range:
    """Return what a fact of a unit with at least `cases` records can be; expressions beyond one column are open."""
    if isinstance(fact, Count):
        return Range(0 if fact.where is not None else cases)
    if isinstance(fact, CountDistinct):
        return Range(0)
    column = column_of(fact.value, evidence)
    if column is None:
        return Range()
    scale = TICKS if column.kind in ("points", "percent") else 1
    low, high = (None if bound is None else bound * scale for bound in (column.at_least, column.at_most))
    # A unit without a record that counts, and a blank, stand as 0.
    whole = fact.where is None and not column.optional
    if isinstance(fact, Min | Max):
        if whole:
            return Range(low, high)
        return Range(None if low is None else min(low, 0), None if high is None else max(high, 0))
    least = cases if whole else 0
    return Range(
        low * least if low is not None and low >= 0 else None,
        high * least if high is not None and high <= 0 else None,
    )


def column_of(expression: pl.Expr, evidence: type[EvidenceType]) -> Column | None:
    """Return the column that an expression is, None where it is more than that."""
    names = expression.meta.root_names()
    if len(names) != 1 or not expression.meta.eq(pl.col(names[0])):
        return None
    return next((column for column in evidence.columns if column.name == names[0]), None)
