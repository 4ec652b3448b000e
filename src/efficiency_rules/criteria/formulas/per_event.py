"""PerEvent: every recorded event costs points, until nothing is left (扣完为止)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import polars as pl

from efficiency_rules.criteria.checks import (
    above_full,
    losable,
    more_than_all,
    not_empty,
    not_negative,
    one_of,
    refuse,
)
from efficiency_rules.criteria.facts import Count, Fact
from efficiency_rules.criteria.formula import Costs, FactValues, Figure, Integers, Outcome
from efficiency_rules.criteria.integers import times
from efficiency_rules.criteria.levels import Levels
from efficiency_rules.errors import Problem
from efficiency_rules.points import Points


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PerEvent:
    """Every record (that satisfies `where`) costs `points`, down to `floor`.

    Flat: `points=Points("0.5")`. By severity: `points={"refused": Points(5), "late": Points(2)}` with
    `kind=pl.col("kind")`; a record whose kind has no points makes the criterion fail, never cost nothing.
    mark = max(floor, full - sum of points). A line costs its record's own points.

    Worked table (full 5; refused 5, not done 2, not replied in time 0.5 每件; a county's 2015 rubric):

    | events | mark |
    |---|---|
    | none | 5 |
    | one not replied in time | 4.5 |
    | two not done, one not replied in time | 0.5 |
    | three not done | 0 (扣完为止) |
    | one refused | 0 |
    """

    points: Points | Mapping[str, Points]
    kind: pl.Expr | None = None
    where: pl.Expr | None = None
    floor: Points = Points(0)
    reason: str = "查实 {events} 件（次），扣 {lost} 分"
    line: str = ""

    from_zero: ClassVar[bool] = False
    absolute: ClassVar[bool] = True

    def __post_init__(self) -> None:
        problems = not_negative("PerEvent", points=self.points, floor=self.floor)
        if isinstance(self.points, Mapping):
            problems += not_empty("PerEvent", points=self.points) + one_of("PerEvent", kind=self.kind)
        elif self.kind is not None:
            problems += one_of("PerEvent", flat_points=self.points, kind=self.kind)
        refuse(problems)

    def levels(self) -> Levels | None:
        if self.kind is None or not isinstance(self.points, Mapping):
            return None
        return Levels(self.kind, {kind: points.ticks for kind, points in self.points.items()}, self.where)

    def facts(self) -> Mapping[str, Fact]:
        levels = self.levels()
        return {"events": Count(self.where)} | (levels.facts("events") if levels else {})

    def mark(self, facts: FactValues, full: int) -> Outcome:
        return Outcome(np.maximum(full - self._cost(facts), min(self.floor.ticks, full)))

    def costs(self) -> Costs:
        levels = self.levels()
        if levels:
            return Costs(levels.weight(), "points", self.line)
        return Costs(self._flat(), "points", self.line)

    def figures(self, facts: FactValues, full: int) -> Mapping[str, Figure]:
        return {}

    def problems(self, full: Points) -> Iterable[Problem]:
        most = losable(full, self.floor)
        return above_full("PerEvent", full, floor=self.floor) + more_than_all("PerEvent", most, points=self.points)

    def _cost(self, facts: FactValues) -> Integers:
        levels = self.levels()
        if levels:
            levels.require_listed("events", facts, facts["events"])
            return levels.worth("events", facts)
        assert isinstance(self.points, Points)
        return times(self.points.ticks, facts["events"])

    def _flat(self) -> pl.Expr:
        assert isinstance(self.points, Points)
        cost = pl.lit(self.points.ticks, dtype=pl.Int64)
        return cost if self.where is None else pl.when(self.where).then(cost).otherwise(pl.lit(0, dtype=pl.Int64))
