"""The law of seats accepts exactly the placements that some way of giving the seats explains."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate, combinations_with_replacement, product

import pytest

from efficiency_rules.grading import GradeScheme, Placement, Standing, check_laws, grade, laws

Scheme = Callable[..., GradeScheme]
Unit = tuple[int, int, int | None]
"""Best and worst grade a unit may get, and the one it has, None while it waits."""

THIRDS = ("1/3", "1/3", "1/3")
IDS = ("excellent", "good", "fair")
UNITS: list[Unit] = [
    (best, worst, placed) for best in range(3) for worst in range(best, 3) for placed in (None, *range(best, worst + 1))
]
SEATS = [seats for seats in product(range(3), repeat=3) if sum(seats) == 2]


def filled(units: Sequence[Unit], level: int, seats: int) -> bool:
    """Whoever must get the grade has it, then whoever may until the seats are used; who waits has it or not."""
    placed = [(worst, grade) for _, worst, grade in units if grade is not None and grade <= level]
    must = sum(grade < level or worst == level for worst, grade in placed)
    may = sum(best <= level for best, *_ in units)
    waiting = sum(grade is None for *_, grade in units)
    return len(placed) <= max(must, min(seats, may)) <= len(placed) + waiting


def moved(units: Sequence[Unit], level: int, seats: int) -> bool:
    """As many units as there are seats had the grade or a better one before each moved into its bounds."""
    origins = (
        [before for before in range(3) if placed in (None, min(max(before, best), worst))]
        for best, worst, placed in units
    )
    return any(sum(before <= level for before in county) == seats for county in product(*origins))


@pytest.mark.parametrize(
    ("then", "total", "too_few", "too_many"),
    [
        ("decide", "9", 0, 0),
        ("majority", "8", 0, 0),
        ("promote", "9", 0, 1),
        ("demote", "9", 1, 0),
        ("majority", "9", 1, 1),
    ],
)
@pytest.mark.parametrize(("restrictions", "explained"), [("fill", filled), ("after", moved)])
def test_every_small_county(
    scheme_of: Scheme,
    restrictions: str,
    explained: Callable[[Sequence[Unit], int, int], bool],
    then: str,
    total: str,
    too_few: int,
    too_many: int,
) -> None:
    """Two units, three grades, all bounds, placements and seats; a policy may be off by one in a tie of two."""
    scheme = scheme_of(THIRDS, restrictions=restrictions, ties={"break": [], "then": then})
    for units in combinations_with_replacement(UNITS, 2):
        standings = [
            Standing(unit, (points,), best=IDS[best], worst=IDS[worst])
            for unit, points, (best, worst, _) in zip("ab", ("9.0", total), units, strict=True)
        ]
        grading = grade(standings, scheme)
        placements = tuple(
            Placement(unit, 1, None if placed is None else IDS[placed], placed is None, "")
            for unit, (*_, placed) in zip("ab", units, strict=True)
        )
        for seats in SEATS:
            pools = (replace(grading.pools[0], seats=seats),)
            wrong = [
                level
                for level, given in enumerate(accumulate(seats))
                if not any(explained(units, level, given + more) for more in range(-too_few, too_many + 1))
            ]
            found = laws.seats_respected(standings, scheme, replace(grading, placements=placements, pools=pools))
            assert len(found) == len(wrong), (units, seats, found)


@pytest.mark.parametrize("then", ["decide", "promote", "demote", "majority"])
@pytest.mark.parametrize("standings", [[], [Standing("a", ("9",), best="fair", worst="fair")]])
def test_where_nobody_is_counted_every_law_holds(scheme_of: Scheme, standings: list[Standing], then: str) -> None:
    """Without units, or with forced ones only, there are no seats to be given."""
    scheme = scheme_of(ties={"break": [], "then": then}, base="exclude-forced")
    assert check_laws(standings, scheme, grade(standings, scheme)) == []


def test_forced_units_outside_the_base_have_no_seats(scheme_of: Scheme) -> None:
    """Seats are those of the units that are not forced; where there is one grade only, there are none."""
    scheme = scheme_of(THIRDS, base="exclude-forced")
    standings = [Standing("a", ("9",)), Standing("b", ("8",), best="good"), Standing("c", ("7",), None, "fair", "fair")]
    grading = grade(standings, scheme)
    assert sum(grading.seats.values()) == 2
    assert check_laws(standings, scheme, grading) == []
    (pool,) = grading.pools
    assert len(laws.seats_sum(standings, scheme, replace(grading, pools=(replace(pool, seats=(1, 1, 1)),)))) == 1
    single = scheme_of(("100%",), base="exclude-forced")
    assert check_laws(standings[:1], single, grade(standings[:1], single)) == []
