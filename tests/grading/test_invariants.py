"""What anybody may rely on, whatever the county and the policies: the invariants of grading as properties.

Each docstring ends with the number of the invariant in the research on reliability; 3 and 16 are held by
`test_differential`, 4 by `test_exhaustive`.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from math import ceil, floor
from random import Random
from typing import Any

from grading_counties import GROUPS, METHODS, county, decided
from hypothesis import assume, given, note
from hypothesis import strategies as st

from efficiency_rules.errors import GradingError
from efficiency_rules.grading import GradeScheme, Grading, Standing, check_scheme, grade

Rows = list[Standing]
randoms = st.randoms(use_true_random=False)
DEFAULT = {"then": "decide", "restrictions": "fill", "base": "all"}
WITHIN_QUOTA = {"largest-remainder", "cumulative", "cumulative-floor", "cumulative-ceil"}


def graded(rows: Sequence[Standing], scheme: GradeScheme, *decisions: Any) -> Grading:
    """The grading; counties whose seats do not fit them are passed over."""
    try:
        return grade(rows, scheme, *decisions)
    except GradingError as error:
        assume({problem.code for problem in error.problems}.isdisjoint({"groups-not-reconcilable", "counts-sum"}))
        raise


def drawn(random: Random, **fixed: Any) -> tuple[GradeScheme, Rows]:
    mapping, rows = county(random, **fixed)
    note(f"{mapping}\n{rows}")
    return GradeScheme.parse(mapping), rows


def ends(grading: Grading) -> dict[str, tuple[int, int]]:
    """The best and the worst grade each unit can get, as positions."""
    order = grading.scheme.order
    rows = zip(grading.standings, grading.possible, strict=True)
    return {standing.unit: (order[grades[0]], order[grades[-1]]) for standing, grades in rows}


def outcome(grading: Grading) -> list[tuple[int, tuple[str, ...]]]:
    """Rank and possible grades of each unit, in input order."""
    return [(one.rank, grades) for one, grades in zip(grading.placements, grading.possible, strict=True)]


def worsened(before: Grading, after: Grading, units: Iterable[str]) -> list[str]:
    """The units whose best or whose worst possible grade is worse than before."""
    was, now = ends(before), ends(after)
    return [unit for unit in units if now[unit][0] > was[unit][0] or now[unit][1] > was[unit][1]]


def pool_of(scheme: GradeScheme, standing: Standing) -> str | None:
    return None if scheme.pool == "all" else standing.group


def key_of(scheme: GradeScheme, standing: Standing) -> tuple[Decimal, ...]:
    """The key of a unit, higher is better throughout."""
    signs = [1, *(1 if key.better == "higher" else -1 for key in scheme.breaks)]
    return tuple(sign * Decimal(text) for sign, text in zip(signs, standing.keys, strict=True))


def with_total(standing: Standing, total: Decimal) -> Standing:
    return replace(standing, keys=(str(total), *standing.keys[1:]))


def pick(random: Random, rows: Rows) -> int:
    assume(rows)
    return random.randrange(len(rows))


@given(randoms)
def test_everybody_once_and_the_seats_sum(random: Random) -> None:
    """Every unit has one grade or waits, no other has one, and the seats of a pool sum to its base (1)."""
    scheme, rows = drawn(random)
    grading = graded(rows, scheme)
    assert [one.unit for one in grading.placements] == [row.unit for row in rows]
    assert all(one.on_line if one.grade is None else one.grade in scheme.order for one in grading.placements)
    counted = [scheme.base == "all" or best < worst for best, worst in grading.bounds]
    for pool in grading.to_dict()["pools"]:
        inside = [pool_of(scheme, row) == pool["group"] for row in rows]
        assert pool["units"] == sum(inside)
        assert pool["base"] == sum(one and each for one, each in zip(inside, counted, strict=True))
        assert scheme.seats is None or sum(seat["given"] for seat in pool["seats"]) == pool["base"]


@given(randoms)
def test_seats_are_floor_or_ceiling_and_every_bend_is_named(random: Random) -> None:
    """Seats are the floor or ceiling of the exact share; where other numbers are placed, it is said why (2)."""
    scheme, rows = drawn(random)
    grading = graded(rows, scheme)
    data = grading.to_dict()
    for pool in data["pools"]:
        for seat, share in zip(pool["seats"], (each.share for each in scheme.grades), strict=True):
            if scheme.seats in WITHIN_QUOTA or scheme.pool == "by-group-reconciled":
                assert share is not None
                assert floor(share * pool["base"]) <= seat["given"] <= ceil(share * pool["base"])
            assert bool(seat["bent"]) == (seat["given"] not in (None, seat["placed"]))
            assert ("forced" not in seat["bent"]) or scheme.base == "exclude-forced"
            assert ("tie" not in seat["bent"]) or scheme.then != "decide"
            assert ("waiting" not in seat["bent"]) or grading.open_ties


@given(randoms)
def test_nothing_bends_by_itself(random: Random) -> None:
    """Without restrictions, open ties and automatic tie policies every grade holds exactly its seats (2)."""
    scheme, rows = drawn(random, limits=False, strict=True, base="all")
    for pool in graded(rows, scheme).to_dict()["pools"]:
        assert all(seat["given"] in (None, seat["placed"]) and not seat["bent"] for seat in pool["seats"])


@given(randoms)
def test_order_of_rows_and_decisions(random: Random) -> None:
    """Units, groups and decisions in any order give the same bytes (5)."""
    scheme, rows = drawn(random)
    graded(rows, scheme)
    decisions = decided(random, rows, scheme)
    before = json.dumps(graded(rows, scheme, decisions).to_dict())
    random.shuffle(rows)
    random.shuffle(decisions)
    assert json.dumps(graded(rows, scheme, decisions).to_dict()) == before


@given(randoms)
def test_renaming_units(random: Random) -> None:
    """Other ids, handed round at will, rename the grading and change nothing else (6)."""
    scheme, rows = drawn(random)
    graded(rows, scheme)
    decisions = decided(random, rows, scheme)
    names = [row.unit for row in rows]
    new = dict(zip(names, random.sample(names, len(names)), strict=True))
    renamed = graded(
        [replace(row, unit=new[row.unit]) for row in rows],
        scheme,
        [replace(one, units=tuple(new[unit] for unit in one.units)) for one in decisions],
    )
    before = graded(rows, scheme, decisions)
    assert renamed.placements == tuple(replace(one, unit=new[one.unit]) for one in before.placements)
    assert renamed.possible == before.possible


@given(randoms)
def test_renaming_groups(random: Random) -> None:
    """Other names of groups, in the declared order too, change no rank and no grade (6)."""
    mapping, rows = county(random, pool=random.choice(("by-group", "by-group-reconciled")))
    before = graded(rows, GradeScheme.parse(mapping))
    new = dict(zip(GROUPS, random.sample(GROUPS, len(GROUPS)), strict=True))
    if "group_order" in mapping:
        mapping["group_order"] = [new[group] for group in mapping["group_order"]]
    after = graded([replace(row, group=new[str(row.group)]) for row in rows], GradeScheme.parse(mapping))
    assert outcome(after) == outcome(before)


@given(randoms)
def test_equals_get_equals(random: Random) -> None:
    """Equal keys and restrictions in one pool: equal grades, or all wait, or a decision orders them (7)."""
    scheme, rows = drawn(random)
    graded(rows, scheme)
    grading = graded(rows, scheme, decided(random, rows, scheme))
    ordered = {unit for one in grading.decisions for unit in one.units}
    seen: dict[object, object] = {}
    for row, bounds, possible in zip(rows, grading.bounds, grading.possible, strict=True):
        if row.unit not in ordered:
            alike = (pool_of(scheme, row), key_of(scheme, row), bounds)
            assert seen.setdefault(alike, possible) == possible


@given(randoms)
def test_a_higher_key_is_never_graded_worse(random: Random) -> None:
    """In one pool, of two units that nothing restricts the one with the higher key is not graded worse (8)."""
    scheme, rows = drawn(random)
    graded(rows, scheme)
    grading = graded(rows, scheme, decided(random, rows, scheme))
    possible, free = ends(grading), (0, len(scheme.grades) - 1)
    units = [row for row, bounds in zip(rows, grading.bounds, strict=True) if bounds == free]
    for one in units:
        for other in units:
            if pool_of(scheme, one) == pool_of(scheme, other) and key_of(scheme, one) > key_of(scheme, other):
                assert possible[one.unit][0] <= possible[other.unit][0]
                assert possible[one.unit][1] <= possible[other.unit][1]


@given(randoms)
def test_more_points_never_harm(random: Random) -> None:
    """Raising one total never worsens that unit, lowering never improves it: under every policy (9)."""
    scheme, rows = drawn(random)
    at = pick(random, rows)
    higher = list(rows)
    higher[at] = with_total(rows[at], Decimal(rows[at].keys[0]) + Decimal(random.randint(1, 20)) / 4)
    assert worsened(graded(rows, scheme), graded(higher, scheme), [rows[at].unit]) == []


@given(randoms)
def test_a_correction_moves_few_others(random: Random) -> None:
    """With different totals and nobody restricted, correcting one moves at most K - 1 others of its pool (10).

    Each by one step the other way: to the next grade that has seats at all.
    """
    scheme, rows = drawn(random, strict=True, limits=False, then="decide")
    at = pick(random, rows)
    change = Decimal(random.randint(-30, 30)) / 2 + Decimal("0.25")
    corrected = list(rows)
    corrected[at] = with_total(rows[at], Decimal(rows[at].keys[0]) + change)
    before, after = graded(rows, scheme), graded(corrected, scheme)
    was, now = ({unit: grade for unit, (grade, _) in ends(one).items()} for one in (before, after))
    moved = [row for row in rows if was[row.unit] != now[row.unit] and row is not rows[at]]
    assert len(moved) <= len(scheme.grades) - 1
    assert (now[rows[at].unit] - was[rows[at].unit]) * change <= 0
    if scheme.seats is not None:
        pools = {pool["group"]: pool["seats"] for pool in after.to_dict()["pools"]}
        seats = pools[pool_of(scheme, rows[at])]
        steps = [grade for grade, seat in enumerate(seats) if seat["given"]]
        for row in moved:
            assert pool_of(scheme, row) == pool_of(scheme, rows[at])
            assert steps.index(now[row.unit]) - steps.index(was[row.unit]) == (1 if change > 0 else -1)


def proved(random: Random, **fixed: Any) -> tuple[GradeScheme, Rows]:
    """A scheme whose shares are proved and a county of unrestricted units."""
    method, pool = random.choice((*METHODS, None)), random.choice(("all", "by-group"))
    mapping, rows = county(random, limits=False, seats=method, pool=pool, **fixed)
    note(f"{mapping}\n{rows}")
    mapping.pop("accept_paradox", None)
    assume(not any(problem.severity == "error" for _, problem in check_scheme(mapping)))
    return GradeScheme.parse(mapping), rows


@given(randoms)
def test_one_more_unit(random: Random) -> None:
    """Joining below everybody worsens nobody, joining above improves nobody, leaving is the inverse (11).

    With proved shares, units that nothing restricts, and any tie policy but `majority`.
    """
    scheme, rows = proved(random, then=random.choice(("decide", "promote", "demote")))
    at = pick(random, rows)
    totals = [Decimal(row.keys[0]) for row in rows]
    newcomer = replace(rows[at], unit="new")
    names = [row.unit for row in rows]
    before = graded(rows, scheme)
    below = graded([*rows, with_total(newcomer, min(totals) - 1)], scheme)
    above = graded([*rows, with_total(newcomer, max(totals) + 1)], scheme)
    assert worsened(before, below, names) == []
    assert worsened(above, before, names) == []


@given(randoms)
def test_a_veto_hits_only_its_target(random: Random) -> None:
    """In the default mode a veto worsens nobody else, however others are restricted; lifted, all is as before (12)."""
    scheme, rows = drawn(random, **DEFAULT)
    at, last = pick(random, rows), scheme.grades[-1].id
    free = replace(rows[at], worst=None)
    before = graded([*rows[:at], free, *rows[at + 1 :]], scheme)
    vetoed = graded([*rows[:at], replace(free, best=last, worst=last), *rows[at + 1 :]], scheme)
    assert ends(vetoed)[free.unit] == (len(scheme.grades) - 1,) * 2
    assert worsened(before, vetoed, [row.unit for row in rows if row.unit != free.unit]) == []
    assert graded([*rows[:at], free, *rows[at + 1 :]], scheme).to_dict() == before.to_dict()


@given(randoms)
def test_a_cap_hits_only_its_target(random: Random) -> None:
    """A cap holds and worsens nobody else where nobody else is capped, thresholds and vetoes allowed (13)."""
    scheme, rows = drawn(random, **DEFAULT)
    at, last = pick(random, rows), scheme.grades[-1].id
    rows = [row if row.best == row.worst == last else replace(row, best=None, worst=None) for row in rows]
    rows[at] = replace(rows[at], best=None, worst=None)
    cap = random.choice(scheme.grades).id
    before = graded(rows, scheme)
    capped = graded([*rows[:at], replace(rows[at], best=cap), *rows[at + 1 :]], scheme)
    assert ends(capped)[rows[at].unit][0] >= scheme.order[cap]
    assert worsened(before, capped, [row.unit for row in rows if row is not rows[at]]) == []


@given(randoms)
def test_a_sanction_among_free_units(random: Random) -> None:
    """Where nobody else is restricted, no tie policy lets a cap or a veto worsen anybody else (12, 13)."""
    scheme, rows = drawn(random, limits=False, base="all", restrictions="fill")
    at, last = pick(random, rows), scheme.grades[-1].id
    best, worst = random.choice(scheme.grades).id, random.choice((None, last))
    capped = [*rows[:at], replace(rows[at], best=best, worst=worst), *rows[at + 1 :]]
    others = [row.unit for row in rows if row is not rows[at]]
    assert worsened(graded(rows, scheme), graded(capped, scheme), others) == []


@given(randoms)
def test_after_moves_nobody_else(random: Random) -> None:
    """With `restrictions: after` a restriction of one unit changes nothing for any other (12, 13)."""
    scheme, rows = drawn(random, restrictions="after", base="all")
    at = pick(random, rows)
    before = graded(rows, scheme)
    after = graded([*rows[:at], replace(rows[at], best=None, worst=None), *rows[at + 1 :]], scheme)
    was, now = ends(before), ends(after)
    assert all(was[row.unit] == now[row.unit] for row in rows if row is not rows[at])


@given(randoms)
def test_only_the_order_of_keys_counts(random: Random) -> None:
    """A constant added to all totals, or any strictly increasing map of a key, changes no rank and no grade (14)."""
    scheme, rows = drawn(random)
    scheme = replace(scheme, thresholds=())
    before = graded(rows, scheme)
    mapped = [list(row.keys) for row in rows]
    for position in range(1 + len(scheme.breaks)):
        image, value = {}, Decimal(random.randint(-50, 50))
        for number in sorted({Decimal(row.keys[position]) for row in rows}):
            value += Decimal(random.randint(1, 999)) / 100
            image[number] = value
        for keys, row in zip(mapped, rows, strict=True):
            keys[position] = str(image[Decimal(row.keys[position])])
    constant = random.randint(-50, 30)
    shifted = [with_total(row, Decimal(row.keys[0]) + constant) for row in rows]
    for changed in (shifted, [replace(row, keys=tuple(keys)) for row, keys in zip(rows, mapped, strict=True)]):
        assert outcome(graded(changed, scheme)) == outcome(before)


@given(randoms)
def test_reconciled_groups(random: Random) -> None:
    """Reconciled groups hold the county's own seats together, and one group alone is graded as the county is (15).

    Test 1 holds their rows and test 2 their floors and ceilings; `test_reconciling` tries every table.
    """
    scheme, rows = drawn(random, pool="by-group-reconciled")
    county_wide = replace(scheme, pool="all")
    given_seats = [seat["given"] for seat in graded(rows, scheme).to_dict()["county"]]
    assert given_seats == list(graded(rows, county_wide).seats.values())
    town = [replace(row, group="town") for row in rows]
    assert outcome(graded(town, scheme)) == outcome(graded(town, county_wide))
