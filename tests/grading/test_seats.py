"""Seats of every method: checked against the definition, written here again with fractions, and against the tables."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from math import ceil, floor
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.grading.seats import Method, SeatRule, SeatTie

PLAN = (Fraction(20, 100), Fraction(40, 100), Fraction(30, 100), Fraction(10, 100))
SIDES: tuple[SeatTie, ...] = ("better", "worse")
FREE: tuple[Method, ...] = ("largest-remainder", "webster", "cumulative", "cumulative-floor", "cumulative-ceil")
GRID = [
    (Fraction(a, 20), Fraction(b, 20), Fraction(c, 20), Fraction(20 - a - b - c, 20))
    for a in range(1, 18)
    for b in range(1, 19 - a)
    for c in range(1, 20 - a - b)
]


def rule_of(method: Method, side: SeatTie = "better", shares: Sequence[Fraction] = PLAN, *at_most: int) -> SeatRule:
    return SeatRule(method, tuple(shares), side, frozenset(at_most))


def remainders(exact: Sequence[Fraction], units: int, favoured: Sequence[int]) -> tuple[int, ...]:
    """Floors, then seats one by one to the largest remainder that has none yet; `favoured` first where equal."""
    seats = [floor(part) for part in exact]
    waiting = list(favoured)
    while sum(seats) < units:
        grade = max(waiting, key=lambda grade: exact[grade] - floor(exact[grade]))
        waiting.remove(grade)
        seats[grade] += 1
    return tuple(seats)


def quotients(shares: Sequence[Fraction], favoured: Sequence[int], most: int) -> Iterator[tuple[int, ...]]:
    """Seats one by one to the largest share / (2 seats + 1), for 0 to `most` units."""
    seats = [0] * len(shares)
    yield tuple(seats)
    for _ in range(most):
        seats[max(favoured, key=lambda grade: shares[grade] / (2 * seats[grade] + 1))] += 1
        yield tuple(seats)


def definition(rule: SeatRule, most: int) -> Iterator[tuple[int, ...]]:
    """The seats of 0 to `most` units as section 3 of docs/grading.md words them."""
    favoured = range(len(rule.shares)) if rule.seat_tie == "better" else range(len(rule.shares))[::-1]
    half = Fraction(1, 2)
    if rule.method == "webster":
        yield from quotients(rule.shares, favoured, most)
        return
    for units in range(most + 1):
        exact = [share * units for share in rule.shares]
        tops = list(accumulate(exact))
        if rule.method == "largest-remainder":
            yield remainders(exact, units, favoured)
        elif rule.method == "at-most":
            held = {grade: floor(exact[grade]) for grade in rule.at_most}
            rest = sum(share for grade, share in enumerate(rule.shares) if grade not in held)
            left = units - sum(held.values())
            shared = [Fraction(0) if k in held else share / rest * left for k, share in enumerate(rule.shares)]
            given = remainders(shared, left, favoured)
            yield tuple(held.get(grade, seats) for grade, seats in enumerate(given))
        else:
            nearest = (lambda top: floor(top + half)) if rule.seat_tie == "better" else (lambda top: ceil(top - half))
            whole = {"cumulative": nearest, "cumulative-floor": floor, "cumulative-ceil": ceil}[rule.method]
            yield tuple(top - above for above, top in pairwise([0, *map(whole, tops)]))


def check(rule: SeatRule, most: int) -> None:
    for units, expected in enumerate(definition(rule, most)):
        assert rule.seats(units) == expected, (rule, units)
        assert sum(expected) == units


TABLE = {
    # units: largest remainder, cumulative, at most 优秀, at most 优秀 and 较差, cumulative floor; the tie to the worse
    1: ("0 1 0 0", "0 1 0 0", "0 1 0 0", "0 1 0 0", "0 0 0 1", "0 1 0 0"),
    2: ("0 1 1 0", "0 1 1 0", "0 1 1 0", "0 1 1 0", "0 1 0 1", "0 1 1 0"),
    3: ("1 1 1 0", "1 1 1 0", "0 2 1 0", "0 2 1 0", "0 1 1 1", "1 1 1 0"),
    4: ("1 2 1 0", "1 1 2 0", "0 2 2 0", "0 2 2 0", "0 2 1 1", "1 2 1 0"),
    5: ("1 2 2 0", "1 2 2 0", "1 2 2 0", "1 2 2 0", "1 2 1 1", "1 2 1 1"),
    6: ("1 2 2 1", "1 3 1 1", "1 2 2 1", "1 3 2 0", "1 2 2 1", "1 2 2 1"),
    7: ("1 3 2 1", "1 3 2 1", "1 3 2 1", "1 3 3 0", "1 3 2 1", "1 3 2 1"),
    8: ("2 3 2 1", "2 3 2 1", "1 3 3 1", "1 4 3 0", "1 3 3 1", "2 3 2 1"),
    9: ("2 3 3 1", "2 3 3 1", "1 4 3 1", "1 5 3 0", "1 4 3 1", "2 3 3 1"),
    10: ("2 4 3 1", "2 4 3 1", "2 4 3 1", "2 4 3 1", "2 4 3 1", "2 4 3 1"),
    15: ("3 6 5 1", "3 6 5 1", "3 6 5 1", "3 6 5 1", "3 6 4 2", "3 6 4 2"),
    74: ("15 30 22 7", "15 29 23 7", "14 30 23 7", "14 30 23 7", "14 30 22 8", "15 30 22 7"),
    75: ("15 30 23 7", "15 30 23 7", "15 30 23 7", "15 30 23 7", "15 30 22 8", "15 30 22 8"),
}


@pytest.mark.parametrize(("units", "row"), TABLE.items())
def test_published_table(units: int, row: tuple[str, ...]) -> None:
    """20/40/30/10 gives the seats of the research table by every method, on either side of an exact tie."""
    columns = [
        rule_of("largest-remainder"),
        rule_of("cumulative"),
        rule_of("at-most", "better", PLAN, 0),
        rule_of("at-most", "better", PLAN, 0, 3),
        rule_of("cumulative-floor"),
        rule_of("largest-remainder", "worse"),
    ]
    assert tuple(" ".join(map(str, rule.seats(units))) for rule in columns) == row
    assert rule_of("webster").seats(units) == columns[0].seats(units)
    assert rule_of("webster", "worse").seats(units) == columns[5].seats(units)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("method", FREE)
def test_every_county_to_2000(method: Method, side: SeatTie) -> None:
    """For N = 0..2000 every method gives the plan's seats as defined, and they sum to N."""
    check(rule_of(method, side), 2000)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("at_most", [(), (0,), (3,), (0, 3), (0, 1, 2)])
def test_ceilings_to_2000(at_most: tuple[int, ...], side: SeatTie) -> None:
    """For N = 0..2000 the seats under ceilings are those defined; a named grade never exceeds its share."""
    rule = rule_of("at-most", side, PLAN, *at_most)
    check(rule, 2000)
    for units in range(2001):
        assert all(rule.seats(units)[grade] <= PLAN[grade] * units for grade in at_most)


@pytest.mark.parametrize("at_most", [(0,), (1, 3)])
@pytest.mark.parametrize("side", SIDES)
def test_sample_of_the_grid(side: SeatTie, at_most: tuple[int, ...]) -> None:
    """Every 31st four-grade vector of the 5 % grid has the defined seats for all N up to 121, by every method."""
    assert len(GRID) == 969
    for shares in GRID[at_most[0] :: 31]:
        for method in FREE:
            check(rule_of(method, side, shares), 121)
        check(rule_of("at-most", side, shares, *at_most), 121)


@pytest.mark.long
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("method", [*FREE, "at-most"])
def test_whole_grid(method: Method, side: SeatTie) -> None:
    """All 969 four-grade vectors of the 5 % grid have the defined seats for all N up to 121."""
    for shares in GRID:
        check(rule_of(method, side, shares, *([0] if method == "at-most" else [])), 121)


@pytest.mark.parametrize(
    ("other", "ends"),
    [
        (rule_of("webster"), ""),
        (rule_of("largest-remainder", "worse"), "5"),
        (rule_of("cumulative"), "46"),
        (rule_of("at-most", "better", PLAN, 0), "3489"),
        (rule_of("at-most", "better", PLAN, 3), "6789"),
        (rule_of("cumulative-floor"), "1234589"),
        (rule_of("cumulative-ceil"), "126789"),
    ],
)
def test_only_the_last_digit_decides(other: SeatRule, ends: str) -> None:
    """With the plan's shares a method differs from the default exactly where N ends in the published digits."""
    default = rule_of("largest-remainder")
    for units in range(1, 2001):
        assert (other.seats(units) != default.seats(units)) == (str(units)[-1] in ends), units


def test_the_tie_of_the_plan() -> None:
    """An exact tie stands only where N ends in 5, and moves one seat between 一般 and 较差."""
    for method in ("largest-remainder", "webster"):
        for units in range(1, 2001):
            better, worse = (rule_of(method, side).seats(units) for side in SIDES)
            moved = tuple(one - other for one, other in zip(better, worse, strict=True))
            assert moved == ((0, 0, 1, -1) if units % 10 == 5 else (0, 0, 0, 0))


def test_the_ceiling_costs_one_excellent() -> None:
    """Holding 优秀 to 20 % takes exactly one seat from it, exactly where the default gives more than 20 %."""
    for units in range(1, 2001):
        excellent = rule_of("largest-remainder").seats(units)[0]
        held = rule_of("at-most", "better", PLAN, 0).seats(units)[0]
        assert excellent - held == (excellent > PLAN[0] * units) == (units % 10 in (3, 4, 8, 9))


def test_methods_that_fail_are_not_offered() -> None:
    """Each grade rounded by itself misses N; D'Hondt and Adams can break the quota rule: no method is any of them.

    D'Hondt does with its ties to the larger share, Adams with his to the smaller one.
    """
    assert set(get_args(Method)) == {*FREE, "at-most", "explicit"}
    for units in range(1, 301):
        assert (sum(floor(share * units + Fraction(1, 2)) for share in PLAN) != units) == (units % 10 in (1, 5, 9))
        assert (sum(round(share * units) for share in PLAN) != units) == (units % 20 in (1, 9, 11, 19))
    for first, side, end in ((1, 1, 7), (0, -1, 3)):
        seats = [0, 0, 0, 0]
        for units in range(1, 301):
            claims = [
                (-Fraction(count + first) / share, side * share) for count, share in zip(seats, PLAN, strict=True)
            ]
            seats[claims.index(max(claims))] += 1
            broken = any(abs(count - share * units) >= 1 for count, share in zip(seats, PLAN, strict=True))
            assert broken == (units % 10 == end)


@given(st.data(), st.lists(st.integers(0, 30), min_size=1, max_size=10).filter(any), st.sampled_from(SIDES))
def test_any_shares(data: st.DataObject, weights: list[int], side: SeatTie) -> None:
    """For any exact shares of 1 to 10 grades, zero among them, every method gives the defined seats."""
    shares = tuple(Fraction(weight, sum(weights)) for weight in weights)
    at_most = data.draw(st.sets(st.integers(0, len(weights) - 1)))
    rules = [rule_of(method, side, shares) for method in FREE]
    if any(weight for grade, weight in enumerate(weights) if grade not in at_most):
        rules.append(rule_of("at-most", side, shares, *at_most))
    for rule in rules:
        check(rule, 25)
        assert all(share or not count for share, count in zip(shares, rule.seats(25), strict=True))


def test_webster_gives_no_seat_that_is_not_there() -> None:
    """Four equal shares tie for every seat: the first three have the three seats, and nobody a fourth."""
    quarters = [Fraction(1, 4)] * 4
    assert rule_of("webster", "better", quarters).seats(3) == (1, 1, 1, 0)
    assert rule_of("webster", "worse", quarters).seats(6) == (1, 1, 2, 2)
    assert rule_of("webster", "better", [Fraction(1, 3)] * 3).seats(2) == (1, 1, 0)
    assert rule_of("webster", "better", [Fraction(0), Fraction(1)]).seats(3) == (0, 3)


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=10), st.integers(0, 300_000), st.sampled_from(SIDES))
def test_webster_of_many_units(weights: list[int], units: int, side: SeatTie) -> None:
    """No seat of Webster's method could have gone to a grade with a larger quotient, for up to 300,000 units."""
    seats = rule_of("webster", side, [Fraction(weight, sum(weights)) for weight in weights]).seats(units)
    assert sum(seats) == units
    next_claim = max(Fraction(weight, 2 * count + 1) for weight, count in zip(weights, seats, strict=True))
    assert all(Fraction(w, 2 * c - 1) >= next_claim for w, c in zip(weights, seats, strict=True) if c)


@given(st.integers(0, 99), st.integers(0, 30_000), st.sampled_from(SIDES), st.sampled_from([*FREE, "at-most"]))
def test_full_tens_are_exact(units: int, tens: int, side: SeatTie, method: Method) -> None:
    """Ten units more give exactly 2, 4, 3 and 1 seats more, by every method."""
    rule = rule_of(method, side, PLAN, *([0] if method == "at-most" else []))
    more = tuple(count + tens * each for count, each in zip(rule.seats(units), (2, 4, 3, 1), strict=True))
    assert rule.seats(units + 10 * tens) == more


def test_explicit_counts_stand_as_written() -> None:
    """Explicit counts are returned as they are, with or without shares and whatever the number of units."""
    assert SeatRule("explicit", (), "better", counts=(15, 30, 22, 7)).seats(74) == (15, 30, 22, 7)
    assert SeatRule("explicit", PLAN, "worse", counts=(1, 0, 0, 0)).seats(9) == (1, 0, 0, 0)


def test_ceilings_for_everybody() -> None:
    """Where every grade with a share is held to its floor, seats exist only for exact shares."""
    rule = SeatRule("at-most", (Fraction(1, 2), Fraction(0), Fraction(1, 2)), "better", frozenset({0, 2}))
    assert rule.seats(4) == (2, 0, 2)
    with pytest.raises(ValueError, match="1 of 5 units are left"):
        rule.seats(5)


@pytest.mark.parametrize("shares", [(), ("1/2", "1/3"), ("3/2", "-1/2")])
def test_shares_that_are_no_shares(shares: tuple[str, ...]) -> None:
    """Shares that do not sum to 1, or of which one is negative, make no rule."""
    with pytest.raises(ValueError, match="must sum to 1"):
        rule_of("webster", "better", [Fraction(share) for share in shares])
