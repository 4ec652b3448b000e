"""Who pays for a veto, a cap, a guarantee, a newcomer or a tie: figures, and the smallest counties that show it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from efficiency_rules.grading import GradeScheme, Standing, grade

Scheme = Callable[..., GradeScheme]
ORDER = {"excellent": 0, "good": 1, "fair": 2, "poor": 3}
MODES = {"consume": {}, "exclude": {"base": "exclude-forced"}, "after": {"restrictions": "after"}}


def graded(scheme: GradeScheme, *rows: Standing) -> dict[str, str | None]:
    return {one.unit: one.grade for one in grade(rows, scheme).placements}


def unit(name: str, total: int, best: str | None = None, worst: str | None = None) -> Standing:
    return Standing(unit=name, keys=(str(total),), best=best, worst=worst)


def moves(scheme: GradeScheme, units: int, vetoed: int) -> list[int]:
    """How many steps a veto moves each other unit, worse is positive; totals are all different, best first."""
    rows = [unit(f"u{at}", 1000 - at) for at in range(units)]
    before = graded(scheme, *rows)
    rows[vetoed] = replace(rows[vetoed], best="poor", worst="poor")
    after = graded(scheme, *rows)
    del before[f"u{vetoed}"]
    return [ORDER[str(after[name])] - ORDER[str(grade)] for name, grade in before.items()]


def every_veto(scheme: GradeScheme, least: int, most: int) -> tuple[int, int, int, int]:
    """How many single vetoes there are, how many worsen somebody, and the most they worsen and improve."""
    found = [moves(scheme, units, at) for units in range(least, most + 1) for at in range(units)]
    assert all(step in (-1, 0, 1) for each in found for step in each)
    worse, better = [each.count(1) for each in found], [each.count(-1) for each in found]
    return len(found), sum(map(bool, worse)), max(worse), max(better)


def test_a_line_that_a_cap_takes_away_is_no_open_tie(scheme_of: Scheme) -> None:
    """Afterwards, both units of a tie may have moved to one grade: nobody needs to be asked which is better."""
    scheme = scheme_of(("1/3", "1/3", "1/3"), restrictions="after")
    capped = [unit("a", 9, "good"), unit("b", 9, "good"), unit("c", 8)]
    assert grade(capped, scheme).ties == ()
    assert graded(scheme, *capped) == {"a": "good", "b": "good", "c": "fair"}
    half_capped = [unit("a", 9, "good"), unit("b", 9), unit("c", 8)]
    assert [tie.units for tie in grade(half_capped, scheme).open_ties] == [("a", "b")]


def test_a_single_veto_in_small_counties(scheme_of: Scheme) -> None:
    """Of all single vetoes in counties of 5 to 24 units none worsens another unit unless forced units are excluded."""
    consume, exclude, after = (every_veto(scheme_of(**mode), 5, 24) for mode in MODES.values())
    assert consume[:3] == (290, 0, 0)
    assert consume[3] == 3
    assert exclude[1] > 0
    assert after[1:] == (0, 0, 0)


@pytest.mark.long
def test_every_single_veto(scheme_of: Scheme) -> None:
    """All 11,315 single vetoes of counties of 5 to 150 units, as the research counted them: who else is moved.

    A seat taken: nobody worse, at most three better by one step. Forced units excluded: 3,927 vetoes (34.7 %)
    worsen somebody, three at most. Restrictions afterwards: nobody moves.
    """
    consume, exclude, after = (every_veto(scheme_of(**mode), 5, 150) for mode in MODES.values())
    assert consume == (11_315, 0, 0, 3)
    assert exclude[:3] == (11_315, 3_927, 3)
    assert after == (11_315, 0, 0, 0)


def test_a_veto_outside_the_base_harms(scheme_of: Scheme) -> None:
    """With `exclude-forced` a veto of the last of six costs others their grades: five units have other seats."""
    rows = [unit(name, 90 - at) for at, name in enumerate("abcdef")]
    vetoed = [*rows[:5], replace(rows[5], best="poor", worst="poor")]
    scheme = scheme_of(("1/3", "1/3", "1/6", "1/6"), base="exclude-forced", seats="cumulative-floor")
    before, after = graded(scheme, *rows), graded(scheme, *vetoed)
    assert list(before.values()) == ["excellent"] * 2 + ["good"] * 2 + ["fair", "poor"]
    assert list(after.values()) == ["excellent"] + ["good"] * 2 + ["fair", "poor", "poor"]
    assert graded(scheme_of(("1/3", "1/3", "1/6", "1/6")), *vetoed) == before


def test_a_guarantee_harms(scheme_of: Scheme) -> None:
    """A guarantee of the last unit pushes a better one into the last grade; without it that unit is safe."""
    rows = [unit(f"u{at}", 90 - at) for at in range(10)]
    before = graded(scheme_of(), *rows)
    after = graded(scheme_of(), *rows[:9], replace(rows[9], worst="fair"))
    assert (before["u8"], after["u8"]) == ("fair", "poor")
    assert graded(scheme_of(restrictions="after"), *rows[:9], replace(rows[9], worst="fair"))["u8"] == "fair"


def test_a_cap_harms_another_capped_unit(scheme_of: Scheme) -> None:
    """Where another unit is capped already, a cap can harm it: the plan's three units get one grade each.

    The seat in 优秀 passes over the capped second to the third, and the first takes the second's in 良好.
    A veto of the first harms nobody.
    """
    first, second, third = unit("a", 90), unit("b", 80, "good"), unit("c", 70)
    assert graded(scheme_of(), first, second, third) == {"a": "excellent", "b": "good", "c": "fair"}
    capped = replace(first, best="good")
    assert graded(scheme_of(), capped, second, third) == {"a": "good", "b": "fair", "c": "excellent"}
    vetoed = replace(first, best="poor", worst="poor")
    assert graded(scheme_of(), vetoed, second, third) == {"a": "poor", "b": "good", "c": "excellent"}


def test_a_newcomer_below_harms_a_capped_unit(scheme_of: Scheme) -> None:
    """Proved shares protect units that nothing restricts: a capped one can lose by a unit that joins below it."""
    scheme = scheme_of(("1/4", "1/4", "1/2"), seats="cumulative")
    capped = unit("a", 90, "good")
    assert graded(scheme, capped) == {"a": "good"}
    assert graded(scheme, capped, unit("b", 80)) == {"a": "fair", "b": "excellent"}
    assert graded(scheme, unit("a", 90), unit("b", 80)) == {"a": "excellent", "b": "fair"}


def test_a_newcomer_below_harms_a_majority(scheme_of: Scheme) -> None:
    """Under `majority` a unit joining below can lower a whole block: five tied units then have more places lower."""
    ties = {"break": [], "then": "majority"}
    scheme = scheme_of(("2/5", "2/5", "1/5"), seats="cumulative", ties=ties)
    block = [unit(name, 90) for name in "abcde"]
    assert set(graded(scheme, *block).values()) == {"excellent"}
    joined = graded(scheme, *block, unit("f", 80))
    assert joined == {**dict.fromkeys("abcde", "good"), "f": "fair"}


def test_a_correction_skips_a_grade_without_seats(scheme_of: Scheme) -> None:
    """Where a grade between has no seats, the one unit that a correction pushes down moves two grades."""
    scheme = scheme_of(("1/2", "0/1", "1/2"))
    assert graded(scheme, unit("a", 90), unit("b", 80)) == {"a": "excellent", "b": "fair"}
    assert graded(scheme, unit("a", 90), unit("b", 91)) == {"a": "fair", "b": "excellent"}


@pytest.mark.parametrize(("then", "grade"), [("promote", "excellent"), ("demote", "poor"), ("majority", "good")])
def test_ten_equal_units(scheme_of: Scheme, then: str, grade: str) -> None:
    """Ten units with one total: all 优秀, all 较差 or all 良好 by the automatic policies, undecided otherwise."""
    rows = [unit(f"u{at}", 90) for at in range(10)]
    ties: dict[str, Any] = {"break": [], "then": then}
    assert set(graded(scheme_of(ties=ties), *rows).values()) == {grade}
    assert set(graded(scheme_of(), *rows).values()) == {None}


@pytest.mark.parametrize("seats", ["largest-remainder", "webster", "cumulative", "at-most"])
def test_a_tied_seat(scheme_of: Scheme, seats: str) -> None:
    """Five units have 一般 and 较差 tied for the last seat: `seat_tie` alone decides what the last unit gets."""
    rows = [unit(name, 90 - at) for at, name in enumerate("abcde")]
    named = {"seats": seats, **({"at_most": ["excellent"]} if seats == "at-most" else {})}
    grades = ["excellent", "good", "good", "fair"]
    assert list(graded(scheme_of(seat_tie="better", **named), *rows).values()) == [*grades, "fair"]
    assert list(graded(scheme_of(seat_tie="worse", **named), *rows).values()) == [*grades, "poor"]
