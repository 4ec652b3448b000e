"""Steps: a rate below its target costs points in coarse steps (低于目标每满若干个百分点扣分)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

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
from efficiency_rules.criteria.formula import Costs, FactValues, Figure, Integers, Outcome
from efficiency_rules.criteria.integers import times
from efficiency_rules.criteria.rates import counted, misses, missing_to, rate_facts, rate_figures
from efficiency_rules.errors import Problem
from efficiency_rules.points import Percent, Points


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Steps:
    """Every full `step` of percentage points below the target costs `per_step`, down to `floor`.

    `partial="counted"` also counts a step that has only begun (不足一档按一档计). `of` says which records
    count. Fewer than `min_cases` of them: insufficient-data. The records that miss share the loss evenly.

    Worked table (full 3, target 90 %, step 10 %, 1 point a step; 结案率90%,低于此每10个百分点扣1分):

    | rate | mark | with partial="counted" |
    |---|---|---|
    | 90 % | 3 | 3 |
    | 85 % | 3 | 2 |
    | 80 % | 2 | 2 |
    | 61 % | 1 | 0 |
    | 50 % | 0 | 0 |
    """

    hit: pl.Expr
    target: Percent
    step: Percent
    per_step: Points
    of: pl.Expr | None = None
    partial: Literal["ignored", "counted"] = "ignored"
    floor: Points = Points(0)
    min_cases: int = 1
    reason: str = "达标 {hits}／{counted} 件，达标率 {rate}，低于目标 {target} 达 {steps} 档，扣 {lost} 分"
    line: str = ""

    from_zero: ClassVar[bool] = False
    absolute: ClassVar[bool] = True

    def __post_init__(self) -> None:
        refuse(
            within("Steps", Percent("0%"), Percent("100%"), target=self.target)
            + within("Steps", Percent("0.0001%"), Percent("100%"), step=self.step)
            + not_negative("Steps", per_step=self.per_step, floor=self.floor)
            + at_least("Steps", 1, min_cases=self.min_cases)
        )

    def facts(self) -> Mapping[str, Fact]:
        return rate_facts(self.hit, self.of)

    def mark(self, facts: FactValues, full: int) -> Outcome:
        left = full - times(self.per_step.ticks, self._steps(facts))
        return Outcome(np.maximum(left, min(self.floor.ticks, full)), 1, counted(facts) >= self.min_cases)

    def costs(self) -> Costs:
        return Costs(misses(self.hit, self.of), "share", self.line)

    def figures(self, facts: FactValues, full: int) -> Mapping[str, Figure]:
        own = {"target": Figure(self.target.ticks, "percent"), "steps": Figure(self._steps(facts))}
        return rate_figures(facts) | own

    def problems(self, full: Points) -> Iterable[Problem]:
        most = losable(full, self.floor)
        cost = more_than_all("Steps", most, per_step=self.per_step)
        return above_full("Steps", full, floor=self.floor) + cost

    def _steps(self, facts: FactValues) -> Integers:
        below = missing_to(self.target.ticks, facts)
        step = times(self.step.ticks, np.maximum(counted(facts), 1))
        return -(-below // step) if self.partial == "counted" else below // step
