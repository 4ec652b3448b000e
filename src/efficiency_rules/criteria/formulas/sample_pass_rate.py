"""SamplePassRate: a sample of files is reviewed; failed ones cost points, or the pass rate gives them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import polars as pl

from efficiency_rules.criteria.checks import above_full, at_least, losable, more_than_all, not_negative, refuse
from efficiency_rules.criteria.facts import Fact
from efficiency_rules.criteria.formula import Costs, FactValues, Figure, Outcome
from efficiency_rules.criteria.integers import times
from efficiency_rules.criteria.rates import counted, misses, rate_facts, rate_figures
from efficiency_rules.errors import Problem
from efficiency_rules.points import Points


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SamplePassRate:
    """Every failed file costs `per_failed`, down to `floor`; without it, mark = full x files passed / sampled.

    `of` says which records are the sample (all without it). A sample smaller than `min_sample`:
    insufficient-data. With `per_failed` a line costs that much a failed file; by rate the failed files share
    the loss evenly.

    Worked table (full 4, ten files, 0.4 a failed file; 案卷评查全部合格记4分):

    | passed | mark, per_failed 0.4 | mark, by rate |
    |---|---|---|
    | 10 of 10 | 4 | 4 |
    | 9 of 10 | 3.6 | 3.6 |
    | 6 of 8 | 3.2 | 3 |
    | 0 of 12 | 0 (扣完为止) | 0 |
    """

    passed: pl.Expr
    per_failed: Points | None = None
    of: pl.Expr | None = None
    min_sample: int = 1
    floor: Points = Points(0)
    reason: str = "抽查 {counted} 卷，合格 {hits} 卷，合格率 {rate}，扣 {lost} 分"
    line: str = ""

    from_zero: ClassVar[bool] = False
    absolute: ClassVar[bool] = True

    def __post_init__(self) -> None:
        refuse(
            not_negative("SamplePassRate", per_failed=self.per_failed, floor=self.floor)
            + at_least("SamplePassRate", 1, min_sample=self.min_sample)
        )

    def facts(self) -> Mapping[str, Fact]:
        return rate_facts(self.passed, self.of)

    def mark(self, facts: FactValues, full: int) -> Outcome:
        sample, floor = counted(facts), min(self.floor.ticks, full)
        enough = sample >= self.min_sample
        if self.per_failed is not None:
            cost = times(self.per_failed.ticks, sample - facts["hits"])
            return Outcome(np.maximum(full - cost, floor), 1, enough)
        denominator = np.maximum(sample, 1)
        return Outcome(np.maximum(times(full, facts["hits"]), times(floor, denominator)), denominator, enough)

    def costs(self) -> Costs:
        failed = misses(self.passed, self.of)
        if self.per_failed is not None:
            return Costs(failed * self.per_failed.ticks, "points", self.line)
        return Costs(failed, "share", self.line)

    def figures(self, facts: FactValues, full: int) -> Mapping[str, Figure]:
        return rate_figures(facts) | {"failed": Figure(counted(facts) - facts["hits"])}

    def problems(self, full: Points) -> Iterable[Problem]:
        most = losable(full, self.floor)
        cost = more_than_all("SamplePassRate", most, per_failed=self.per_failed)
        return above_full("SamplePassRate", full, floor=self.floor) + cost
