"""RankBased: the first of a cohort gets full points, every rank down loses a share (按名次计分)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np

from efficiency_rules.criteria.checks import above_full, at_least, not_negative, refuse, within
from efficiency_rules.criteria.facts import Fact
from efficiency_rules.criteria.formula import Costs, FactValues, Figure, Outcome
from efficiency_rules.criteria.formulas.cohort import (
    Within,
    like,
    rank_cohort,
    score_facts,
    score_weight,
)
from efficiency_rules.criteria.integers import times
from efficiency_rules.criteria.ranking import Ranks
from efficiency_rules.errors import Problem
from efficiency_rules.points import WHOLE, Percent, Points


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RankBased:
    """mark = max(floor, full x (1 - per_rank x (rank - 1))); ties share the better rank (1, 2, 2, 4).

    Ranked by `value`, a fact (`Sum(...)`, `Count(...)`), or by `value / per`, compared exactly; `better` says
    which end is first, `within` who is compared: all units of the jurisdiction, or those of the same group.
    Fewer than `min_cases` records, or nothing to divide by: not ranked, insufficient-data. The mark of a unit
    depends on the others. Where fewer is better the loss is shared by what each record adds, else evenly.

    Worked table (full 10, per_rank 2 %; 瑞安 2012: 名次每降1位减基本分2%; five units):

    | value | rank | mark |
    |---|---|---|
    | 98 | 1 | 10 |
    | 95 | 2 | 9.8 |
    | 95 | 2 | 9.8 |
    | 90 | 4 | 9.4 |
    | 80 | 5 | 9.2 |
    """

    value: Fact
    per_rank: Percent
    per: Fact | None = None
    better: Literal["higher", "lower"] = "higher"
    within: Within = "all"
    floor: Points = Points(0)
    min_cases: int = 1
    reason: str = "在 {ranked} 个单位中列第 {rank} 名，扣 {lost} 分"
    line: str = ""

    from_zero: ClassVar[bool] = False
    absolute: ClassVar[bool] = False

    def __post_init__(self) -> None:
        refuse(
            within("RankBased", Percent("0%"), Percent("100%"), per_rank=self.per_rank)
            + not_negative("RankBased", floor=self.floor)
            + at_least("RankBased", 1, min_cases=self.min_cases)
        )

    def facts(self) -> Mapping[str, Fact]:
        return score_facts(self.value, self.per)

    def mark(self, facts: FactValues, full: int) -> Outcome:
        rank = self._ranks(facts).rank
        share = np.maximum(WHOLE - times(self.per_rank.ticks, np.maximum(rank - 1, 0)), 0)
        floor = times(min(self.floor.ticks, full), WHOLE)
        marks = np.maximum(times(full, share), floor)
        return Outcome(like(facts, marks), WHOLE, like(facts, rank > 0))

    def costs(self) -> Costs:
        return Costs(score_weight(self.value, more_is_worse=self.better == "lower"), "share", self.line)

    def figures(self, facts: FactValues, full: int) -> Mapping[str, Figure]:
        ranks = self._ranks(facts)
        return {"rank": Figure(like(facts, ranks.rank)), "ranked": Figure(like(facts, ranks.ranked))}

    def problems(self, full: Points) -> Iterable[Problem]:
        return above_full("RankBased", full, floor=self.floor)

    def _ranks(self, facts: FactValues) -> Ranks:
        return rank_cohort(facts, self.within, self.min_cases, higher_is_better=self.better == "higher")
