"""Reconciled seats of groups: every table that the definition admits is tried, and the cheapest one is returned."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations_with_replacement, product
from math import ceil, floor, lcm
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.errors import GradingError, Problem
from efficiency_rules.grading.reconciling import reconciled
from efficiency_rules.grading.seats import SeatRule

PLAN = [Fraction(20, 100), Fraction(40, 100), Fraction(30, 100), Fraction(10, 100)]
UNUSUAL = [Fraction(1, 6), Fraction(1, 4), Fraction(1, 4), Fraction(1, 6), Fraction(1, 6)]
NAMES = ("town", "department", "subordinate", "enterprise", "stationed", "bureau")

Row = tuple[int, ...]
Rows = tuple[Row, ...]


def county_seats(units: int, shares: Sequence[Fraction], side: Literal["better", "worse"] = "better") -> list[int]:
    return list(SeatRule("largest-remainder", tuple(shares), side).seats(units))


def cost(size: int, shares: Sequence[Fraction], row: Row) -> Fraction:
    return sum(((seat - share * size) ** 2 for seat, share in zip(row, shares, strict=True)), Fraction(0))


def rows_of(size: int, shares: Sequence[Fraction]) -> list[Row]:
    """Every way to round each exact share of one group down or up that sums to its size."""
    cells = [sorted({floor(share * size), ceil(share * size)}) for share in shares]
    return [row for row in product(*cells) if sum(row) == size]


def cheapest_tables(sizes: Sequence[int], shares: Sequence[Fraction], seats: Sequence[int]) -> list[Rows]:
    """All tables of least cost, found by trying all tables; the one that serves earlier groups best comes first."""
    priced = [[(cost(size, shares, row), row) for row in rows_of(size, shares)] for size in sizes]
    tables = [
        (sum(price for price, _ in table), tuple(row for _, row in table))
        for table in product(*priced)
        if [sum(row[grade] for _, row in table) for grade in range(len(shares))] == list(seats)
    ]
    least = min((price for price, _ in tables), default=None)
    return sorted((rows for price, rows in tables if price == least), reverse=True)


def by_columns(sizes: Sequence[int], shares: Sequence[Fraction], seats: Sequence[int]) -> Rows | None:
    """The first of the cheapest tables, group by group: the best beginning for every possible sum of columns."""
    scale = lcm(*(share.denominator for share in shares)) ** 2
    beginnings: dict[Row, tuple[int, tuple[Row, ...]]] = {(0,) * len(shares): (0, ())}
    for size in sizes:
        priced = [(int(cost(size, shares, row) * scale), row) for row in rows_of(size, shares)]
        longer: dict[Row, tuple[int, tuple[Row, ...]]] = {}
        for columns, (paid, rows) in beginnings.items():
            for price, row in priced:
                there = tuple(map(sum, zip(columns, row, strict=True)))
                if any(column > seat for column, seat in zip(there, seats, strict=True)):
                    continue
                new = (paid + price, (*rows, tuple(-seat for seat in row)))
                longer[there] = min(new, longer.get(there, new))
        beginnings = longer
    if tuple(seats) not in beginnings:
        return None
    return tuple(tuple(-seat for seat in row) for row in beginnings[tuple(seats)][1])


def named(sizes: Sequence[int]) -> dict[str, int]:
    return dict(zip(NAMES, sizes, strict=False))


def problems_of(
    sizes: Mapping[str, int], shares: Sequence[Fraction], seats: Sequence[int], order: Sequence[str] = ()
) -> tuple[Problem, ...]:
    """The problems of this county; both languages say what and what to do, and a GBK console can print them."""
    with pytest.raises(GradingError) as raised:
        reconciled(sizes, shares, seats, order)
    for problem in raised.value.problems:
        for lang in ("zh", "en"):
            assert problem.what(lang)
            assert problem.hint(lang)
            problem.text(lang).encode("gbk")
    return raised.value.problems


def agree(
    sizes: Sequence[int],
    shares: Sequence[Fraction],
    seats: Sequence[int],
    rows: Mapping[str, Row],
    order: Sequence[str],
) -> None:
    """Rows are the groups' sizes, columns the county's seats, every cell is a floor or a ceiling."""
    assert list(rows) == list(order)[: len(sizes)]
    assert [sum(row) for row in rows.values()] == list(sizes)
    assert [sum(column) for column in zip(*rows.values(), strict=True)] == list(seats)
    for size, row in zip(sizes, rows.values(), strict=True):
        assert all(floor(s * size) <= seat <= ceil(s * size) for s, seat in zip(shares, row, strict=True))


def test_groups_of_the_plan() -> None:
    """Where rounding group by group gives 14 28 21 8, the reconciled groups add up to the county's 14 29 21 7."""
    sizes = {"town": 17, "department": 26, "subordinate": 8, "enterprise": 20}
    alone = [county_seats(size, PLAN) for size in sizes.values()]
    assert [sum(column) for column in zip(*alone, strict=True)] == [14, 28, 21, 8]
    assert county_seats(71, PLAN) == [14, 29, 21, 7]
    assert reconciled(sizes, PLAN, [14, 29, 21, 7]) == {
        "town": (3, 7, 5, 2),
        "department": (5, 11, 8, 2),
        "subordinate": (2, 3, 2, 1),
        "enterprise": (4, 8, 6, 2),
    }


@pytest.mark.parametrize(("groups", "size", "poor"), [(10, 3, 3), (10, 6, 6), (10, 2, 2)])
def test_many_equal_groups(groups: int, size: int, poor: int) -> None:
    """Ten groups of three, six or two have exactly the county's seats of each grade, not ten roundings of one."""
    names = [f"g{at}" for at in range(groups)]
    seats = county_seats(groups * size, PLAN)
    rows = reconciled(dict.fromkeys(names, size), PLAN, seats, names)
    agree([size] * groups, PLAN, seats, rows, names)
    assert sum(row[-1] for row in rows.values()) == poor


@given(st.integers(0, 200), st.sampled_from(["better", "worse"]))
def test_one_group_is_the_county(units: int, side: Literal["better", "worse"]) -> None:
    """A county of one group has the county's seats, whichever side an exact tie goes to."""
    seats = county_seats(units, PLAN, side)
    assert reconciled({"town": units}, PLAN, seats) == {"town": tuple(seats)}


def test_nobody() -> None:
    """No groups need no seats; a group without units gets none and disturbs nobody."""
    assert reconciled({}, PLAN, [0, 0, 0, 0]) == {}
    rows = reconciled({"town": 0, "department": 7, "enterprise": 0}, PLAN, [1, 3, 2, 1])
    assert rows == {"town": (0, 0, 0, 0), "department": (1, 3, 2, 1), "enterprise": (0, 0, 0, 0)}


def weights_and_sizes(grades: int, groups: int, size: int) -> st.SearchStrategy[tuple[list[int], list[int]]]:
    weights = st.lists(st.integers(0, 9), min_size=1, max_size=grades).filter(any)
    return st.tuples(weights, st.lists(st.integers(0, size), min_size=1, max_size=groups))


@given(weights_and_sizes(4, 4, 12), st.data())
def test_any_small_county(county: tuple[list[int], list[int]], data: st.DataObject) -> None:
    """For any shares, sizes, order and columns the answer is that of trying all tables, the error included."""
    weights, sizes = county
    shares = [Fraction(weight, sum(weights)) for weight in weights]
    seats = county_seats(sum(sizes), shares)
    if data.draw(st.booleans()):
        seats = data.draw(st.permutations(seats))
    groups = named(sizes)
    order = data.draw(st.permutations(list(groups)))
    tables = cheapest_tables([groups[name] for name in order], shares, seats)
    if not tables:
        for given_order in ((), order):
            assert [each.code for each in problems_of(groups, shares, seats, given_order)] == [
                "groups-not-reconcilable"
            ]
        return
    expected = dict(zip(order, tables[0], strict=True))
    assert reconciled(groups, shares, seats, order) == expected
    if len(tables) == 1:
        assert reconciled(groups, shares, seats) == expected
    else:
        (problem,) = problems_of(groups, shares, seats)
        assert problem.code == "group-order-needed"
        shown = dict.fromkeys(("one", "other"))
        for which in shown:
            rows = [text.split(" ") for text in problem.facts[which]]
            assert [row[0] for row in rows] == problem.facts["groups"]
            shown[which] = {name: tuple(map(int, row)) for name, *row in rows}
        assert shown["one"] != shown["other"]
        open_groups = [
            {name: row for name, row in zip(order, table, strict=True) if name in shown["one"]} for table in tables
        ]
        assert shown["one"] in open_groups
        assert shown["other"] in open_groups


@given(weights_and_sizes(5, 6, 30))
def test_any_larger_county(county: tuple[list[int], list[int]]) -> None:
    """For up to six groups of five grades the answer is that of pricing groups one after the other."""
    weights, sizes = county
    shares = [Fraction(weight, sum(weights)) for weight in weights]
    seats = county_seats(sum(sizes), shares)
    groups = named(sizes)
    rows = by_columns(sizes, shares, seats)
    if rows is None:
        assert problems_of(groups, shares, seats, NAMES)[0].code == "groups-not-reconcilable"
    else:
        assert reconciled(groups, shares, seats, NAMES) == dict(zip(groups, rows, strict=True))


RESIDUES = [sizes for groups in range(2, 7) for sizes in combinations_with_replacement(range(1, 10), groups)]


def test_every_county_of_the_plan_has_a_table() -> None:
    """All 4,995 multisets of residues of two to six groups can be reconciled with the plan's shares, on both sides.

    Full tens have exact shares, so residues stand for all sizes.
    """
    assert len(RESIDUES) == 4995
    for sizes in RESIDUES:
        for side in ("better", "worse") if sum(sizes) % 10 == 5 else ("better",):
            seats = county_seats(sum(sizes), PLAN, side)
            agree(sizes, PLAN, seats, reconciled(named(sizes), PLAN, seats, NAMES), NAMES)


def test_every_small_county_of_the_plan_costs_least() -> None:
    """For all residues of two and three groups no table among all costs less, and the order decides among equals."""
    for sizes in (sizes for sizes in RESIDUES if len(sizes) < 4):
        seats = county_seats(sum(sizes), PLAN)
        for ranked in (sizes, sizes[::-1]):
            rows = reconciled(named(ranked), PLAN, seats, NAMES)
            assert tuple(rows.values()) == cheapest_tables(ranked, PLAN, seats)[0], ranked


@pytest.mark.long
def test_every_county_of_the_plan_costs_least() -> None:
    """For all 4,995 multisets of residues the table is the cheapest, and the first one in the order among equals."""
    for sizes in RESIDUES:
        for side in ("better", "worse") if sum(sizes) % 10 == 5 else ("better",):
            seats = county_seats(sum(sizes), PLAN, side)
            rows = reconciled(named(sizes), PLAN, seats, NAMES)
            assert tuple(rows.values()) == by_columns(sizes, PLAN, seats), sizes


@given(st.lists(st.integers(0, 60), min_size=1, max_size=5), st.data())
def test_permuting_groups_permutes_rows(sizes: list[int], data: st.DataObject) -> None:
    """Names and input order of groups never matter; where one table is the cheapest, a declared order neither."""
    seats = county_seats(sum(sizes), PLAN)
    cheapest = cheapest_tables(sizes, PLAN, seats)
    groups = named(sizes)
    order = data.draw(st.permutations(list(groups)))
    shuffled = dict(data.draw(st.permutations(list(groups.items()))))
    first = reconciled(groups, PLAN, seats, order)
    again = reconciled(shuffled, PLAN, seats, order)
    assert (first, list(again)) == (again, list(shuffled))
    if len(cheapest) > 1:
        assert problems_of(groups, PLAN, seats) == problems_of(shuffled, PLAN, seats)
        return
    unique = reconciled(groups, PLAN, seats)
    assert unique == first
    names = dict(zip(groups, data.draw(st.permutations(list(groups))), strict=True))
    renamed = reconciled({names[group]: size for group, size in groups.items()}, PLAN, seats)
    assert renamed == {names[group]: row for group, row in unique.items()}


def test_the_order_decides_among_equals() -> None:
    """Of two equal groups the earlier in the order gets the seat in the better grade; further names do no harm."""
    sizes, seats = {"town": 5, "department": 5}, [2, 4, 3, 1]
    high, low = (1, 2, 2, 0), (1, 2, 1, 1)
    assert reconciled(sizes, PLAN, seats, ("town", "department")) == {"town": high, "department": low}
    assert reconciled(sizes, PLAN, seats, ("bureau", "department", "town")) == {"town": low, "department": high}


def test_equal_costs_without_an_order() -> None:
    """Equal costs without an order are refused: both tables, sizes, shares and seats are told, nothing is chosen."""
    (problem,) = problems_of({"town": 5, "bureau": 10, "department": 5}, PLAN, [4, 8, 6, 2])
    assert problem.code == "group-order-needed"
    assert problem.facts == {
        "sizes": ["bureau 10", "department 5", "town 5"],
        "shares": ["1/5", "2/5", "3/10", "1/10"],
        "seats": [4, 8, 6, 2],
        "groups": ["department", "town"],
        "one": ["department 1 2 2 0", "town 1 2 1 1"],
        "other": ["department 1 2 1 1", "town 1 2 2 0"],
    }
    assert "department 1 2 2 0、town 1 2 1 1" in problem.what("zh")


def test_unusual_shares() -> None:
    """Shares of 1/6, 1/4, 1/4, 1/6, 1/6 give ten units two seats each, which groups of four and six cannot reach."""
    seats = county_seats(10, UNUSUAL)
    assert (seats, cheapest_tables([4, 6], UNUSUAL, seats)) == ([2, 2, 2, 2, 2], [])
    (problem,) = problems_of({"town": 4, "department": 6}, UNUSUAL, seats)
    assert problem.code == "groups-not-reconcilable"
    assert problem.facts == {
        "sizes": ["department 6", "town 4"],
        "shares": ["1/6", "1/4", "1/4", "1/6", "1/6"],
        "seats": [2, 2, 2, 2, 2],
    }


@pytest.mark.parametrize(
    "seats",
    [[1, 6, 2, 1], [5, 4, 1, 0], [2, 4, 3, 0], [2, 4, 3, 2], [0, 0, 0, 0], [10, 0, 0, 0], [2, 4, 5, -1], [9, 9, 9, 9]],
)
def test_seats_beyond_floor_and_ceiling(seats: list[int]) -> None:
    """Seats of the county that no floors and ceilings add up to, or that are not N, are refused."""
    sizes = {"town": 3, "department": 7}
    for order in ((), ("town", "department")):
        assert [problem.code for problem in problems_of(sizes, PLAN, seats, order)] == ["groups-not-reconcilable"]


def test_no_group_but_seats() -> None:
    """Seats without any group are refused."""
    assert [problem.code for problem in problems_of({}, PLAN, [0, 1, 0, 0])] == ["groups-not-reconcilable"]


def test_order_that_leaves_a_group_out() -> None:
    """An order that lacks a group is refused although no costs are equal, together with any other problem."""
    sizes, order = {"town": 10, "department": 10, "bureau": 0}, ("department", "stationed")
    (problem,) = problems_of(sizes, PLAN, [4, 8, 6, 2], order)
    assert problem.code == "group-not-in-order"
    assert problem.facts == {
        "missing": ["bureau", "town"],
        "order": ["department", "stationed"],
        "sizes": ["bureau 0", "department 10", "town 10"],
        "shares": ["1/5", "2/5", "3/10", "1/10"],
        "seats": [4, 8, 6, 2],
    }
    codes = [each.code for each in problems_of(sizes, PLAN, [8, 8, 2, 2], order)]
    assert codes == ["group-not-in-order", "groups-not-reconcilable"]


def test_forty_groups() -> None:
    """Forty groups of five: the first twenty in the order get the 一般, the other twenty the 较差."""
    names = [f"g{at}" for at in range(40)]
    rows = reconciled(dict.fromkeys(reversed(names), 5), PLAN, [40, 80, 60, 20], names)
    assert [rows[name] for name in names] == [(1, 2, 2, 0)] * 20 + [(1, 2, 1, 1)] * 20


def test_ten_groups_of_ten_grades() -> None:
    """Ten groups of five in tenths: all tables cost the same, the first five get the better half of the grades."""
    names = [f"g{at}" for at in range(10)]
    rows = reconciled(dict.fromkeys(reversed(names), 5), [Fraction(1, 10)] * 10, [5] * 10, names)
    assert [rows[name] for name in names] == [(1,) * 5 + (0,) * 5] * 5 + [(0,) * 5 + (1,) * 5] * 5
