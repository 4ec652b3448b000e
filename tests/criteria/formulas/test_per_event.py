"""Tests of PerEvent."""

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.errors import ValueProblem
from efficiency_rules.formulas import PerEvent
from efficiency_rules.points import Points

LADDER = PerEvent(points={"refused": Points(5), "not-done": Points(2), "late": Points("0.5")}, kind=pl.col("kind"))


def _facts(refused: int, not_done: int, late: int) -> dict[str, int]:
    events = refused + not_done + late
    kinds = {"events_refused": refused, "events_not-done": not_done, "events_late": late}
    return {"cases": events, "events": events} | kinds


@pytest.mark.parametrize(
    ("events", "mark"),
    [((0, 0, 0), "5"), ((0, 0, 1), "4.5"), ((0, 2, 1), "0.5"), ((0, 3, 0), "0"), ((1, 0, 0), "0")],
)
def test_worked_table(score, events, mark):
    """The worked table of the docstring holds."""
    assert score(LADDER, "5", **_facts(*events)) == Fraction(mark)


@given(
    kinds=st.lists(st.tuples(*[st.integers(0, 40)] * 3), min_size=1, max_size=5),
    floor=st.integers(0, 60_000),
)
def test_mark_is_full_less_the_points_of_all_events(scores, kinds, floor):
    """The mark is full points less the points of every event, down to the floor, for every unit."""
    formula = PerEvent(points=LADDER.points, kind=pl.col("kind"), floor=Points.from_ticks(floor))
    columns = {name: [_facts(*row)[name] for row in kinds] for name in _facts(0, 0, 0)}
    low = min(Fraction(floor, 10_000), Fraction(5))
    expected = [max(low, 5 - (r * 5 + n * 2 + late * Fraction("0.5"))) for r, n, late in kinds]
    assert scores(formula, "5", **columns) == expected


@given(events=st.integers(0, 50), ticks=st.integers(0, 30_000))
def test_one_deduction_of_two_equals_two_of_one(score, events, ticks):
    """Twice the points for an event cost as much as twice the events."""
    once, twice = (PerEvent(points=Points.from_ticks(times * ticks)) for times in (1, 2))
    assert score(twice, "9", cases=events, events=events) == score(once, "9", cases=events, events=2 * events)


@given(kinds=st.tuples(*[st.integers(0, 9)] * 3), worse=st.integers(0, 2))
def test_one_more_event_never_helps(score, kinds, worse):
    """A further event of any kind never raises the mark."""
    more = tuple(count + (at == worse) for at, count in enumerate(kinds))
    assert score(LADDER, "8", **_facts(*more)) <= score(LADDER, "8", **_facts(*kinds))


def test_a_kind_without_points_fails_loudly(score):
    """An event whose kind has no points is refused, never free of charge."""
    with pytest.raises(ValueProblem, match="level-not-listed"):
        score(LADDER, "5", **_facts(1, 0, 0) | {"events": 2})


def test_flat_points_take_no_kind(refusal):
    """Flat points with a kind column, a table without one, and negative points are refused."""
    assert "formula-choose-one" in refusal(lambda: PerEvent(points=Points(1), kind=pl.col("kind")))
    assert "formula-choose-one" in refusal(lambda: PerEvent(points={"a": Points(1)}))
    assert "formula-negative" in refusal(lambda: PerEvent(points=Points(-1)))
    assert "formula-empty" in refusal(lambda: PerEvent(points={}, kind=pl.col("kind")))


def test_a_float_is_a_type_error():
    """A binary float never becomes points."""
    with pytest.raises(TypeError, match="use Points"):
        PerEvent(points=0.5)


def test_problems_against_full_points():
    """A floor above full points is an error, an event that costs more than the item a warning."""
    found = list(PerEvent(points=Points(6), floor=Points(1)).problems(Points(4)))
    assert [(problem.code, problem.severity) for problem in found] == [("formula-more-than-all", "warning")]
    found = list(PerEvent(points=Points(0), floor=Points(5)).problems(Points(4)))
    assert [(problem.code, problem.severity) for problem in found] == [("formula-above-full", "error")]
