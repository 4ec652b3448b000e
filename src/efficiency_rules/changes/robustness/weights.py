"""Other weights: every item is worth a little more or less, together as much as before, and keeps its share of that."""

from dataclasses import dataclass, replace

import numpy as np

from efficiency_rules.changes.robustness.chance import Chance
from efficiency_rules.changes.robustness.copies import Copies
from efficiency_rules.criteria.integers import times
from efficiency_rules.evaluation.evaluation import Evaluation
from efficiency_rules.evaluation.marking import Marks
from efficiency_rules.evaluation.reducing import Counts
from efficiency_rules.evaluation.totals import AreaTotal, Spread, Totals, stretched
from efficiency_rules.points import WHOLE, Percent, divide_half_up


def weights_drawn(fulls: Counts, within: Percent, draws: int, chance: Chance) -> Counts:
    """Return full points of the items by draw, in quanta as `fulls`: each within a percentage, all adding up as before.

    Each is multiplied by 1 + r, r drawn evenly from -within to +within in steps of 0.0001 %, and all are brought back
    to the old sum by largest remainder, which may move one a little beyond.
    """
    width = within.ticks
    steps = chance.below(np.full((draws, len(fulls)), 2 * width + 1)) - width
    raw = times(fulls, WHOLE + steps)
    total, together = int(fulls.sum()), raw.sum(axis=1, keepdims=True)
    scaled = times(raw, total)
    whole = scaled // together
    order = np.argsort(-(scaled - whole * together), axis=1, kind="stable")
    turn = np.argsort(order, axis=1, kind="stable")
    drawn: Counts = whole + (turn < total - whole.sum(axis=1, keepdims=True))
    return drawn


@dataclass(frozen=True, slots=True)
class Reweighted:
    """Marks and totals of all copies under other full points; a mark keeps its share of the full points."""

    marks: list[Marks]
    totals: Totals


def reweighted(copies: Copies, fulls: Counts) -> Reweighted:
    """Return the county under these full points: one row a copy, one column an item, in quanta."""
    evaluation = copies.evaluation
    worth = np.repeat(fulls, copies.units, axis=0)
    marks: list[Marks] = []
    for number in range(len(evaluation.marking)):
        one = copies.marks(number)
        points = divide_half_up(times(one.points, worth[:, number]), np.int64(max(one.full, 1)))
        marks.append(replace(one, points=points))
    spreads = [_spread(marks, worth, _numbers(evaluation, area.area)) for area in evaluation.totals.areas]
    areas = []
    for old, spread, whole in zip(
        evaluation.totals.areas, spreads, stretched(spreads, evaluation.totals.full), strict=True
    ):
        total = spread.total
        areas.append(AreaTotal(old.area, old.full, spread.got, spread.applicable, total - spread.got, whole - total))
    return Reweighted(
        marks,
        Totals(
            areas=tuple(areas),
            total=np.sum([area.total for area in areas], axis=0),
            full=evaluation.totals.full,
            applicable=np.sum([area.applicable for area in areas], axis=0),
            known=np.tile(evaluation.totals.known, copies.times),
        ),
    )


def _numbers(evaluation: Evaluation, area: str) -> list[int]:
    return [number for number, marks in enumerate(evaluation.marking) if marks.item.area == area]


def _spread(marks: list[Marks], worth: Counts, numbers: list[int]) -> Spread:
    """Return an area as `area_part` does, with full points that differ from copy to copy."""
    zero = np.zeros(len(worth), dtype=np.int64)
    got = sum((np.where(marks[at].counted, marks[at].points, 0) for at in numbers), zero)
    applicable = sum((np.where(marks[at].counted, worth[:, at], 0) for at in numbers), zero)
    kept = sum((np.where(marks[at].rescaled_whole, 0, worth[:, at]) for at in numbers), zero)
    return Spread(got, applicable, np.where(applicable > 0, kept, 0))
