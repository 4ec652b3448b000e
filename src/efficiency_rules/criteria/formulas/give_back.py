"""GiveBack: every event costs points, some come back when it is put right, more go when it is not (整改返还)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
import polars as pl

from efficiency_rules.criteria.checks import above_full, losable, more_than_all, not_negative, refuse
from efficiency_rules.criteria.facts import Count, Fact
from efficiency_rules.criteria.formula import Costs, FactValues, Figure, Integers, Outcome
from efficiency_rules.criteria.integers import plus, times
from efficiency_rules.criteria.levels import Levels
from efficiency_rules.errors import Problem
from efficiency_rules.points import Points


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GiveBack:
    """Every event costs `points`; `give_back` returns some of it and `extra` adds to it, by its `status`.

    A status in neither table costs plain `points`. An event never gives back more than it costs. `where` says
    which records are events; mark = max(floor, full - sum of net deductions). A line costs its record's net
    deduction.

    Worked table (full 3, 0.5 an event; fixed gives back 0.4, not fixed costs 0.5 more, refused 1 more;
    投诉查实每起扣0.5,整改到位减扣0.4,没整改加扣0.5,拒不整改加扣1):

    | events | mark |
    |---|---|
    | one fixed | 2.9 |
    | one still open | 2.5 |
    | one not fixed | 2 |
    | one refused | 1.5 |
    | two refused, one fixed | 0 (扣完为止) |
    """

    points: Points
    status: pl.Expr
    give_back: Mapping[str, Points] = field(default_factory=dict)
    extra: Mapping[str, Points] = field(default_factory=dict)
    where: pl.Expr | None = None
    floor: Points = Points(0)
    reason: str = "查实 {events} 起，因整改返还 {returned} 分，加扣 {added} 分，共扣 {lost} 分"
    line: str = ""

    from_zero: ClassVar[bool] = False
    absolute: ClassVar[bool] = True

    def __post_init__(self) -> None:
        tables = {"give_back": self.give_back, "extra": self.extra}
        refuse(not_negative("GiveBack", points=self.points, floor=self.floor, **tables) + self._too_generous())

    def levels(self) -> Levels:
        listed = (*self.give_back, *(status for status in self.extra if status not in self.give_back))
        changes = {status: self._changes(status) for status in listed}
        return Levels(self.status, changes, self.where, complete=False)

    def facts(self) -> Mapping[str, Fact]:
        return {"events": Count(self.where)} | self.levels().facts("events")

    def mark(self, facts: FactValues, full: int) -> Outcome:
        plain = times(self.points.ticks, facts["events"])
        cost = plus(plain, self._sum(self.extra, facts)) - self._sum(self.give_back, facts)
        return Outcome(np.maximum(full - cost, min(self.floor.ticks, full)))

    def costs(self) -> Costs:
        event = pl.lit(self.points.ticks, dtype=pl.Int64)
        if self.where is not None:
            event = pl.when(self.where).then(event).otherwise(pl.lit(0, dtype=pl.Int64))
        return Costs(event + self.levels().weight(), "points", self.line)

    def figures(self, facts: FactValues, full: int) -> Mapping[str, Figure]:
        returned, added = self._sum(self.give_back, facts), self._sum(self.extra, facts)
        return {"returned": Figure(returned, "points"), "added": Figure(added, "points")}

    def problems(self, full: Points) -> Iterable[Problem]:
        most = losable(full, self.floor)
        cost = more_than_all("GiveBack", most, points=self.points, extra=self.extra)
        return above_full("GiveBack", full, floor=self.floor) + cost

    def _changes(self, status: str) -> int:
        return self.extra.get(status, Points(0)).ticks - self.give_back.get(status, Points(0)).ticks

    def _sum(self, table: Mapping[str, Points], facts: FactValues) -> Integers:
        none = 0 * facts["events"]
        return plus(none, *(times(points.ticks, facts[f"events_{status}"]) for status, points in table.items()))

    def _too_generous(self) -> list[Problem]:
        facts = {"formula": "GiveBack", "high": self.points, "low": Points(0)}
        return [
            Problem("formula-out-of-range", facts=facts | {"field": f"give_back[{status}]", "found": points})
            for status, points in self.give_back.items()
            if points > self.points
        ]
