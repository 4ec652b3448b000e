"""Totals: marks to areas, areas to the total, with every rescale as a line of its own.

All numbers are quanta (the ruleset's precision). Raw marks are never changed; what a missing item's points
are spread over is declared by its policy:

rescale-area: the area's total is got / applicable x (the area's points), rounded once.
rescale-whole: the item's points leave the area, and all areas are stretched to the full marks together,
by rounding running sums, so that the areas still add up to the total and a unit without losses gets it all.
An area in which nothing applies is spread over the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from efficiency_rules.criteria.integers import times
from efficiency_rules.evaluation.applicability import Flags
from efficiency_rules.evaluation.marking import NUMBER, Marks
from efficiency_rules.evaluation.reducing import Counts
from efficiency_rules.points import divide_half_up
from efficiency_rules.rulesets.model import Ruleset


@dataclass(frozen=True, slots=True)
class AreaTotal:
    """One area: its total, and how much of it came by rescaling in the area and over the whole.

    `full` are the points the due items of the area are worth, `applicable` those of them that counted.
    """

    area: str
    full: int
    got: Counts
    applicable: Counts
    by_area: Counts
    by_whole: Counts

    def of(self, units: npt.NDArray[np.integer]) -> "AreaTotal":
        """Return the area of these units alone."""
        got, applicable = self.got[units], self.applicable[units]
        return AreaTotal(self.area, self.full, got, applicable, self.by_area[units], self.by_whole[units])

    @property
    def total(self) -> Counts:
        """Marks plus rescale lines, one entry a unit."""
        total: Counts = self.got + self.by_area + self.by_whole
        return total


@dataclass(frozen=True, slots=True)
class Totals:
    """Areas in document order and the total, one entry a unit; `known` is False where a mark is broken."""

    areas: tuple[AreaTotal, ...]
    total: Counts
    full: int
    applicable: Counts
    known: Flags


@dataclass(frozen=True, slots=True)
class Spread:
    """One area by itself, one entry a unit: what was got of what was applicable, spread over the points it keeps."""

    got: Counts
    applicable: Counts
    kept: Counts

    @property
    def total(self) -> Counts:
        """The area's points, rounded once; without rescaling the quotient is the sum of the marks itself."""
        total: Counts = divide_half_up(times(self.got, self.kept), np.maximum(self.applicable, 1))
        return total


@dataclass(frozen=True, slots=True)
class AreaPart:
    """One area before areas are stretched: its full points, its spread, and where a mark is broken."""

    area: str
    full: int
    spread: Spread
    broken: Flags


def add_up(ruleset: Ruleset, marks: Sequence[Marks], units: int) -> Totals:
    """Return area totals and totals of all units, from the marks of all items in document order."""
    parts = [area_part(area.id, [mark for mark in marks if mark.item.area == area.id], units) for area in ruleset.areas]
    return together(parts, units)


def area_part(id: str, marks: Sequence[Marks], units: int) -> AreaPart:
    """Return an area by itself, from the marks of its items."""
    got, applicable, leaving = (np.zeros(units, dtype=np.int64) for _ in range(3))
    broken = np.zeros(units, dtype=bool)
    full = 0
    for mark in marks:
        broken |= mark.broken
        if (mark.state == NUMBER["not-due"]).all():
            continue
        full += mark.full
        got += np.where(mark.counted, mark.points, 0)
        applicable += np.where(mark.counted, mark.full, 0)
        leaving += np.where(mark.rescaled_whole, mark.full, 0)
    kept = np.where(applicable > 0, full - leaving, 0)
    return AreaPart(id, full, Spread(got, applicable, kept), broken)


def together(parts: Sequence[AreaPart], units: int) -> Totals:
    """Return the totals of all areas, given in document order."""
    full = sum(part.full for part in parts)
    areas = []
    for part, whole in zip(parts, stretched([part.spread for part in parts], full), strict=True):
        spread, total = part.spread, part.spread.total
        areas.append(AreaTotal(part.area, part.full, spread.got, spread.applicable, total - spread.got, whole - total))
    broken = np.zeros(units, dtype=bool)
    for part in parts:
        broken |= part.broken
    applicable = _sum([area.applicable for area in areas], units)
    return Totals(
        areas=tuple(areas),
        total=_sum([area.total for area in areas], units),
        full=full,
        applicable=applicable,
        known=~broken & (applicable > 0),
    )


def stretched(areas: Sequence[Spread], full: int) -> list[Counts]:
    """Return the areas stretched so that what is kept is worth `full`; unchanged where all is kept.

    The exact quotients are stretched, not the rounded areas: every number is rounded once. Their common
    denominator outgrows 64 bits, so the few units concerned are computed in Python's integers.
    """
    totals = [area.total for area in areas]
    base = _sum([area.kept for area in areas], len(totals[0]))
    at = np.flatnonzero((base != full) & (base > 0))
    if not len(at):
        return totals
    common = np.ones(len(at), dtype=object)
    for area in areas:
        common = common * np.maximum(area.applicable[at], 1)
    running, before = np.zeros(len(at), dtype=object), np.zeros(len(at), dtype=object)
    for area, total in zip(areas, totals, strict=True):
        running = running + area.got[at] * area.kept[at] * (common // np.maximum(area.applicable[at], 1))
        upto = divide_half_up(running * full, common * base[at])
        total[at] = (upto - before).astype(np.int64)
        before = upto
    return totals


def _sum(parts: Sequence[Counts], units: int) -> Counts:
    return sum(parts, np.zeros(units, dtype=np.int64))
