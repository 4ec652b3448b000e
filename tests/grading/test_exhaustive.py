"""Every small county: placements equal all gradings that the policy's words admit, over every tie."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations_with_replacement, product

import pytest

from efficiency_rules.grading import GradeScheme, Grading, Standing, grade
from efficiency_rules.grading.laws import LAWS, order_irrelevant

Bounds = tuple[int, int]
IDS = ("excellent", "good", "fair", "poor")


def admissible(blocks: Sequence[int], bounds: Sequence[Bounds], seats: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield every assignment of grades that the declarative definition admits.

    Inside the bounds; each level holds, with the better ones, as many units as it has seats, fewer only
    for want of units that may have it, more only by units that may have nothing worse; and nobody is
    passed over by a worse-ranked unit that had a choice.
    """
    units = range(len(blocks))
    for grades in product(*(range(best, worst + 1) for best, worst in bounds)):
        total = 0
        for level, given in enumerate(seats):
            total += given
            above = sum(g < level for g in grades)
            here = sum(g == level for g in grades)
            must = sum(grades[u] == level == bounds[u][1] for u in units)
            may = sum(bounds[u][0] <= level for u in units)
            if above + here != max(above + must, min(total, may)):
                break
            chosen = [blocks[u] for u in units if grades[u] == level < bounds[u][1]]
            passed = [blocks[u] for u in units if grades[u] > level >= bounds[u][0]]
            if chosen and passed and min(passed) < max(chosen):
                break
        else:
            yield grades


def weak_orders(units: int) -> Iterator[tuple[int, ...]]:
    """Yield every weak order up to renaming units: the sizes of its blocks, best first."""
    if units == 0:
        yield ()
    for first in range(1, units + 1):
        for rest in weak_orders(units - first):
            yield (first, *rest)


def counties(units: int, grades: int) -> Iterator[tuple[list[int], list[Bounds]]]:
    """Yield every county up to renaming units: its blocks, and the bounds of each unit."""
    kinds = [(best, worst) for best in range(grades) for worst in range(best, grades)]
    for sizes in weak_orders(units):
        blocks = [block for block, size in enumerate(sizes) for _ in range(size)]
        for parts in product(*(list(combinations_with_replacement(kinds, size)) for size in sizes)):
            yield blocks, [bounds for part in parts for bounds in part]


def graded(scheme: GradeScheme, blocks: Sequence[int], bounds: Sequence[Bounds]) -> tuple[list[Standing], Grading]:
    standings = [
        Standing(unit=f"u{at}", keys=(str(90 - block),), best=IDS[best], worst=IDS[worst])
        for at, (block, (best, worst)) in enumerate(zip(blocks, bounds, strict=True))
    ]
    return standings, grade(standings, scheme)


@pytest.mark.parametrize(
    ("units", "shares"),
    [
        (1, ("0/1", "1/1", "0/1", "0/1")),
        (2, ("1/2", "0/2", "1/2", "0/2")),
        (2, ("0/2", "1/2", "0/2", "1/2")),
        (3, ("1/3", "1/3", "1/3", "0/3")),
        (3, ("20%", "40%", "30%", "10%")),
        (3, ("0/3", "2/3", "0/3", "1/3")),
        (3, ("1/3", "0/3", "1/3", "1/3")),
        (4, ("1/4", "2/4", "1/4")),
        (4, ("1/4", "1/4", "2/4")),
        (4, ("1/4", "0/4", "3/4")),
    ],
)
def test_every_small_county(scheme_of: Callable[..., GradeScheme], units: int, shares: tuple[str, ...]) -> None:
    """For all weak orders and restrictions, each unit's possible grades are those of all admissible gradings.

    A unit has a grade exactly when only one is possible; and every law holds.
    """
    scheme = scheme_of(shares)
    laws = [law for law in LAWS if law is not order_irrelevant]
    for blocks, bounds in counties(units, len(shares)):
        standings, grading = graded(scheme, blocks, bounds)
        ways = list(admissible(blocks, bounds, list(grading.seats.values())))
        for at, placement in enumerate(grading.placements):
            possible = tuple(IDS[g] for g in sorted({way[at] for way in ways}))
            assert grading.possible[at] == possible, (blocks, bounds, at)
            assert placement.grade == (possible[0] if len(possible) == 1 else None)
            assert placement.on_line == (len(possible) > 1)
        assert bool(grading.open_ties) == (len(ways) > 1), (blocks, bounds)
        assert [breach for law in laws for breach in law(standings, scheme, grading)] == []


@pytest.mark.long
def test_every_county_of_four_with_four_grades(scheme_of: Callable[..., GradeScheme]) -> None:
    """The same for four units, the plan's four grades and shares."""
    test_every_small_county(scheme_of, 4, ("20%", "40%", "30%", "10%"))
