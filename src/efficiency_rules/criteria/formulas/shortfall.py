"""Shortfall: full points when a rate reaches its target, less for every percentage point below."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import polars as pl

from efficiency_rules.criteria.facts import Count, Fact
from efficiency_rules.criteria.formula import Costs, FactValues, Figure, Outcome
from efficiency_rules.criteria.integers import times
from efficiency_rules.points import TICKS, WHOLE, Percent, Points, divide_half_up


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """Rate of records that hit, against a target; every percentage point below it costs `per_point`.

    mark = max(floor, full - per_point x max(0, target - rate)), rate = hits / cases, all exact.
    Fewer than `min_cases` records: insufficient-data. The loss is shared evenly by the records that miss.

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
    floor: Points = Points(0)
    min_cases: int = 1
    reason: str = "达标 {hits}／{cases} 件，达标率 {rate}，目标 {target}，扣 {lost} 分"
    line: str = ""

    from_zero: ClassVar[bool] = False

    def facts(self) -> Mapping[str, Fact]:
        return {"hits": Count(self.hit)}

    def mark(self, facts: FactValues, full: int) -> Outcome:
        hits, cases = facts["hits"], facts["cases"]
        # In ticks of a percentage point, times cases: target x cases - 100 % x hits.
        below = np.maximum(times(self.target.ticks, cases) - times(WHOLE, hits), 0)
        denominator = TICKS * np.maximum(cases, 1)
        left = times(full, denominator) - times(self.per_point.ticks, below)
        floor = times(min(self.floor.ticks, full), denominator)
        return Outcome(np.maximum(left, floor), denominator, cases >= self.min_cases)

    def costs(self) -> Costs:
        return Costs((~self.hit.fill_null(False)).cast(pl.Int64), "share", self.line)

    def figures(self, facts: FactValues, full: int) -> Mapping[str, Figure]:
        cases = np.maximum(facts["cases"], 1)
        # Two decimals of a percent are what bulletins print.
        rate = 100 * divide_half_up(times(WHOLE // 100, facts["hits"]), cases)
        return {"rate": Figure(rate, "percent"), "target": Figure(self.target.ticks, "percent")}
