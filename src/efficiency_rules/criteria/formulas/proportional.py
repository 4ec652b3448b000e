"""Proportional: points in proportion to what was done of what was set (得分＝基本分×完成百分比)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import polars as pl

from efficiency_rules.criteria.checks import at_least, one_of, refuse, within
from efficiency_rules.criteria.facts import Fact, Sum, both
from efficiency_rules.criteria.formula import Costs, FactValues, Figure, Integers, Outcome
from efficiency_rules.criteria.integers import lowest_terms, times
from efficiency_rules.criteria.rates import counted, misses, rate_facts
from efficiency_rules.errors import Problem
from efficiency_rules.points import WHOLE, Percent, Points, divide_half_up


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Proportional:
    """mark = full x (sum of done / sum of target); below `lower_cut` nothing.

    Three ways to say what was done: `done` and `target`, two columns in the same measure; `done` alone, a
    column of percentages, one a record; `hit`, a condition: the share of records that satisfy it.
    A record counts for at most its target, so that doing more of one task does not hide another; below zero
    counts as zero. `of` says which records count. Nothing to do (targets add up to zero), or fewer than
    `min_cases` records: insufficient-data. The loss is shared by what each record lacks.

    Worked table (full 7, lower cut 80 %; two tasks with targets 10 and 30; 皖政〔1993〕71号):

    | done | completion | mark |
    |---|---|---|
    | 10 and 30 | 100 % | 7 |
    | 10 and 24 | 85 % | 5.95 |
    | 20 and 24 | 85 % | 5.95 (20 counts as 10) |
    | 8 and 24 | 80 % | 5.6 |
    | 7 and 24 | 77.5 % | 0 (below the cut) |
    """

    done: pl.Expr | None = None
    target: pl.Expr | None = None
    hit: pl.Expr | None = None
    of: pl.Expr | None = None
    lower_cut: Percent = Percent("0%")
    min_cases: int = 1
    reason: str = "完成率 {rate}，扣 {lost} 分"
    line: str = ""

    from_zero: ClassVar[bool] = False
    absolute: ClassVar[bool] = True

    def __post_init__(self) -> None:
        refuse(
            one_of("Proportional", done=self.done, hit=self.hit)
            + (one_of("Proportional", hit=self.hit, target=self.target) if self.hit is not None else [])
            + within("Proportional", Percent("0%"), Percent("100%"), lower_cut=self.lower_cut)
            + at_least("Proportional", 1, min_cases=self.min_cases)
        )

    def facts(self) -> Mapping[str, Fact]:
        if self.hit is not None:
            return rate_facts(self.hit, self.of)
        among = {} if self.of is None else {"counted": rate_facts(self.of, self.of)["counted"]}
        return {"done": Sum(self._done(), self._counts()), "target": Sum(self._target(), self._counts())} | among

    def mark(self, facts: FactValues, full: int) -> Outcome:
        done, target = self._fraction(facts)
        reached = times(WHOLE, done) >= times(self.lower_cut.ticks, target)
        enough = (counted(facts) >= self.min_cases) & (target > 0)
        return Outcome(reached * times(full, done), np.maximum(target, 1), enough)

    def costs(self) -> Costs:
        if self.hit is not None:
            return Costs(misses(self.hit, self.of), "share", self.line)
        lacking, counts = self._target() - self._done().fill_null(0), self._counts()
        if counts is not None:
            lacking = pl.when(counts).then(lacking).otherwise(pl.lit(0, dtype=pl.Int64))
        return Costs(lacking, "share", self.line)

    def figures(self, facts: FactValues, full: int) -> Mapping[str, Figure]:
        done, target = self._fraction(facts)
        rate = 100 * divide_half_up(times(WHOLE // 100, done), np.maximum(target, 1))
        cut = Figure(self.lower_cut.ticks, "percent")
        return {"rate": Figure(rate, "percent"), "counted": Figure(counted(facts)), "lower_cut": cut}

    def problems(self, full: Points) -> Iterable[Problem]:
        return ()

    def _target(self) -> pl.Expr:
        return pl.lit(WHOLE, dtype=pl.Int64) if self.target is None else self.target.clip(0)

    def _done(self) -> pl.Expr:
        assert self.done is not None
        return self.done.clip(0, self._target())

    def _counts(self) -> pl.Expr | None:
        # A null bound would not bound `done`, so a record without a target cannot take part.
        return self.of if self.target is None else both(self.of, self.target > 0)

    def _fraction(self, facts: FactValues) -> tuple[Integers, Integers]:
        if self.hit is not None:
            return facts["hits"], counted(facts)
        return lowest_terms(facts["done"], facts["target"])
