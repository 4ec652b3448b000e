"""Automatic tie policies: whole blocks of tied units move together (并列一并评定)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Literal

from efficiency_rules.grading.standings import Bounds

Policy = Literal["promote", "demote", "majority"]
Cell = tuple[int, int, int]
"""Units that fare alike: their place, and the best and the worst grade they may get."""


def fill_together(
    places: Sequence[int], bounds: Sequence[Bounds], cumulative: Sequence[int], policy: Policy
) -> tuple[list[int], frozenset[int]]:
    """Return the grade of every unit, and the places of the blocks that did not fit and were moved whole.

    The level process of `levels.fill`, except that a block for which the seats of a grade do not suffice
    gets it as a whole or not at all: `promote` gives it, `demote` does not, `majority` gives the block the
    grade with most of its places, the better one where equal. Nobody ranked below a block that has to wait
    is served before it.
    """
    cells = [(place, best, worst) for place, (best, worst) in zip(places, bounds, strict=True)]
    sizes = Counter(cells)
    blocks = [(place, tuple(block)) for place, block in groupby(sorted(sizes), key=lambda cell: cell[0])]
    grade_of: dict[Cell, int] = {}
    targets: dict[int, int] = {}
    placed = 0
    for grade, seats in enumerate(cumulative):
        due = [cell for cell in sizes if cell[2] == grade and cell not in grade_of]
        placed += _place(due, grade, sizes, grade_of)
        for place, block in blocks:
            if placed >= seats:
                break
            up = [cell for cell in block if cell[1] <= grade and cell not in grade_of]
            size = sum(sizes[cell] for cell in up)
            if placed + size <= seats:
                placed += _place(up, grade, sizes, grade_of)
                continue
            if place not in targets:
                targets[place] = _target(policy, grade, seats - placed, size, cumulative)
            if targets[place] <= grade:
                placed += _place(up, grade, sizes, grade_of)
            break
    return [grade_of[cell] for cell in cells], frozenset(targets)


def _place(cells: Sequence[Cell], grade: int, sizes: Mapping[Cell, int], grade_of: dict[Cell, int]) -> int:
    grade_of.update(dict.fromkeys(cells, grade))
    return sum(sizes[cell] for cell in cells)


def _target(policy: Policy, grade: int, left: int, size: int, cumulative: Sequence[int]) -> int:
    """Return the grade of a block of `size` units for which `left` seats of `grade` do not suffice."""
    if policy == "promote":
        return grade
    if policy == "demote":
        return len(cumulative) - 1
    places = [left]
    for at in range(grade + 1, len(cumulative)):
        places.append(min(cumulative[at] - cumulative[at - 1], size - sum(places)))
    return grade + places.index(max(places))
