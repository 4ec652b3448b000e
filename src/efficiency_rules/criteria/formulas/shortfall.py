"""Shortfall: full points when a rate reaches its target, less for every percentage point below."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import polars as pl

from efficiency_rules.criteria.checks import (
    above_full,
    at_least,
    losable,
    more_than_all,
    not_negative,
    refuse,
    within,
)
from efficiency_rules.criteria.facts import Fact
from efficiency_rules.criteria.formula import Costs, FactValues, Figure, Outcome
from efficiency_rules.criteria.integers import times
from efficiency_rules.criteria.rates import counted, misses, missing_to, rate_facts, rate_figures
from efficiency_rules.errors import Problem
from efficiency_rules.points import TICKS, Percent, Points


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shortfall:
    """Rate of records that hit, against a target; every percentage point below it costs `per_point`.

    mark = max(floor, full - per_point x max(0, target - rate)), rate = hits / counted, all exact. `of` says
    which records count (all without it). Fewer than `min_cases` of them: insufficient-data.
    The loss is shared evenly by the records that miss.

    Worked table (full 25, target 98 %, 0.5 a point, floor 12.5; the published pairs of 连云港 12345, 2021-07):

    | rate | mark |
    |---|---|
    | 98 % | 25 |
    | 87.5 % | 19.75 |
    | 75 % | 13.5 |
    | 71.43 % (5 of 7) | 12.5 (floor) |
    """

    hit: pl.Expr
    target: Percent
    per_point: Points
    of: pl.Expr | None = None
    floor: Points = Points(0)
    min_cases: int = 1
    reason: str = "达标 {hits}／{counted} 件，达标率 {rate}，目标 {target}，扣 {lost} 分"
    line: str = ""

    from_zero: ClassVar[bool] = False
    absolute: ClassVar[bool] = True

    def __post_init__(self) -> None:
        refuse(
            within("Shortfall", Percent("0%"), Percent("100%"), target=self.target)
            + not_negative("Shortfall", per_point=self.per_point, floor=self.floor)
            + at_least("Shortfall", 1, min_cases=self.min_cases)
        )

    def facts(self) -> Mapping[str, Fact]:
        return rate_facts(self.hit, self.of)

    def mark(self, facts: FactValues, full: int) -> Outcome:
        among = counted(facts)
        denominator = times(TICKS, np.maximum(among, 1))
        lost = times(self.per_point.ticks, missing_to(self.target.ticks, facts))
        floor = times(min(self.floor.ticks, full), denominator)
        left = times(full, denominator) - lost
        return Outcome(np.maximum(left, floor), denominator, among >= self.min_cases)

    def costs(self) -> Costs:
        return Costs(misses(self.hit, self.of), "share", self.line)

    def figures(self, facts: FactValues, full: int) -> Mapping[str, Figure]:
        return rate_figures(facts) | {"target": Figure(self.target.ticks, "percent")}

    def problems(self, full: Points) -> Iterable[Problem]:
        most = losable(full, self.floor)
        cost = more_than_all("Shortfall", most, per_point=self.per_point)
        return above_full("Shortfall", full, floor=self.floor) + cost
