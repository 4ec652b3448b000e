"""SurveyMean: answers of a satisfaction survey, each level worth points of 100, and their mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import polars as pl

from efficiency_rules.criteria.checks import at_least, not_empty, refuse, within
from efficiency_rules.criteria.facts import Count, Fact, Min, Sum
from efficiency_rules.criteria.formula import Costs, FactValues, Figure, Outcome
from efficiency_rules.criteria.integers import times
from efficiency_rules.criteria.levels import Levels
from efficiency_rules.errors import Problem, ValueProblem
from efficiency_rules.points import WHOLE, Points, divide_half_up


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SurveyMean:
    """mark = full x mean / 100, the mean of the answers by `scale` (points of 100 a level).

    `valid` says which answers count (误评、重复答卷 do not); a counted answer that is not on the scale makes
    the criterion fail. `count`: a column of how many people gave this answer, for ledgers that hold sums.
    Fewer than `min_valid` answers: insufficient-data. The loss is shared by what each answer lacks of 100.

    Worked table (full 10; 非常满意 100, 满意 80, 基本满意 60, 不满意 30, 非常不满意 0):

    | answers | mean | mark |
    |---|---|---|
    | 30 x 非常满意 | 100 | 10 |
    | 20 x 非常满意, 10 x 满意 | 93.33 | 9.33 |
    | 10 x 满意, 10 x 基本满意, 10 x 不满意 | 56.67 | 5.67 |
    | 30 x 非常不满意 | 0 | 0 |
    """

    answer: pl.Expr
    scale: Mapping[str, Points]
    count: pl.Expr | None = None
    valid: pl.Expr | None = None
    min_valid: int = 1
    reason: str = "有效评价 {valid} 份，满意度 {mean} 分，扣 {lost} 分"
    line: str = ""

    from_zero: ClassVar[bool] = False
    absolute: ClassVar[bool] = True

    def __post_init__(self) -> None:
        refuse(
            not_empty("SurveyMean", scale=self.scale)
            + within("SurveyMean", Points(0), Points(100), scale=self.scale)
            + at_least("SurveyMean", 1, min_valid=self.min_valid)
        )

    def levels(self) -> Levels:
        return Levels(self.answer, {level: points.ticks for level, points in self.scale.items()}, self.valid)

    def facts(self) -> Mapping[str, Fact]:
        levels = self.levels().facts("answers", self.count)
        if self.count is None:
            return {"valid": Count(self.valid), **levels}
        return {"valid": Sum(self.count, self.valid), "least": Min(self.count, self.valid), **levels}

    def mark(self, facts: FactValues, full: int) -> Outcome:
        levels, valid = self.levels(), facts["valid"]
        levels.require_listed("answers", facts, valid)
        self._require_counts(facts)
        worth = times(full, levels.worth("answers", facts))
        return Outcome(worth, times(WHOLE, np.maximum(valid, 1)), valid >= self.min_valid)

    def costs(self) -> Costs:
        lacking = {level: WHOLE - points.ticks for level, points in self.scale.items()}
        weight = Levels(self.answer, lacking, self.valid).weight()
        return Costs(weight if self.count is None else weight * self.count.fill_null(0), "share", self.line)

    def figures(self, facts: FactValues, full: int) -> Mapping[str, Figure]:
        # Two decimals of a point are what bulletins print.
        worth = self.levels().worth("answers", facts)
        mean = 100 * divide_half_up(worth, 100 * np.maximum(facts["valid"], 1))
        return {"mean": Figure(mean, "points")}

    def problems(self, full: Points) -> Iterable[Problem]:
        return ()

    def _require_counts(self, facts: FactValues) -> None:
        if self.count is not None and np.any(facts["least"] < 0):
            found = {"found": int(np.min(facts["least"]))}
            raise ValueProblem(Problem("survey-count-negative", facts=found))
