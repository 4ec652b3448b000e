"""Every small county: what the engine returns is all that the words of docs/grading.md admit, and nothing else.

Counties are taken up to symmetry (sorted weak orders, restrictions as multisets inside a block) with every
vector of seats; `grading_oracle` looks at all K**N gradings of each. This is the uniqueness of gradings, number 4
of the invariants that the research on reliability lists.
"""

from collections.abc import Iterable, Iterator
from itertools import islice, permutations, product
from random import Random

import pytest
from grading_cases import RULES, agrees, every_case, scheme_of, standings_of
from grading_counties import decision
from grading_oracle import (
    POLICIES,
    Grades,
    Rules,
    Seats,
    SmallCounty,
    seat_vectors,
    small_counties,
    unrestricted,
    weak_orders,
)

from efficiency_rules.errors import GradingError
from efficiency_rules.grading import LAWS, Grading, grade
from efficiency_rules.grading.laws import order_irrelevant

DECIDED = [Rules("decide", *each) for each in product(("fill", "after"), ("all", "exclude-forced"))]
LAWS_OF_ONE = [law for law in LAWS if law is not order_irrelevant]


def tied(county: SmallCounty, rules: Rules) -> list[list[int]]:
    """The blocks of several units that are counted in the base, best first."""
    counted = [best < worst or rules.base == "all" for best, worst in county.bounds]
    blocks = [
        [at for at, each in enumerate(county.blocks) if each == block and counted[at]]
        for block in sorted(set(county.blocks))
    ]
    return [block for block in blocks if len(block) > 1]


def ordered(county: SmallCounty, units: tuple[int, ...]) -> SmallCounty:
    """The county after a decision: these tied units stand one after another."""
    places = [(block, units.index(at) if at in units else 0) for at, block in enumerate(county.blocks)]
    return SmallCounty(tuple(sorted(set(places)).index(place) for place in places), county.bounds, county.grades)


def sampled(county: SmallCounty, random: Random, every: Iterable[Rules]) -> Iterator[tuple[Seats, Rules]]:
    """Yield one vector of seats with each set of rules."""
    for rules in every:
        yield random.choice(seat_vectors(len(county.base(rules).blocks), county.grades)), rules


def check(grading: Grading, ways: set[Grades]) -> bool:
    """Say whether each unit may get what it gets in some way, and has a grade exactly where that is one."""
    return agrees(grading.placements, grading.possible, bool(grading.open_ties), ways)


def check_all(county: SmallCounty, every: Iterable[tuple[Seats, Rules]]) -> None:
    standings = standings_of(county)
    for seats, rules in every:
        ways = county.admissible(seats, rules)
        assert len(ways) == 1 or (ways and rules.then == "decide"), (county, seats, rules)
        grading = grade(standings, scheme_of(seats, rules))
        assert check(grading, ways), (county, seats, rules, ways, grading.possible)


@pytest.mark.parametrize(("units", "grades"), [(3, 4), (4, 3), (5, 2)])
def test_the_page_says_one_thing(units: int, grades: int) -> None:
    """Without restrictions, filling grade by grade and reading grades off the positions admit the same gradings."""
    for sizes in weak_orders(units):
        blocks = tuple(block for block, size in enumerate(sizes) for _ in range(size))
        county = SmallCounty(blocks, ((0, grades - 1),) * units, grades)
        for seats in seat_vectors(units, grades):
            for then in POLICIES:
                assert county.admissible(seats, Rules(then)) == set(unrestricted(blocks, seats, then))
            assert county.orders(seats, Rules())[0] == county.admissible(seats, Rules())


@pytest.mark.parametrize(("units", "grades"), [(1, 1), (3, 1), (1, 5), (2, 4), (3, 2), (3, 3)])
def test_every_small_county(units: int, grades: int) -> None:
    """For all weak orders, restrictions, seats and policies the engine's grades are the admissible ones.

    Exactly one grading is admissible and returned, or several are and every unit waits whose grade differs;
    an automatic tie policy always admits exactly one.
    """
    for county in small_counties(units, grades):
        check_all(county, every_case(county))


@pytest.mark.parametrize(("units", "grades"), [(2, 3), (3, 2)])
def test_every_law_holds(units: int, grades: int) -> None:
    """No law finds anything wrong with any grading of these counties, under any policy."""
    for county in small_counties(units, grades):
        standings = standings_of(county)
        for seats, rules in every_case(county):
            scheme = scheme_of(seats, rules)
            grading = grade(standings, scheme)
            assert [found for law in LAWS_OF_ONE for found in law(standings, scheme, grading)] == [], (
                county,
                seats,
                rules,
            )


def check_ties(county: SmallCounty, every: Iterable[tuple[Seats, Rules]]) -> None:
    """Hold the open ties, and every decision about any tie, against the orders of the tied units."""
    standings = standings_of(county)
    for seats, rules in every:
        case, scheme = (county, seats, rules), scheme_of(seats, rules)
        ways, open_blocks = county.orders(seats, rules)
        assert ways == county.admissible(seats, rules), case
        blocks = tied(county, rules)
        open_units = [block for block in blocks if county.blocks[block[0]] in open_blocks]
        found = [set(tie.units) for tie in grade(standings, scheme).open_ties]
        assert found == [{standings[at].unit for at in block} for block in open_units], case
        for block in blocks:
            if block not in open_units:
                with pytest.raises(GradingError) as raised:
                    grade(standings, scheme, [decision([standings[at].unit for at in block])])
                assert [problem.code for problem in raised.value.problems] == ["decision-unused"], case
                continue
            for order in permutations(block):
                decided = grade(standings, scheme, [decision([standings[at].unit for at in order])])
                assert check(decided, ordered(county, order).admissible(seats, rules)), (case, order)


@pytest.mark.parametrize(("units", "grades"), [(2, 4), (3, 2), (3, 3)])
def test_every_tie_and_every_decision(units: int, grades: int) -> None:
    """Open ties are the blocks whose order alone changes a grading; a decided order gives the grades of that order.

    A decision about any other block is refused as unused.
    """
    for county in small_counties(units, grades):
        check_ties(county, every_case(county, DECIDED))


def test_a_unit_may_wait_for_a_tie_of_others() -> None:
    """A tied unit can wait for another tie alone: its own tie is then not open, and a decision about it is unused."""
    county = SmallCounty((0, 0, 1, 1), ((1, 1), (1, 2), (0, 1), (0, 2)), 3)
    check_ties(county, every_case(county, DECIDED))


@pytest.mark.long
@pytest.mark.parametrize(("units", "grades"), [(3, 4), (4, 3), (5, 2)])
def test_every_county_of_more_units(units: int, grades: int) -> None:
    """The same for more units and grades, with all seats and policies."""
    test_every_small_county(units, grades)


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
def test_every_county_of_five_units_and_four_grades(seed: int) -> None:
    """The same for every second of the 517,252 counties, with seats and one policy drawn from a fixed seed.

    All seats and policies would be some twenty hours; with three grades they are all tried (test_exhaustive_together).
    """
    random = Random(seed)
    for county in islice(small_counties(5, 4), seed - 1, None, 2):
        check_all(county, sampled(county, random, [random.choice(RULES)]))


@pytest.mark.long
@pytest.mark.parametrize(("units", "grades"), [(3, 4), (4, 3), (4, 4)])
def test_every_tie_of_more_units(units: int, grades: int) -> None:
    """Open ties and decisions of more units; seats and policy of each county are drawn from a fixed seed."""
    random = Random(2026)
    for county in small_counties(units, grades):
        check_ties(county, sampled(county, random, [random.choice(DECIDED)]))
