"""RelativeToBest: points in proportion to the best of a cohort (得分＝本单位得分／第一名得分×基本分)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from efficiency_rules.criteria.checks import at_least, refuse
from efficiency_rules.criteria.facts import Fact
from efficiency_rules.criteria.formula import Costs, FactValues, Figure, Outcome
from efficiency_rules.criteria.formulas.cohort import (
    Within,
    like,
    rank_cohort,
    score,
    score_facts,
    score_weight,
)
from efficiency_rules.criteria.integers import lowest_terms, times
from efficiency_rules.criteria.ranking import Ints
from efficiency_rules.errors import Problem
from efficiency_rules.points import WHOLE, Points, divide_half_up


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RelativeToBest:
    """mark = full x own score / best score of the cohort; a score below zero gives zero.

    The score is `value`, a fact (`Sum(...)`, `Count(...)`), or `value / per`, exactly; `within` says who is
    compared: all units of the jurisdiction, or those of the same group. Fewer than `min_cases` records,
    nothing to divide by, or a best score of zero: insufficient-data. The mark of a unit depends on the
    others. The loss is shared evenly by the records.

    Worked table (full 10; 瑞安 2012):

    | score | best | mark |
    |---|---|---|
    | 96 | 96 | 10 |
    | 72 | 96 | 7.5 |
    | 0 | 96 | 0 |
    """

    value: Fact
    per: Fact | None = None
    within: Within = "all"
    min_cases: int = 1
    reason: str = "为 {ranked} 个单位中最好成绩的 {share}，扣 {lost} 分"
    line: str = ""

    from_zero: ClassVar[bool] = False
    absolute: ClassVar[bool] = False

    def __post_init__(self) -> None:
        refuse(at_least("RelativeToBest", 1, min_cases=self.min_cases))

    def facts(self) -> Mapping[str, Fact]:
        return score_facts(self.value, self.per)

    def mark(self, facts: FactValues, full: int) -> Outcome:
        own, best, compared = self._share(facts)
        top, bottom = times(full, np.where(compared, own, 0)), np.where(compared, best, 1)
        return Outcome(like(facts, top), like(facts, bottom), like(facts, compared))

    def costs(self) -> Costs:
        return Costs(score_weight(self.value, more_is_worse=False), "share", self.line)

    def figures(self, facts: FactValues, full: int) -> Mapping[str, Figure]:
        own, best, compared = self._share(facts)
        share = 100 * divide_half_up(times(WHOLE // 100, np.where(compared, own, 0)), np.maximum(best, 1))
        ranked = rank_cohort(facts, self.within, self.min_cases, higher_is_better=True).ranked
        return {"share": Figure(like(facts, share), "percent"), "ranked": Figure(like(facts, ranked))}

    def problems(self, full: Points) -> Iterable[Problem]:
        return ()

    def _share(self, facts: FactValues) -> tuple[Ints, Ints, npt.NDArray[np.bool_]]:
        """Return own / best as a fraction in lowest terms, and whether there is anything to compare."""
        ranks = rank_cohort(facts, self.within, self.min_cases, higher_is_better=True)
        value, per = score(facts)
        value = np.maximum(value, 0)
        best_value, best_per = value[ranks.best], per[ranks.best]
        compared = (ranks.rank > 0) & (best_value > 0)
        # own / per : best / best_per, shortened crosswise so that the products stay small.
        own, best = lowest_terms(np.where(compared, value, 0), np.where(compared, best_value, 1))
        other, mine = lowest_terms(np.where(compared, best_per, 0), np.where(compared, per, 1))
        return times(own, other), times(best, mine), compared
