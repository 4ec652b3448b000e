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


def add_up(ruleset: Ruleset, marks: Sequence[Marks], units: int) -> Totals:
    """Return area totals and totals of all units, from the marks of all items in document order."""
    areas: list[AreaTotal] = []
    kept: list[Counts] = []
    for area in ruleset.areas:
        here = [mark for mark in marks if mark.item.area == area.id]
        total, points = _area(area.id, here, units)
        areas.append(total)
        kept.append(points)
    full = sum(area.full for area in areas)
    stretched = _stretch(areas, kept, full)
    finished = tuple(
        AreaTotal(a.area, a.full, a.got, a.applicable, a.by_area, whole - a.total)
        for a, whole in zip(areas, stretched, strict=True)
    )
    broken = np.zeros(units, dtype=bool)
    for mark in marks:
        broken |= mark.broken
    applicable = _together([area.applicable for area in areas], units)
    return Totals(
        areas=finished,
        total=_together([area.total for area in finished], units),
        full=full,
        applicable=applicable,
        known=~broken & (applicable > 0),
    )


def _together(parts: Sequence[Counts], units: int) -> Counts:
    return sum(parts, np.zeros(units, dtype=np.int64))


def _area(id: str, marks: Sequence[Marks], units: int) -> tuple[AreaTotal, Counts]:
    """Return the area with its own rescaling done, and the points it keeps for that."""
    got, applicable, leaving = (np.zeros(units, dtype=np.int64) for _ in range(3))
    full = 0
    for mark in marks:
        if (mark.state == NUMBER["not-due"]).all():
            continue
        full += mark.full
        got += np.where(mark.counted, mark.points, 0)
        applicable += np.where(mark.counted, mark.full, 0)
        leaving += np.where(mark.rescaled_whole, mark.full, 0)
    kept = np.where(applicable > 0, full - leaving, 0)
    total = divide_half_up(times(got, kept), np.maximum(applicable, 1))
    # Without rescaling kept equals applicable and the quotient is the sum itself.
    return AreaTotal(id, full, got, applicable, total - got, np.zeros(units, dtype=np.int64)), kept


def _stretch(areas: Sequence[AreaTotal], kept: Sequence[Counts], full: int) -> list[Counts]:
    """Return the areas stretched so that what is kept is worth `full`; unchanged where all is kept.

    The exact quotients are stretched, not the rounded areas: every number is rounded once. Their common
    denominator outgrows 64 bits, so the few units concerned are computed in Python's integers.
    """
    base = _together(kept, len(kept[0]))
    at = np.flatnonzero((base != full) & (base > 0))
    common = np.ones(len(at), dtype=object)
    for area in areas:
        common = common * np.maximum(area.applicable[at], 1)
    running, before = np.zeros(len(at), dtype=object), np.zeros(len(at), dtype=object)
    stretched = []
    for area, points in zip(areas, kept, strict=True):
        running = running + area.got[at] * points[at] * (common // np.maximum(area.applicable[at], 1))
        upto = divide_half_up(running * full, common * base[at])
        total = area.total.copy()
        total[at] = (upto - before).astype(np.int64)
        stretched.append(total)
        before = upto
    return stretched
