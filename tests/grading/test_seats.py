"""Seats by largest remainder: checked against the definition for every size of a county."""

from fractions import Fraction
from itertools import product
from math import ceil, floor
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.grading.seats import cumulative, largest_remainder

PLAN = [Fraction(20, 100), Fraction(40, 100), Fraction(30, 100), Fraction(10, 100)]
Side = Literal["better", "worse"]


def given_seats(units: int, shares: list[Fraction], side: Side) -> tuple[int, ...]:
    return tuple(seat.given for seat in largest_remainder(units, shares, side))


def by_definition(units: int, shares: list[Fraction], side: Side) -> tuple[int, ...]:
    """Every way to round each exact share down or up that sums to N; the least squared deviation wins.

    Among equals the one that gives more to the better (or to the worse) grades. For a fixed sum the least
    squares are exactly the largest remainders.
    """
    exact = [units * share for share in shares]
    ways = [way for way in product(*({floor(e), ceil(e)} for e in exact)) if sum(way) == units]
    order = 1 if side == "better" else -1
    return min(ways, key=lambda w: (sum((s - e) ** 2 for s, e in zip(w, exact, strict=True)), [-s for s in w[::order]]))


@pytest.mark.parametrize("side", ["better", "worse"])
def test_every_county_to_2000(side: Side) -> None:
    """For N = 1..2000 the plan's seats are those of the definition, sum to N and keep floor and ceiling."""
    for units in range(1, 2001):
        seats = given_seats(units, PLAN, side)
        assert seats == by_definition(units, PLAN, side), units
        assert sum(seats) == units
        assert all(floor(units * s) <= n <= ceil(units * s) for n, s in zip(seats, PLAN, strict=True))


@pytest.mark.parametrize(
    ("units", "better", "worse"),
    [
        (1, (0, 1, 0, 0), None),
        (3, (1, 1, 1, 0), None),
        (4, (1, 2, 1, 0), None),
        (5, (1, 2, 2, 0), (1, 2, 1, 1)),
        (6, (1, 2, 2, 1), None),
        (9, (2, 3, 3, 1), None),
        (10, (2, 4, 3, 1), None),
        (15, (3, 6, 5, 1), (3, 6, 4, 2)),
        (74, (15, 30, 22, 7), None),
        (75, (15, 30, 23, 7), (15, 30, 22, 8)),
        (96, (19, 38, 29, 10), None),
    ],
)
def test_published_table(units: int, better: tuple[int, ...], worse: tuple[int, ...] | None) -> None:
    """The plan's shares give the seats of the research table, on either side of an exact tie."""
    assert given_seats(units, PLAN, "better") == better
    assert given_seats(units, PLAN, "worse") == (worse or better)


def test_side_matters_only_at_five() -> None:
    """With the plan's shares the side of a tie matters exactly where N ends in 5, between 一般 and 较差."""
    for units in range(1, 301):
        better, worse = (given_seats(units, PLAN, side) for side in ("better", "worse"))
        assert (better != worse) == (units % 10 == 5)
        assert better[:2] == worse[:2]


def test_arithmetic_is_kept() -> None:
    """A seat carries its exact share, the whole part, what remains and what was given."""
    excellent = largest_remainder(96, PLAN, "better")[0]
    assert (excellent.exact, excellent.floor) == (Fraction(96, 5), 19)
    assert (excellent.remainder, excellent.given) == (Fraction(1, 5), 19)


def test_nobody() -> None:
    """Without units there are no seats."""
    assert given_seats(0, PLAN, "better") == (0, 0, 0, 0)


def test_cumulative() -> None:
    """Cumulative seats count each grade together with all better ones."""
    assert cumulative(largest_remainder(96, PLAN, "better")) == (19, 57, 86, 96)


@given(st.lists(st.integers(0, 12), min_size=1, max_size=6).filter(any), st.integers(0, 90), st.booleans())
def test_any_shares(weights: list[int], units: int, better: bool) -> None:
    """For any exact shares the seats are those of the definition."""
    shares = [Fraction(weight, sum(weights)) for weight in weights]
    side: Side = "better" if better else "worse"
    assert given_seats(units, shares, side) == by_definition(units, shares, side)
