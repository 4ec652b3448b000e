"""One event above its item, and points finer than a mark."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.formulas import Bands, Checklist, Count, GiveBack, PerEvent, Shortfall
from efficiency_rules.points import Percent, Points

TENTHS = st.integers(0, 60)


def tenths(number: int) -> Points:
    return Points.from_ticks(1000 * number)


def told(problems: list[Any], code: str) -> list[Any]:
    return [problem for problem in problems if problem.code == code]


@given(points=TENTHS, extra=st.lists(TENTHS, max_size=3), floor=st.integers(0, 20))
def test_an_event_with_its_worst_surcharge(lint: Any, points: int, extra: list[int], floor: int) -> None:
    """Told when the two together pass what can be lost and neither does so alone (the formula tells that)."""
    surcharges = {level: tenths(number) for level, number in zip("甲乙丙", extra, strict=False)}
    formula = GiveBack(points=tenths(points), status=pl.col("kind"), extra=surcharges, floor=tenths(floor))
    worst, losable = max(extra, default=0), 40 - floor
    found = told(lint(formula), "rubric-event-above-item")
    assert bool(found) is (points + worst > losable >= max(points, worst))
    assert [str(problem.facts["found"]) for problem in found] == [str(tenths(points + worst)) for _ in found]


@pytest.mark.parametrize(
    ("prices", "sum_of_them"),
    [
        (Points("1.5"), "1.5 + 1.5 + 1.5"),
        ({"a": Points(1), "b": Points(2), "c": Points("1.1")}, "1 + 2 + 1.1"),
        (Points("1.3"), None),
        (Points("4.5"), None),
    ],
)
def test_a_record_without_any_element(lint: Any, prices: Any, sum_of_them: str | None) -> None:
    """Three elements that cost more than four points together, none of them alone."""
    elements = {"a": pl.col("late"), "b": pl.col("rude"), "c": pl.col("people") > 3}
    found = told(lint(Checklist(elements=elements, per_missing=prices)), "rubric-event-above-item")
    assert [problem.facts["sum"] for problem in found] == ([] if sum_of_them is None else [sum_of_them])


@given(ticks=st.integers(1, 40_000), precision=st.sampled_from(["1", "0.1", "0.01", "0.001", "0.0001"]))
def test_points_of_an_event_stand_on_the_grid_of_marks(lint: Any, ticks: int, precision: str) -> None:
    """Told exactly when the points are no multiple of the precision."""
    step = {"1": 10_000, "0.1": 1000, "0.01": 100, "0.001": 10, "0.0001": 1}[precision]
    found = lint(PerEvent(points=Points.from_ticks(ticks), where=pl.col("late")), precision=precision)
    assert [problem.code for problem in found] == ["rubric-finer-than-precision"] * bool(ticks % step)


def test_bands_and_tables_name_the_entry(lint: Any) -> None:
    """Points of bands, and of one kind of event, are named by what they are for; points of a rate may be fine."""
    found = lint(
        Bands(value=Count(pl.col("late")), bands={0: Points(4), 1: Points("1.005")}, otherwise=None),
        PerEvent(points={"甲": Points("0.125"), "乙": Points(1), "丙": Points(1)}, kind=pl.col("kind")),
        Shortfall(hit=pl.col("rude"), target=Percent("90%"), per_point=Points("0.0333"), min_cases=50),
    )
    fine = told(found, "rubric-finer-than-precision")
    assert [problem.facts["field"] for problem in fine] == ["bands[1]", "points[甲]"]
