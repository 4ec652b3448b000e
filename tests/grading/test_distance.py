"""Distances and trials: what they promise is what grading again with other standings gives."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

import grading_counties
import pytest
from hypothesis import assume, event, given, note
from hypothesis import strategies as st

from efficiency_rules.errors import GradingError
from efficiency_rules.grading import Decision, GradeScheme, Standing, grade
from efficiency_rules.grading.distance import Distances, Reach, distances
from efficiency_rules.grading.trials import Grades, Trials

LEAST, MOST = Decimal("59.5"), Decimal("72")
STEP = Decimal("0.1")


def regraded(
    standings: Sequence[Standing], scheme: GradeScheme, decisions: Sequence[Decision], at: int
) -> Grades | None:
    """What the unit can get when everything is graded again, without the decisions that no longer fit."""
    kept = list(decisions)
    while True:
        try:
            possible = grade(standings, scheme, kept).possible[at]
            return tuple(scheme.order[id] for id in possible)
        except GradingError as error:
            misfits = {problem.facts["number"] for problem in error.problems if problem.code.startswith("decision-")}
            if not misfits:
                return None
            kept = [decision for number, decision in enumerate(kept, 1) if number not in misfits]


def other(standings: Sequence[Standing], at: int, **changes: Any) -> list[Standing]:
    """The standings with one of them changed."""
    return [*standings[:at], replace(standings[at], **changes), *standings[at + 1 :]]


def with_total(standings: Sequence[Standing], at: int, total: Decimal) -> list[Standing]:
    """The standings with another total of one unit."""
    return other(standings, at, keys=(str(total), *standings[at].keys[1:]))


def grid(start: Decimal, stop: Decimal, step: Decimal) -> Iterator[Decimal]:
    """All totals of the grid from behind `start` to `stop`."""
    while (start := start + step) != stop + step:
        yield start


Case = tuple[GradeScheme, list[Standing], list[Decision], int]


@st.composite
def cases(draw: Any, **fixed: Any) -> Case:
    """A county of any policies whose totals have one decimal, its decisions, and one of its units."""
    random = draw(st.randoms(use_true_random=False))
    section, standings = grading_counties.county(random, most=9, **fixed)
    standings = [replace(row, keys=(f"{Decimal(row.keys[0]):.1f}", *row.keys[1:])) for row in standings]
    assume(standings)
    note(f"{section}\n{standings}")
    scheme = GradeScheme.parse(section)
    try:
        decisions = grading_counties.decided(random, standings, scheme)
        grade(standings, scheme, decisions)
    except GradingError:
        assume(False)
    return scheme, standings, decisions, random.randrange(len(standings))


def trials_of(case: Case) -> Trials:
    scheme, standings, decisions, at = case
    return Trials.of(scheme, standings, decisions, standings[at].unit)


@given(cases())
def test_distances_are_those_of_every_total_on_the_grid(case: Case) -> None:
    """The least total that is enough and the largest that costs the grade, found by trying all, under any policy."""
    scheme, standings, decisions, at = case
    now = trials_of(case).now
    own = Decimal(standings[at].keys[0])
    waits = len(now) > 1

    def fate(total: Decimal) -> Grades | None:
        return regraded(with_total(standings, at, total), scheme, decisions, at)

    def first(totals: Iterator[Decimal], reached: Callable[[Grades], bool]) -> Reach | None:
        for total in totals:
            grades = fate(total)
            if grades is not None and reached(grades):
                ids = tuple(scheme.grades[each].id for each in grades)
                return Reach(str(total), str(abs(total - own)), ids)
        return None

    expected = Distances(
        enough=first(grid(own, MOST, STEP), lambda grades: grades[-1] <= now[0] - (not waits)),
        margin=first(grid(own, LEAST, -STEP), lambda grades: (grades[0] if waits else grades[-1]) > now[0]),
    )
    event(f"enough: {expected.enough is not None}, margin: {expected.margin is not None}, waits: {waits}")
    assert distances(trials_of(case), least=str(LEAST), most=str(MOST)) == expected


@given(cases())
def test_a_trial_without_any_change_is_the_grading(case: Case) -> None:
    """Decisions, pools and policies count in a trial as they do in grading, for every unit."""
    scheme, standings, decisions, _ = case
    for standing, possible in zip(standings, grade(standings, scheme, decisions).possible, strict=True):
        trials = Trials.of(scheme, standings, decisions, standing.unit)
        assert tuple(scheme.grades[each].id for each in trials.now) == possible
        assert trials.with_total(standing.keys[0]) == trials.now
        assert trials.own == standing


@given(cases())
def test_a_restriction_may_be_thought_away(case: Case) -> None:
    """What a unit would get without its own cap or guarantee is what grading gives it then."""
    scheme, standings, decisions, at = case
    expected = regraded(other(standings, at, best=None, worst=None), scheme, decisions, at)
    assert trials_of(case).unrestricted() == expected


@given(cases())
def test_the_restrictions_of_others_may_be_thought_away(case: Case) -> None:
    """What a unit would get if no other one were capped or guaranteed is what grading gives it then."""
    scheme, standings, decisions, at = case
    assume(not scheme.thresholds)
    free = [replace(row, best=None, worst=None) for row in standings]
    expected = regraded([*free[:at], standings[at], *free[at + 1 :]], scheme, decisions, at)
    assert trials_of(case).others_unrestricted() == expected


@given(cases(seats="cumulative", pool="all", base="all"))
def test_thresholds_of_others_are_thought_away_too(case: Case) -> None:
    """Others below a line then stand as if there were none: the unit alone keeps what its own total misses."""
    scheme, standings, decisions, at = case
    best, worst = trials_of(case).contest.bounds[at]
    bare = replace(scheme, thresholds=())
    free = [replace(row, best=None, worst=None) for row in standings]
    own = replace(standings[at], best=scheme.grades[best].id, worst=scheme.grades[worst].id)
    assert trials_of(case).others_unrestricted() == regraded([*free[:at], own, *free[at + 1 :]], bare, decisions, at)


@given(cases())
def test_a_tie_policy_may_be_thought_away(case: Case) -> None:
    """What a unit could get if a person had to order the ties is what grading says under `decide`."""
    scheme, standings, decisions, at = case
    expected = regraded(standings, replace(scheme, then="decide"), decisions, at)
    assert trials_of(case).without_tie_policy() == expected


@pytest.fixture
def three(scheme_of: Any, standings_of: Any) -> Callable[..., Trials]:
    """Trials of the unit `b` among three, with changes of the scheme."""

    def make(totals: dict[str, Any], **changes: Any) -> Trials:
        return Trials.of(scheme_of(("1/3", "1/3", "1/3"), **changes), standings_of(totals), [], "b")

    return make


def test_tie_with_the_better_one_is_not_enough(three: Callable[..., Trials]) -> None:
    """Reaching the total of the unit above makes a tie that waits; one step more is enough, and so it is below."""
    found = distances(three({"a": "90.00", "b": "85.00", "c": "80.00"}), least="0", most="100")
    assert found.enough == Reach("90.01", "5.01", ("excellent",))
    assert found.margin == Reach("80.00", "5.00", ("good", "fair"))


def test_no_total_beyond_the_full_points_is_offered(three: Callable[..., Trials]) -> None:
    """The total that would be enough must not exceed the most there is, nor the other fall below the least."""
    trials = three({"a": "90", "b": "85", "c": "80"})
    assert distances(trials, least="81", most="90") == Distances(None, None)
    assert distances(trials, least="80", most="91") == Distances(
        Reach("91", "6", ("excellent",)), Reach("80", "5", ("good", "fair"))
    )


def test_totals_may_be_below_zero(three: Callable[..., Trials]) -> None:
    """Totals on either side of zero are told with their sign."""
    found = distances(three({"a": "0.5", "b": "0.1", "c": "-0.3"}), least="-1", most="1")
    assert found == Distances(Reach("0.6", "0.5", ("excellent",)), Reach("-0.3", "0.4", ("good", "fair")))
    found = distances(three({"a": "1", "b": "0", "c": "-0.000000000001"}), least="-1", most="1")
    assert found.margin == Reach("-0.000000000001", "0.000000000001", ("good", "fair"))
    found = distances(three({"a": "1.0", "b": "0.5", "c": "0.0"}), least="0", most="1")
    assert found.margin == Reach("0.0", "0.5", ("good", "fair"))


def test_a_threshold_off_the_grid_is_reached_by_the_next_total_on_it(three: Callable[..., Trials]) -> None:
    """A line at 82.55 is first reached at 82.6 where totals have one decimal, and lost at 82.5."""
    lines = [{"grade": "good", "at_least": "82.55"}]
    below = three({"a": "90.0", "b": "82.0", "c": "81.0"}, thresholds=lines)
    assert distances(below, least="0", most="100").enough == Reach("82.6", "0.6", ("good",))
    above = three({"a": "90.0", "b": "83.0", "c": "81.0"}, thresholds=lines)
    assert distances(above, least="0", most="100").margin == Reach("82.5", "0.5", ("fair",))


def test_a_capped_unit_has_no_total_that_is_enough(three: Callable[..., Trials]) -> None:
    """Neither a cap nor a veto is passed by any total, and a guarantee is not lost by any."""
    capped = distances(three({"a": "90", "b": ("85", "good", None), "c": "80"}), least="0", most="100")
    assert (capped.enough, capped.margin and capped.margin.total) == (None, "80")
    vetoed = distances(three({"a": "90", "b": ("85", "fair", "fair"), "c": "80"}), least="0", most="100")
    assert vetoed == Distances(None, None)
    kept = distances(three({"a": "90", "b": ("85", None, "good"), "c": "80"}), least="0", most="100")
    assert (kept.enough and kept.enough.total, kept.margin) == ("91", None)


def test_a_total_that_contradicts_a_guarantee_is_no_margin(three: Callable[..., Trials]) -> None:
    """Below a threshold that the unit's guarantee contradicts nothing can be graded: no grade is lost there."""
    lines = [{"grade": "good", "at_least": "82"}]
    trials = three({"a": "90", "b": ("85", None, "good"), "c": "80"}, thresholds=lines)
    assert trials.with_total("81") is None
    assert distances(trials, least="0", most="100").margin is None


def test_counts_that_no_longer_sum_stop_a_trial(three: Callable[..., Trials]) -> None:
    """Outside the base a forced unit leaves the written seats one short: no trial puts it back among the others."""
    counts = {"document": "纪要〔2026〕3号", "excellent": 1, "good": 1, "fair": 0}
    totals = {"a": "90", "b": ("85", "fair", "fair"), "c": "80"}
    trials = three(totals, seats="explicit", counts=counts, base="exclude-forced")
    assert trials.now == (2,)
    assert not trials.counted
    assert trials.unrestricted() is None


def test_a_total_alone_may_put_a_unit_into_the_base(three: Callable[..., Trials]) -> None:
    """Forced by a threshold, counted above it: where the written seats leave no room for it, it is not offered."""
    lines = [{"grade": "good", "at_least": "82"}]
    totals = {"a": "90", "b": "81", "c": "83"}
    free = three(totals, base="exclude-forced", thresholds=lines)
    assert distances(free, least="0", most="100").enough == Reach("84", "3", ("good",))
    counts = {"document": "纪要〔2026〕3号", "excellent": 1, "good": 1, "fair": 0}
    fixed = three(totals, base="exclude-forced", thresholds=lines, seats="explicit", counts=counts)
    assert distances(fixed, least="0", most="100").enough is None


def test_a_unit_that_waits_for_the_tie_of_others(scheme_of: Any, standings_of: Any) -> None:
    """What it waits for is its best grade: no total makes that certain, and only below the tie is it certainly lost.

    `b` is good unless the tied unit that is left over is the one that must not be worse than good.
    """
    standings = standings_of(
        {"a": "85", "b": ("90", "good", None), "c": ("85", None, "good"), "d": ("95", "fair", "fair")}
    )
    trials = Trials.of(scheme_of(("1/4", "1/4", "1/2")), standings, [], "b")
    assert trials.now == trials.with_total("96") == trials.with_total("85") == (1, 2)
    assert distances(trials, least="0", most="100") == Distances(None, Reach("84", "6", ("fair",)))


def test_a_decision_goes_with_its_tie(scheme_of: Any, standings_of: Any) -> None:
    """Once the unit leaves a decided tie, the decision about it has no part in what the unit gets."""
    standings = standings_of({"a": "90", "b": "90", "c": "80"})
    decisions = [grading_counties.decision(["a", "b"])]
    trials = Trials.of(scheme_of(("1/3", "1/3", "1/3")), standings, decisions, "b")
    assert trials.now == (1,)
    assert distances(trials, least="0", most="100") == Distances(
        Reach("91", "1", ("excellent",)), Reach("80", "10", ("good", "fair"))
    )
    assert trials.with_total("90") == (1,)
    assert Trials.of(trials.scheme, standings, decisions, "a").with_total("80") == (1, 2)
    # Neither does it order a tie that the unit has joined.
    assert Trials.of(trials.scheme, standings, decisions, "c").with_total("90") == (0, 1, 2)


def test_hundred_units_take_few_gradings(scheme_of: Any, standings_of: Any) -> None:
    """Among a hundred units at most 18 totals are tried, by halving."""
    random = Random(1)
    standings = standings_of({f"u{at}": f"{random.randrange(5000, 9999) / 100:.2f}" for at in range(100)})
    tried = []

    class Counting(Trials):
        __slots__ = ()

        def with_total(self, total: str) -> Grades | None:
            tried.append(total)
            return super().with_total(total)

    distances(Counting.of(scheme_of(), standings, [], "u50"), least="0", most="100")
    assert len(tried) <= 18
