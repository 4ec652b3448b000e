"""A county before and after in numbers: flow of grades, classes of totals, areas, what still tells units apart."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from efficiency_rules.changes.impact.coalitions import Situation
from efficiency_rules.changes.impact.measuring import Impact
from efficiency_rules.changes.trying import UNPLACED
from efficiency_rules.evaluation.marking import Marks, quantum
from efficiency_rules.points import TICKS, divide_half_up

Grades = tuple[str, ...]
"""The grades (ids) a unit can get; several while it waits for a decision, none where it is not graded."""

MOST_CLASSES = 24
_WIDTHS = (1, 2, 5, 10, 20, 50, 100)


def flow(impact: Impact) -> dict[tuple[Grades, Grades], list[int]]:
    """Return the units (by index) of each pair of grades before and after, the best grade before first."""
    order = {
        grade.id: at for one in (impact.after, impact.before) for at, grade in enumerate(one.ruleset.grading.grades)
    }
    pairs: dict[tuple[Grades, Grades], list[int]] = {}
    for at, pair in enumerate(zip(impact.before.outcome.grades, impact.after.outcome.grades, strict=True)):
        pairs.setdefault(pair, []).append(at)

    def place(grades: Grades) -> tuple[bool, list[int]]:
        return not grades, [order[grade] for grade in grades]

    return dict(sorted(pairs.items(), key=lambda one: (place(one[0][0]), place(one[0][1]))))


@dataclass(frozen=True, slots=True)
class TotalClass:
    """Units with a total of at least `least` ticks, and below the next class."""

    least: int
    before: int
    after: int


def classes(impact: Impact) -> tuple[int, tuple[TotalClass, ...]]:
    """Return the width of the classes of totals in ticks, and the classes from the lowest total to the highest."""
    before = impact.before.ticks[impact.before.totals.known]
    after = impact.after.ticks[impact.after.totals.known]
    both = np.concatenate([before, after])
    if not len(both):
        return TICKS, ()
    spread = int(both.max() - both.min())
    width = next((w for w in _WIDTHS if spread <= w * TICKS * (MOST_CLASSES - 1)), _WIDTHS[-1]) * TICKS
    first, last = int(both.min()) // width, int(both.max()) // width
    return width, tuple(
        TotalClass(at * width, int((before // width == at).sum()), int((after // width == at).sum()))
        for at in range(first, last + 1)
    )


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """What the units got in an area, in ticks: its full points, mean (rounded to a tick), quartiles and extremes."""

    full: int
    mean: int
    least: int
    quarter: int
    middle: int
    three_quarters: int
    most: int


def area_figures(situation: Situation, id: str) -> AreaFigures | None:
    """Return the figures of an area over the units with a total; None where there is no such area or unit."""
    area = next((area for area in situation.totals.areas if area.area == id), None)
    if area is None or not situation.totals.known.any():
        return None
    ticks = quantum(situation.ruleset)
    points = np.sort(area.total[situation.totals.known]) * ticks
    last = len(points) - 1
    # The nearest rank: a figure that a unit really has.
    at = [int(points[last * quarter // 4]) for quarter in range(5)]
    mean = int(divide_half_up(points.sum(), np.int64(len(points))))
    return AreaFigures(area.full * ticks, mean, *at)


def separates(marks: Marks) -> bool:
    """Say whether an item tells units apart: those whose mark counts do not all have the same."""
    return len(np.unique(marks.points[marks.counted])) > 1


def no_longer_apart(impact: Impact) -> tuple[Marks, ...]:
    """Return the items (as after) that told units apart before and do not after."""
    before = {marks.item.id for marks in impact.before.marks if separates(marks)}
    return tuple(marks for marks in impact.after.marks if marks.item.id in before and not separates(marks))


def newly_apart(impact: Impact) -> tuple[Marks, ...]:
    """Return the items (as after) that tell units apart after and did not before, or were not there."""
    before = {marks.item.id for marks in impact.before.marks if separates(marks)}
    return tuple(marks for marks in impact.after.marks if marks.item.id not in before and separates(marks))


def waiting(situation: Situation) -> Iterator[int]:
    """Yield the units whose grade waits for a decision."""
    return (at for at, grades in enumerate(situation.outcome.grades) if len(grades) > 1)


def tied(impact: Impact, situation: Situation) -> Iterator[int]:
    """Yield the units that share their rank with another one of their pool."""
    by_group = situation.ruleset.grading.pool != "all"
    places = [
        (unit.jurisdiction, unit.group if by_group else "", rank)
        for unit, rank in zip(impact.roster, situation.outcome.ranks, strict=True)
    ]
    return (at for at, place in enumerate(places) if place[2] != UNPLACED and places.count(place) > 1)
