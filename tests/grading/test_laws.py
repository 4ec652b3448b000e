"""The laws: each holds for what the engine returns and catches a grading that breaks it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from efficiency_rules.grading import LAWS, Decision, GradeScheme, Grading, Standing, check_laws, grade, laws

Scheme = Callable[..., GradeScheme]
Standings = Callable[..., list[Standing]]


def regraded(grading: Grading, **grades: str | None) -> Grading:
    """The same grading with other grades for some units."""
    return replace(
        grading,
        placements=tuple(
            replace(one, grade=grades[one.unit], on_line=grades[one.unit] is None) if one.unit in grades else one
            for one in grading.placements
        ),
    )


@pytest.fixture
def scheme(scheme_of: Scheme) -> GradeScheme:
    lines = [{"grade": "excellent", "at_least": "90"}]
    return scheme_of(("1/4", "1/4", "1/4", "1/4"), thresholds=lines)


@pytest.fixture
def standings(standings_of: Standings) -> list[Standing]:
    return standings_of({"a": 95, "b": 80, "c": 80, "d": (70, "fair", None)})


@pytest.fixture
def decision() -> Decision:
    return Decision(units=("c", "b"), by="某甲", role="组长", on="2026-01-20", reason="会议议定", document="纪要")


@pytest.fixture
def grading(standings: list[Standing], scheme: GradeScheme, decision: Decision) -> Grading:
    return grade(standings, scheme, [decision])


def test_all_hold(standings: list[Standing], scheme: GradeScheme, grading: Grading) -> None:
    """Every law holds for the engine's own result, decided or not."""
    assert [one.grade for one in grading.placements] == ["excellent", "fair", "good", "poor"]
    assert check_laws(standings, scheme, grading) == []
    assert check_laws(standings, scheme, grade(standings, scheme)) == []


def test_complete(standings: list[Standing], scheme: GradeScheme, grading: Grading) -> None:
    """A lost unit, a unit twice, an unknown grade or a missing grade that does not wait is a breach."""
    for placements in (grading.placements[1:], (*grading.placements, grading.placements[0])):
        assert laws.complete(standings, scheme, replace(grading, placements=placements)) != []
    assert laws.complete(standings, scheme, regraded(grading, a="best")) != []
    silent = replace(grading.placements[0], grade=None)
    tampered = replace(grading, placements=(silent, *grading.placements[1:]))
    assert laws.complete(standings, scheme, tampered) != []
    assert [breach.split(":")[0] for breach in check_laws(standings, scheme, tampered)] == ["complete"]


def test_seats(standings: list[Standing], scheme: GradeScheme, grading: Grading) -> None:
    """Seats that do not sum to the units, or leave floor and ceiling, are a breach."""
    (pool,) = grading.pools
    assert pool.seats == (1, 1, 1, 1)
    more = replace(grading, pools=(replace(pool, seats=(2, 1, 1, 1)),))
    assert laws.seats_sum(standings, scheme, more) != []
    shifted = replace(grading, pools=(replace(pool, seats=(2, 0, 1, 1)),))
    assert laws.seats_sum(standings, scheme, shifted) == []
    assert len(laws.quota(standings, scheme, shifted)) == 2
    assert laws.quota(standings, replace(scheme, accept_paradox="某文〔2026〕1号"), shifted) == []


@pytest.mark.parametrize("grades", [{"c": "excellent"}, {"b": "poor"}, {"a": "good"}, {"d": "fair"}])
def test_seats_respected(
    standings: list[Standing], scheme: GradeScheme, grading: Grading, grades: dict[str, str | None]
) -> None:
    """One unit too many or too few in a grade is a breach."""
    assert laws.seats_respected(standings, scheme, regraded(grading, **grades)) != []


def test_seats_respected_while_units_wait(standings: list[Standing], scheme: GradeScheme) -> None:
    """Units that wait may go either way, but what is given must leave them enough room."""
    waiting = grade(standings, scheme)
    assert laws.seats_respected(standings, scheme, waiting) == []
    assert laws.seats_respected(standings, scheme, regraded(waiting, a="poor")) != []


def test_monotone(standings: list[Standing], scheme: GradeScheme, grading: Grading) -> None:
    """A better-ranked unit with a worse grade is a breach unless it is restricted or the other guaranteed."""
    assert laws.monotone(standings, scheme, regraded(grading, a="good", c="excellent")) != []
    assert laws.monotone(standings, scheme, regraded(grading, a=None)) == []
    capped = [replace(standings[0], best="good"), *standings[1:]]
    assert laws.monotone(capped, scheme, regraded(grading, a="good", c="excellent")) == []
    held = [replace(one, worst="fair") if one.unit == "d" else one for one in standings]
    assert laws.monotone(held, scheme, regraded(grading, b="poor", d="fair")) == []


def test_monotone_reads_every_key_in_its_direction(scheme_of: Scheme) -> None:
    """Of equal totals the lower value stands first where lower is better."""
    ties = {"break": [{"key": "item:complaints", "better": "lower"}], "then": "decide"}
    scheme = scheme_of(("1/2", "1/2"), ties=ties)
    standings = [Standing(unit="a", keys=("9", "2")), Standing(unit="b", keys=("9", "10"))]
    grading = grade(standings, scheme)
    assert check_laws(standings, scheme, grading) == []
    assert laws.monotone(standings, scheme, regraded(grading, a="good", b="excellent")) != []
    # Both totals reach the line, whatever stands behind them.
    lined = scheme_of(("1/2", "1/2"), ties=ties, thresholds=[{"grade": "excellent", "at_least": "9"}])
    assert check_laws(standings, lined, grade(standings, lined)) == []


def test_equals_get_equals(standings: list[Standing], scheme: GradeScheme, grading: Grading) -> None:
    """Splitting a tie is a breach unless a decision orders it."""
    assert laws.equals_get_equals(standings, scheme, grading) == []
    assert laws.equals_get_equals(standings, scheme, replace(grading, decisions=())) != []
    assert laws.equals_get_equals(standings, scheme, regraded(replace(grading, decisions=()), b="good")) == []


def test_equals_are_equals_of_one_pool(scheme_of: Scheme) -> None:
    """Equal units of different groups may differ where each group is graded by itself, not in one pool."""
    standings = [Standing(unit=unit, keys=("9",), group=group) for unit, group in zip("abcd", "ttdd", strict=True)]
    placed = {"a": "excellent", "b": "excellent", "c": "good", "d": "good"}
    for pool, breaches in (("all", 2), ("by-group", 0)):
        scheme = scheme_of(("1/2", "1/2"), pool=pool)
        grading = regraded(grade(standings, scheme), **placed)
        assert len(laws.equals_get_equals(standings, scheme, grading)) == breaches


def test_restrictions_respected(standings: list[Standing], scheme: GradeScheme, grading: Grading) -> None:
    """A grade above a cap, below a guarantee or above a missed threshold is a breach."""
    assert laws.restrictions_respected(standings, scheme, regraded(grading, d="good")) != []
    assert laws.restrictions_respected(standings, scheme, regraded(grading, b="excellent")) != []
    exactly = [replace(standings[0], keys=("90.0",)), *standings[1:]]
    assert laws.restrictions_respected(exactly, scheme, grade(exactly, scheme)) == []
    held = [*standings[:3], replace(standings[3], worst="fair")]
    assert laws.restrictions_respected(held, scheme, grading) != []


def test_decisions_respected(standings: list[Standing], scheme: GradeScheme, grading: Grading) -> None:
    """The unit a decision puts later does not get the better grade."""
    assert laws.decisions_respected(standings, scheme, grading) == []
    assert laws.decisions_respected(standings, scheme, regraded(grading, b="good", c="fair")) != []
    assert laws.decisions_respected(standings, scheme, regraded(grading, b=None)) == []


def test_a_unit_that_waits_hides_no_breach(scheme: GradeScheme, standings_of: Standings, decision: Decision) -> None:
    """Behind a unit that waits the decision's order still counts."""
    standings = standings_of({"a": 95, "b": 80, "c": 80, "d": 80})
    grading = grade(standings, scheme, [replace(decision, units=("c", "d", "b"))])
    assert laws.decisions_respected(standings, scheme, regraded(grading, d=None)) == []
    assert len(laws.decisions_respected(standings, scheme, regraded(grading, c="poor", d=None, b="good"))) == 1


def test_units_of_one_grade_are_in_order(scheme_of: Scheme, standings_of: Standings, decision: Decision) -> None:
    """Whoever shares a grade breaks no law: of a decided tie, or with one who may get nothing worse.

    Nor does a unit that stands behind one the decision puts later, where that one may get nothing worse.
    """
    scheme = scheme_of(("1/2", "1/2"))
    standings = standings_of(dict.fromkeys("abcd", 80))
    grading = grade(standings, scheme, [replace(decision, units=tuple("abcd"))])
    assert check_laws(standings, scheme, grading) == []
    held = standings_of({"a": (95, None, "excellent"), "b": 80})
    assert laws.monotone(held, scheme, regraded(grade(held, scheme), b="excellent")) == []
    last = [*standings[:3], replace(standings[3], worst="excellent")]
    assert laws.decisions_respected(last, scheme, regraded(grading, d="excellent")) == []


def test_order_irrelevant(standings: list[Standing], scheme: GradeScheme, grading: Grading) -> None:
    """A grading that grading again does not confirm is a breach."""
    assert laws.order_irrelevant(standings, scheme, grading) == []
    assert laws.order_irrelevant(standings, scheme, regraded(grading, b="good", c="fair")) != []


def test_the_runner_runs_them_all(standings: list[Standing], scheme: GradeScheme, grading: Grading) -> None:
    """`check_laws` names the law of every breach; each law says in one sentence what it demands."""
    found = check_laws(standings, scheme, regraded(grading, a="good", c="excellent"))
    assert {breach.split(":")[0] for breach in found} == {"monotone", "restrictions_respected", "order_irrelevant"}
    assert all(law.__doc__ for law in LAWS)


def test_without_shares_there_are_no_seats_to_keep(mapping_of: Callable[..., dict[str, Any]]) -> None:
    """In a scheme by score only, the laws about seats and shares hold of themselves; the others are asked as ever."""
    mapping = mapping_of(seats=None, ties=None, thresholds=[{"grade": "good", "at_least": "60"}])
    for entry in mapping["grades"]:
        del entry["share"]
    scheme = GradeScheme.parse(mapping)
    standings = [Standing(unit="a", keys=("60",)), Standing(unit="b", keys=("59.99",))]
    grading = grade(standings, scheme)
    assert [one.grade for one in grading.placements] == ["excellent", "fair"]
    assert check_laws(standings, scheme, grading) == []
    assert laws.restrictions_respected(standings, scheme, regraded(grading, b="good")) != []


def test_reconciled_groups_keep_the_quota_of_the_county_too(scheme_of: Scheme) -> None:
    """Every group's seats may be rounded rightly and the county's still be wrong: the law looks at both."""
    scheme = scheme_of(("1/2", "1/2"), pool="by-group-reconciled", group_order=["a", "b", "c"])
    standings = [Standing(unit=group, keys=("90",), group=group) for group in "abc"]
    grading = grade(standings, scheme)
    assert laws.quota(standings, scheme, grading) == []
    assert list(grading.seats.values()) == [2, 1]
    tampered = replace(grading, pools=tuple(replace(pool, seats=(1, 0)) for pool in grading.pools))
    assert laws.seats_sum(standings, scheme, tampered) == []
    assert len(laws.quota(standings, scheme, tampered)) == 2
