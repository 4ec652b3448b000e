"""Many counties in one call: all of three units under four grades, or of more of them, are the groups of one nation.

The same definition as in test_exhaustive, in less than half its time, which makes room for these counties in
`make test`, and for those of four and five units in `make test-long`. Under `restrictions: after` a unit moves
alone, which is tested first; so a county whose counted units may not all get the same grades says nothing there
that those with the same for all do not.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pytest
from grading_cases import IDS, RULES, agrees, says_something, standings_of
from grading_oracle import Bounds, Rules, Seats, SmallCounty, seat_vectors, small_counties

from efficiency_rules.grading import GradeScheme, Grading, Placement, grade

AFTER = [rules for rules in RULES if rules.restrictions == "after"]


@dataclass(frozen=True, slots=True)
class Nation:
    """Counties with one number of units counted in the base; each is the group of its number."""

    counties: list[SmallCounty]
    rules: Rules
    counted: int

    def gradings(self) -> Iterator[tuple[Seats, Grading]]:
        """Yield the grading of all counties for every vector of seats."""
        standings = [
            standing for at, county in enumerate(self.counties) for standing in standings_of(county, group_of(at))
        ]
        for seats in seat_vectors(self.counted, self.counties[0].grades):
            yield seats, grade(standings, scheme_of_shares(seats, self.rules))

    def parts(self, grading: Grading) -> Iterator[tuple[SmallCounty, "Part"]]:
        """Yield each county with what the grading of the nation says of it."""
        open_groups = {tie.group for tie in grading.open_ties}
        end = 0
        for at, county in enumerate(self.counties):
            start, end = end, end + len(county.blocks)
            yield county, Part(grading.placements[start:end], grading.possible[start:end], group_of(at) in open_groups)


@dataclass(frozen=True, slots=True)
class Part:
    """What a grading says of one county."""

    placements: Sequence[Placement]
    possible: Sequence[tuple[str, ...]]
    undecided: bool


def group_of(at: int) -> str:
    return f"g{at:04d}"


def nations(counties: Iterable[SmallCounty], every: Iterable[Rules]) -> Iterator[Nation]:
    """Yield the nations of these counties for every set of rules, without those it says nothing new about."""
    counties = list(counties)
    for rules in every:
        members: dict[int, list[SmallCounty]] = defaultdict(list)
        for county in counties:
            if says_something(county, rules):
                members[len(county.base(rules).blocks)].append(county)
        for counted, some in members.items():
            yield Nation(some, rules, counted)


def scheme_of_shares(seats: Seats, rules: Rules) -> GradeScheme:
    """A scheme by group whose shares of the counted units are exactly these seats."""
    counted = sum(seats)
    shares = [f"{given}/{counted}" for given in seats] if counted else ["1/1", *["0/1"] * (len(seats) - 1)]
    return GradeScheme.parse(
        {
            "grades": [{"id": id, "title": id, "share": share} for id, share in zip(IDS, shares, strict=False)],
            "seats": "largest-remainder",
            "accept_paradox": "纪要〔2026〕1号",
            "pool": "by-group",
            "base": rules.base,
            "restrictions": rules.restrictions,
            "ties": {"break": [], "then": rules.then},
        }
    )


def alike(county: SmallCounty, rules: Rules) -> bool:
    """Say whether all counted units may get the same grades."""
    return len(set(county.base(rules).bounds)) <= 1


def with_bounds(county: SmallCounty, rules: Rules, bounds: Bounds) -> SmallCounty:
    """The county where all counted units have these bounds, its tied units in the order of small_counties."""
    changed = sorted((block, bounds if rules.base == "all" or own[0] < own[1] else own) for block, own in rows(county))
    return SmallCounty(county.blocks, tuple(own for _, own in changed), county.grades)


def rows(county: SmallCounty) -> list[tuple[int, Bounds]]:
    """The block and the bounds of each unit; units that are equal in both are treated alike."""
    return list(zip(county.blocks, county.bounds, strict=True))


LONG = [pytest.param(4, 3, marks=pytest.mark.long), pytest.param(5, 2, marks=pytest.mark.long)]


@pytest.mark.parametrize(("units", "grades"), [(2, 3), (2, 4), (3, 2), (3, 3), *LONG])
def test_after_restrictions_a_unit_moves_alone(units: int, grades: int) -> None:
    """Under `after` a unit may get what it may where all counted units have its bounds, whatever the others' are.

    A tie is open exactly where one of its own units is left with two grades.
    """
    for nation in nations(small_counties(units, grades), AFTER):
        same = {county: at for at, county in enumerate(nation.counties) if alike(county, nation.rules)}
        for seats, grading in nation.gradings():
            found = [dict(zip(rows(county), part.possible, strict=True)) for county, part in nation.parts(grading)]
            for at, (county, part) in enumerate(nation.parts(grading)):
                for block, bounds in rows(county.base(nation.rules)):
                    twin = same[with_bounds(county, nation.rules, bounds)]
                    case = (county, seats, nation.rules, block, bounds)
                    assert found[at][block, bounds] == found[twin][block, bounds], case
                assert part.undecided == any(len(grades) > 1 for grades in part.possible), (county, seats, nation.rules)


LARGE = [pytest.param(4, 4, marks=pytest.mark.long), pytest.param(5, 3, marks=pytest.mark.long)]


@pytest.mark.parametrize(("units", "grades"), [(3, 4), *LARGE])
def test_every_county_of_more_grades(units: int, grades: int) -> None:
    """For all weak orders, restrictions, seats and policies the engine's grades are the admissible ones.

    Four units under four grades and five under three take about twenty minutes each.
    """
    counties = list(small_counties(units, grades))
    for rules in RULES:
        kept = [county for county in counties if rules.restrictions == "fill" or alike(county, rules)]
        for nation in nations(kept, [rules]):
            for seats, grading in nation.gradings():
                for county, part in nation.parts(grading):
                    ways = county.admissible(seats, rules)
                    assert len(ways) == 1 or (ways and rules.then == "decide"), (county, seats, rules)
                    assert agrees(part.placements, part.possible, part.undecided, ways), (county, seats, rules, part)
