"""RaterMean: several raters give a score of 100 each; the mean, with the extremes dropped, gives the points."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import polars as pl

from efficiency_rules.criteria.checks import at_least, not_empty, one_of, refuse, within
from efficiency_rules.criteria.facts import Count, Fact, Max, Min, Sum, both
from efficiency_rules.criteria.formula import Costs, FactValues, Figure, Integers, Outcome
from efficiency_rules.criteria.integers import times
from efficiency_rules.criteria.levels import Levels
from efficiency_rules.errors import Problem, ValueProblem
from efficiency_rules.points import WHOLE, Points, divide_half_up


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RaterMean:
    """mark = full x mean / 100 over the scores of all raters, one record a rater.

    `score`: a column of points from 0 to 100 (null: the rater abstained; outside: the criterion fails). Or
    `level` with `scale`: 好 100, 较好 80, ... (a level that is not on the scale makes the criterion fail).
    With `drop_when_more_than`, one highest and one lowest score are left out as soon as there are more raters
    than that. Fewer than `min_raters`: insufficient-data. The loss is shared by what each rater's score lacks
    of 100, dropped scores too.

    Worked table (full 10; 好 100, 较好 80, 一般 60, 较差 40; drop when more than 5):

    | scores | mark |
    |---|---|
    | 80 | 8 |
    | 100, 80, 80, 60, 40 | 7.2 |
    | 100, 80, 80, 80, 80, 40 | 8 (100 and 40 dropped) |
    """

    score: pl.Expr | None = None
    level: pl.Expr | None = None
    scale: Mapping[str, Points] | None = None
    where: pl.Expr | None = None
    drop_when_more_than: int | None = None
    min_raters: int = 1
    reason: str = "评分人 {raters} 名，平均 {mean} 分，扣 {lost} 分"
    line: str = ""

    from_zero: ClassVar[bool] = False
    absolute: ClassVar[bool] = True

    def __post_init__(self) -> None:
        refuse(
            one_of("RaterMean", score=self.score, level=self.level)
            + one_of("RaterMean", score=self.score, scale=self.scale)
            + not_empty("RaterMean", scale=self.scale)
            + within("RaterMean", Points(0), Points(100), scale=self.scale)
            + at_least("RaterMean", 2, drop_when_more_than=self.drop_when_more_than)
            + at_least("RaterMean", 1, min_raters=self.min_raters)
        )

    def levels(self) -> Levels | None:
        if self.level is None or self.scale is None:
            return None
        return Levels(self.level, {level: points.ticks for level, points in self.scale.items()}, self.where)

    def facts(self) -> Mapping[str, Fact]:
        score, where = self._score(), self.where
        raters: dict[str, Fact] = {"raters": Count(both(where, score.is_not_null())), "sum": Sum(score, where)}
        extremes: dict[str, Fact] = {"highest": Max(score, where), "lowest": Min(score, where)}
        ballots = {"ballots": Count(where)} if self.level is not None else {}
        return raters | extremes | ballots

    def mark(self, facts: FactValues, full: int) -> Outcome:
        self._require_sound(facts)
        total, taken = self._kept(facts)
        enough = facts["raters"] >= self.min_raters
        return Outcome(times(full, total), times(WHOLE, np.maximum(taken, 1)), enough)

    def costs(self) -> Costs:
        lacking = both(self.where, self._score().is_not_null())
        weight = pl.when(lacking).then(WHOLE - self._score()).otherwise(pl.lit(0, dtype=pl.Int64))
        return Costs(weight, "share", self.line)

    def figures(self, facts: FactValues, full: int) -> Mapping[str, Figure]:
        total, taken = self._kept(facts)
        mean = 100 * divide_half_up(total, 100 * np.maximum(taken, 1))
        extremes = {name: Figure(facts[name], "points") for name in ("highest", "lowest")}
        return {"mean": Figure(mean, "points"), "sum": Figure(facts["sum"], "points"), **extremes}

    def problems(self, full: Points) -> Iterable[Problem]:
        return ()

    def _score(self) -> pl.Expr:
        if self.score is not None:
            return self.score
        worth: pl.Expr = pl.lit(None, dtype=pl.Int64)
        for level, points in (self.scale or {}).items():
            here = pl.lit(points.ticks, dtype=pl.Int64)
            worth = pl.when(self._level() == level).then(here).otherwise(worth)
        return worth

    def _level(self) -> pl.Expr:
        assert self.level is not None
        return self.level

    def _kept(self, facts: FactValues) -> tuple[Integers, Integers]:
        total, raters = facts["sum"], facts["raters"]
        if self.drop_when_more_than is None:
            return total, raters
        drop = raters > self.drop_when_more_than
        return total - drop * (facts["highest"] + facts["lowest"]), raters - drop * 2

    def _require_sound(self, facts: FactValues) -> None:
        if "ballots" in facts and np.any(facts["ballots"] != facts["raters"]):
            strange = int(np.sum(facts["ballots"] - facts["raters"]))
            found = {"found": strange, "expected": "、".join(self.scale or ())}
            raise ValueProblem(Problem("level-not-listed", facts=found))
        low, high = int(np.min(facts["lowest"], initial=0)), int(np.max(facts["highest"], initial=0))
        if low < 0 or high > WHOLE:
            outside = Points.from_ticks(low if low < 0 else high)
            raise ValueProblem(Problem("score-out-of-range", facts={"found": outside}))
