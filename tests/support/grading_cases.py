"""Small counties as the engine takes them: schemes with given seats, standings, and which rules say something new."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product

from grading_oracle import POLICIES, Grades, Rules, Seats, SmallCounty, seat_vectors

from efficiency_rules.grading import GradeScheme, Placement, Standing

IDS = ("excellent", "good", "fair", "poor", "bad")
RULES = [Rules(*each) for each in product(POLICIES, ("fill", "after"), ("all", "exclude-forced"))]


@cache
def scheme_of(seats: Seats, rules: Rules) -> GradeScheme:
    """Return a scheme that gives exactly these seats to as many units."""
    ids = IDS[: len(seats)]
    return GradeScheme.parse(
        {
            "grades": [{"id": id, "title": id} for id in ids],
            "seats": "explicit",
            "counts": {"document": "纪要〔2026〕3号", **dict(zip(ids, seats, strict=True))},
            "base": rules.base,
            "restrictions": rules.restrictions,
            "ties": {"break": [], "then": rules.then},
        }
    )


def standings_of(county: SmallCounty, group: str | None = None) -> list[Standing]:
    """Return units with totals that rank them like this; their ids run against their ranks."""
    return [
        Standing(f"u{9 - at}{group or ''}", (str(90 - block),), group, IDS[best], IDS[worst])
        for at, (block, (best, worst)) in enumerate(zip(county.blocks, county.bounds, strict=True))
    ]


def says_something(county: SmallCounty, rules: Rules) -> bool:
    """Say whether no other rules are the same for want of ties or of forced units."""
    strict = len(set(county.blocks)) == len(county.blocks)
    if strict and rules.then in ("promote", "demote"):
        return False
    return rules.base == "all" or len(county.base(rules).blocks) < len(county.blocks)


def every_case(county: SmallCounty, every: Iterable[Rules] = RULES) -> Iterator[tuple[Seats, Rules]]:
    """Yield every vector of seats with every set of rules that says something about this county."""
    for rules in every:
        if says_something(county, rules):
            for seats in seat_vectors(len(county.base(rules).blocks), county.grades):
                yield seats, rules


def agrees(
    placements: Sequence[Placement], possible: Sequence[tuple[str, ...]], undecided: bool, ways: set[Grades]
) -> bool:
    """Say whether each unit may get what it gets in some way, and has a grade exactly where that is one."""
    expected = [tuple(IDS[g] for g in sorted(set(grades))) for grades in zip(*ways, strict=True)]
    return (
        list(possible) == expected
        and [one.grade for one in placements] == [one[0] if len(one) == 1 else None for one in expected]
        and [one.on_line for one in placements] == [len(one) > 1 for one in expected]
        and undecided == (len(ways) > 1)
    )
