"""Bonus: the item starts from zero and awards earn points, capped, all of them or the highest only (加分)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
import polars as pl

from efficiency_rules.criteria.checks import above_full, more_than_all, not_empty, not_negative, one_of, refuse
from efficiency_rules.criteria.facts import Count, Fact
from efficiency_rules.criteria.formula import Costs, FactValues, Figure, Integers, Outcome
from efficiency_rules.criteria.integers import times
from efficiency_rules.criteria.levels import Levels
from efficiency_rules.errors import Problem
from efficiency_rules.points import Points


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bonus:
    """Every record (that satisfies `where`) earns `points`, up to `cap` and never above full.

    Flat: `points=Points(1)`. By level: `points={"national": Points(2), "city": Points(1)}` with
    `level=pl.col("level")`; a record whose level has no points makes the criterion fail.
    `take="sum"` adds all awards, `take="highest"` counts the best one only (就高不重复).
    A line earns its record's points; under "highest" the best record, first in key order, earns the mark.

    Worked table (full 2; national 2, province 1.5, city 1):

    | awards | mark, highest | mark, sum |
    |---|---|---|
    | none | 0 | 0 |
    | city | 1 | 1 |
    | city, province | 1.5 | 2 (封顶) |
    | national, city | 2 | 2 (封顶) |
    """

    points: Points | Mapping[str, Points]
    level: pl.Expr | None = None
    where: pl.Expr | None = None
    take: Literal["sum", "highest"] = "sum"
    cap: Points | None = None
    reason: str = "认定 {awards} 项，得 {points} 分"
    line: str = ""

    from_zero: ClassVar[bool] = True
    absolute: ClassVar[bool] = True

    def __post_init__(self) -> None:
        problems = not_negative("Bonus", points=self.points, cap=self.cap)
        if isinstance(self.points, Mapping):
            problems += not_empty("Bonus", points=self.points) + one_of("Bonus", level=self.level)
        elif self.level is not None:
            problems += one_of("Bonus", flat_points=self.points, level=self.level)
        refuse(problems)

    def levels(self) -> Levels | None:
        if self.level is None or not isinstance(self.points, Mapping):
            return None
        return Levels(self.level, {level: points.ticks for level, points in self.points.items()}, self.where)

    def facts(self) -> Mapping[str, Fact]:
        levels = self.levels()
        return {"awards": Count(self.where)} | (levels.facts("awards") if levels else {})

    def mark(self, facts: FactValues, full: int) -> Outcome:
        cap = full if self.cap is None else min(self.cap.ticks, full)
        return Outcome(np.minimum(self._earned(facts), cap))

    def costs(self) -> Costs:
        levels = self.levels()
        weight = levels.weight() if levels else self._flat()
        return Costs(weight, "best" if self.take == "highest" else "gain", self.line)

    def figures(self, facts: FactValues, full: int) -> Mapping[str, Figure]:
        return {}

    def problems(self, full: Points) -> Iterable[Problem]:
        most = full if self.cap is None else min(full, self.cap)
        return above_full("Bonus", full, cap=self.cap) + more_than_all("Bonus", most, points=self.points)

    def _earned(self, facts: FactValues) -> Integers:
        levels = self.levels()
        if levels is None:
            assert isinstance(self.points, Points)
            counts = np.minimum(facts["awards"], 1) if self.take == "highest" else facts["awards"]
            return times(self.points.ticks, counts)
        levels.require_listed("awards", facts, facts["awards"])
        if self.take == "sum":
            return levels.worth("awards", facts)
        best: Integers = 0 * facts["awards"]
        for level, ticks in levels.ticks.items():
            best = np.maximum(best, (facts[f"awards_{level}"] > 0) * ticks)
        return best

    def _flat(self) -> pl.Expr:
        assert isinstance(self.points, Points)
        gain = pl.lit(self.points.ticks, dtype=pl.Int64)
        return gain if self.where is None else pl.when(self.where).then(gain).otherwise(pl.lit(0, dtype=pl.Int64))
