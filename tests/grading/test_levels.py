"""The level process: equal to following, one by one, every order in which the ties could be decided."""

from collections.abc import Iterator, Sequence
from itertools import groupby, permutations, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from efficiency_rules.grading import levels
from efficiency_rules.grading.levels import fill

Bounds = tuple[int, int]


def in_order(order: Sequence[int], bounds: Sequence[Bounds], cumulative: Sequence[int]) -> list[int]:
    """Return the grade of each unit when `order` (best first) is strict: the process as the policy words it."""
    grades: dict[int, int] = {}
    for level, seats in enumerate(cumulative):
        for unit in order:
            if unit not in grades and bounds[unit][1] == level:
                grades[unit] = level
        for unit in order:
            if unit not in grades and bounds[unit][0] <= level and len(grades) < seats:
                grades[unit] = level
    return [grades[unit] for unit in range(len(order))]


def orders(places: Sequence[int]) -> Iterator[list[int]]:
    """Yield every strict order that agrees with the places."""
    ranked = sorted(range(len(places)), key=places.__getitem__)
    blocks = [list(block) for _, block in groupby(ranked, places.__getitem__)]
    for parts in product(*(permutations(block) for block in blocks)):
        yield [unit for part in parts for unit in part]


@st.composite
def contests(draw: st.DrawFn) -> tuple[list[int], list[Bounds], list[int]]:
    units = draw(st.integers(0, 6))
    grades = draw(st.integers(1, 5))
    places = draw(st.lists(st.integers(0, 3), min_size=units, max_size=units))
    pairs = st.tuples(st.integers(0, grades - 1), st.integers(0, grades - 1)).map(lambda p: (min(p), max(p)))
    bounds = draw(st.lists(st.one_of(st.just((0, grades - 1)), pairs), min_size=units, max_size=units))
    lines = draw(st.lists(st.integers(0, units), min_size=grades - 1, max_size=grades - 1))
    return places, bounds, [*sorted(lines), units]


@settings(max_examples=300, deadline=None)
@given(contests())
@example(([0, 1, 1, 1], [(1, 2), (0, 1), (0, 2), (0, 2)], [1, 3, 4]))
def test_every_order_of_the_ties(contest: tuple[list[int], list[Bounds], list[int]]) -> None:
    """A unit's possible grades are exactly those it gets under some order of the ties."""
    places, bounds, cumulative = contest
    found: list[set[int]] = [set() for _ in places]
    for order in orders(places):
        for unit, grade in enumerate(in_order(order, bounds, cumulative)):
            found[unit].add(grade)
    assert fill(places, bounds, cumulative).possible == [tuple(sorted(grades)) for grades in found]


@settings(max_examples=200, deadline=None)
@given(contests())
@example(([0, 0, 0, 0], [(0, 1), (0, 1), (0, 2), (0, 2)], [2, 3, 4]))
def test_too_many_ways(contest: tuple[list[int], list[Bounds], list[int]]) -> None:
    """Where the ways are too many to follow, no possible grade is lost and no unit is given a wrong one."""
    places, bounds, cumulative = contest
    exact = fill(places, bounds, cumulative)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(levels, "MOST_WAYS", 1)
        blurred = fill(places, bounds, cumulative)
    for true, shown, (best, worst) in zip(exact.possible, blurred.possible, bounds, strict=True):
        assert set(true) <= set(shown) <= set(range(best, worst + 1))


@pytest.mark.parametrize(("units", "possible"), [(999, (0, 1)), (1000, (0, 1, 2))])
def test_a_thousand_ways_are_followed(units: int, possible: tuple[int, ...]) -> None:
    """Two kinds of tied units share the best grade in `units` + 1 ways; the second grade has room for everybody."""
    bounds = [(0, 1)] * units + [(0, 2)] * units
    outcome = fill([0] * 2 * units, bounds, [units, 2 * units, 2 * units])
    assert outcome.possible == [(0, 1)] * units + [possible] * units


def test_who_is_placed_before_the_ways_are_too_many_keeps_the_grades() -> None:
    """The first two units are placed in the second grade at the latest; only the tie at the third is not followed."""
    bounds = [(0, 2), (0, 3), (0, 3), (0, 4)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(levels, "MOST_WAYS", 2)
        outcome = fill([0, 0, 1, 1], bounds, [1, 2, 3, 4, 4])
    assert outcome.possible == [(0, 1), (0, 1), (2, 3), (2, 3, 4)]


def test_a_large_mixed_tie_is_quick() -> None:
    """Two hundred tied units with all kinds of guarantees end at once, everybody waiting or certain."""
    bounds = [(0, 1 + at % 5) for at in range(200)]
    outcome = fill([0] * 200, bounds, [20, 40, 60, 80, 100, 200])
    assert all(set(range(6)) >= set(grades) for grades in outcome.possible)
    assert outcome.cuts[0, 0] == 20


def test_a_guarantee_reaches_others() -> None:
    """A unit outside a tie waits too when its grade hangs on which tied unit is left with a guarantee.

    One seat at the top and one below: whether the tied unit that may be second at worst is left over
    decides whether the better-ranked unit, which may be second at best, finds the second seat taken.
    """
    places, bounds = [0, 1, 1], [(1, 2), (0, 2), (0, 1)]
    outcome = fill(places, bounds, [1, 2, 3])
    assert outcome.possible == [(1, 2), (0, 2), (0, 1)]
    assert outcome.cuts == {(1, 0): 1}


def test_a_guarantee_takes_no_seat_from_a_better_unit() -> None:
    """The tied units have one seat at the top and one below: whoever gets which, the unit before them keeps its own.

    No way of sharing the seats gives a unit of the tie back to those that wait.
    """
    places, bounds = [0, 1, 1, 1], [(1, 2), (0, 1), (0, 2), (0, 2)]
    assert fill(places, bounds, [1, 3, 4]).possible == [(1,), (0, 1), (0, 1, 2), (0, 1, 2)]
