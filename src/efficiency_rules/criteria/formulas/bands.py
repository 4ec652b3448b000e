"""Bands: a rate or a value falls into a band, and the band gives the points (分档计分)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import polars as pl

from efficiency_rules.criteria.checks import above_full, at_least, not_negative, one_of, refuse
from efficiency_rules.criteria.facts import Fact, both, flag, part_of
from efficiency_rules.criteria.formula import Costs, FactValues, Figure, Integers, Outcome
from efficiency_rules.criteria.formulas.band import Band, Declared, band_problems, in_order, number
from efficiency_rules.criteria.integers import times
from efficiency_rules.criteria.rates import counted, misses, rate_facts, rate_figures
from efficiency_rules.errors import Problem
from efficiency_rules.points import WHOLE, Percent, Points


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bands:
    """The points of the band in which a unit's rate (`hit`, `of`) or value (`value`, a fact) lies.

    `bands`: `{lower bound: points}`, pairs, or `Band`s with an end of their own; a band without an end
    reaches to the next, the last one upwards without limit. `otherwise` are the points below the lowest band.
    Bounds of a rate are Percent; bounds of a value are whole numbers, Points or Percent, as the value is.
    A gap or an overlap is a ValueProblem. Never more than the item's full points. Fewer than `min_cases`
    records: insufficient-data. The loss is shared by the records that miss (by those that hit, where a higher
    rate gives fewer points); for a value by what each record adds to it, or evenly where more is better.

    Worked table (full 4; 95% 2, 99% 3, 100% 4, otherwise 0; 鄂州 应领尽领率, doubled):

    | rate | mark |
    |---|---|
    | 94.99 % | 0 |
    | 95 % | 2 |
    | 98.99 % | 2 |
    | 99 % | 3 |
    | 100 % | 4 |
    """

    bands: Declared
    hit: pl.Expr | None = None
    of: pl.Expr | None = None
    value: Fact | None = None
    otherwise: Points | None = None
    min_cases: int = 1
    reason: str = ""
    line: str = ""

    from_zero: ClassVar[bool] = False
    absolute: ClassVar[bool] = True

    def __post_init__(self) -> None:
        ladder = in_order(self.bands)
        refuse(
            one_of("Bands", hit=self.hit, value=self.value)
            + (one_of("Bands", of=self.of, value=self.value) if self.value is not None else [])
            + band_problems(ladder, rate=self.hit is not None, otherwise=self.otherwise is not None)
            + not_negative("Bands", points=_points(ladder), otherwise=self.otherwise)
            + at_least("Bands", 1, min_cases=self.min_cases)
        )
        object.__setattr__(self, "bands", ladder)
        if not self.reason:
            by_rate = "达标 {hits}／{counted} 件，达标率 {rate}，本档得 {points} 分"
            words = by_rate if self.hit is not None else "实际值 {value}，本档得 {points} 分"
            object.__setattr__(self, "reason", words)

    def facts(self) -> Mapping[str, Fact]:
        if self.hit is not None:
            return rate_facts(self.hit, self.of)
        assert self.value is not None
        return {"value": self.value}

    def mark(self, facts: FactValues, full: int) -> Outcome:
        ladder = in_order(self.bands)
        lowest = ladder[0].points if self.otherwise is None else self.otherwise
        below = min(lowest.ticks, full)
        points: Integers = np.zeros_like(facts["cases"]) + below
        height = self._height(facts)
        for band in ladder:
            if number(band.at_least) > 0 or self.otherwise is not None:
                # Who reaches a band has reached those below it: it adds the difference.
                here = min(band.points.ticks, full)
                points = points + self._reaches(band, height, facts) * (here - below)
                below = here
        return Outcome(points, 1, counted(facts) >= self.min_cases)

    def costs(self) -> Costs:
        return Costs(self._weight(), "share", self.line)

    def figures(self, facts: FactValues, full: int) -> Mapping[str, Figure]:
        if self.hit is not None:
            return rate_figures(facts)
        bound = in_order(self.bands)[0].at_least
        if isinstance(bound, Percent):
            return {"value": Figure(facts["value"], "percent")}
        return {"value": Figure(facts["value"], "points" if isinstance(bound, Points) else "count")}

    def problems(self, full: Points) -> Iterable[Problem]:
        points = _points(in_order(self.bands)) | ({} if self.otherwise is None else {"otherwise": self.otherwise})
        yield from above_full("Bands", full, points=points)
        best = max(points.values())
        if best < full:
            facts = {"formula": "Bands", "found": best, "full": full}
            yield Problem("formula-full-unreachable", facts=facts, severity="warning")

    def _height(self, facts: FactValues) -> Integers:
        return facts["value"] if self.hit is None else times(WHOLE, facts["hits"])

    def _reaches(self, band: Band, height: Integers, facts: FactValues) -> Integers:
        bound = number(band.at_least)
        return height >= (bound if self.hit is None else times(bound, counted(facts)))

    def _weight(self) -> pl.Expr:
        ladder = in_order(self.bands)
        lowest = ladder[0].points if self.otherwise is None else self.otherwise
        more_is_worse = lowest > ladder[-1].points
        if self.hit is not None:
            hits = flag(both(self.of, self.hit))
            return hits if more_is_worse else misses(self.hit, self.of)
        assert self.value is not None
        return part_of(self.value) if more_is_worse else flag(self.value.where)


def _points(ladder: tuple[Band, ...]) -> dict[str, Points]:
    return {str(band.at_least): band.points for band in ladder}
