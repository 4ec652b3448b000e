"""Levels: a column whose values (severity, answer, award) are worth points each."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from efficiency_rules.criteria.facts import Count, Fact, Sum, both
from efficiency_rules.criteria.formula import FactValues, Integers
from efficiency_rules.criteria.integers import plus, weighted
from efficiency_rules.errors import Problem, ValueProblem


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """The values of `column` and what each is worth in ticks.

    `complete` says that every record the formula looks at must have one of these values.
    """

    column: pl.Expr
    ticks: Mapping[str, int]
    where: pl.Expr | None = None
    complete: bool = True

    def facts(self, prefix: str, count: pl.Expr | None = None) -> dict[str, Fact]:
        """Return one fact a level, `prefix_level`: how many records, or the sum of `count` over them."""
        here = {level: both(self.where, self.column == level) for level in self.ticks}
        return {
            f"{prefix}_{level}": Count(where) if count is None else Sum(count, where) for level, where in here.items()
        }

    def worth(self, prefix: str, facts: FactValues) -> Integers:
        """Return what the records of all levels are worth together, in ticks."""
        return weighted((ticks, facts[f"{prefix}_{level}"]) for level, ticks in self.ticks.items())

    def require_listed(self, prefix: str, facts: FactValues, all_of_them: Integers) -> None:
        """Raise ValueProblem where the levels do not account for all records: a value nobody gave points to."""
        listed = plus(*(facts[f"{prefix}_{level}"] for level in self.ticks))
        if np.any(all_of_them != listed):
            found = {"found": int(np.sum(all_of_them - listed)), "expected": "、".join(self.ticks)}
            raise ValueProblem(Problem("level-not-listed", facts=found))

    def weight(self) -> pl.Expr:
        """Return what each record is worth in ticks; 0 for a record outside `where` or without a level."""
        worth: pl.Expr = pl.lit(0, dtype=pl.Int64)
        for level, ticks in self.ticks.items():
            here = both(self.where, self.column == level)
            worth = pl.when(here).then(pl.lit(ticks, dtype=pl.Int64)).otherwise(worth)
        return worth
