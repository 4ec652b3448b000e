"""Tests of GiveBack."""

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.formulas import GiveBack
from efficiency_rules.points import Points

COMPLAINTS = GiveBack(
    points=Points("0.5"),
    status=pl.col("status"),
    give_back={"fixed": Points("0.4")},
    extra={"not-fixed": Points("0.5"), "refused": Points(1)},
)


def _facts(opened: int, fixed: int, not_fixed: int, refused: int) -> dict[str, int]:
    events = opened + fixed + not_fixed + refused
    statuses = {"events_fixed": fixed, "events_not-fixed": not_fixed, "events_refused": refused}
    return {"cases": events, "events": events} | statuses


@pytest.mark.parametrize(
    ("events", "mark"),
    [
        ((0, 0, 0, 0), "3"),
        ((0, 1, 0, 0), "2.9"),
        ((1, 0, 0, 0), "2.5"),
        ((0, 0, 1, 0), "2"),
        ((0, 0, 0, 1), "1.5"),
        ((0, 1, 0, 2), "0"),
    ],
)
def test_worked_table(score, events, mark):
    """The worked table of the docstring holds."""
    expected = max(Fraction(mark), Fraction(0))
    assert score(COMPLAINTS, "3", **_facts(*events)) == expected


@given(
    rows=st.lists(st.tuples(*[st.integers(0, 30)] * 4), min_size=1, max_size=4),
    points=st.integers(0, 20_000),
    part=st.integers(0, 100),
    extras=st.tuples(st.integers(0, 20_000), st.integers(0, 20_000)),
    floor=st.integers(0, 40_000),
)
def test_mark_equals_the_sentence(scores, rows, points, part, extras, floor):
    """Every event costs its points, less what comes back, more what is added, down to the floor."""
    back = points * part // 100
    formula = GiveBack(
        points=Points.from_ticks(points),
        status=pl.col("status"),
        give_back={"fixed": Points.from_ticks(back)},
        extra={"not-fixed": Points.from_ticks(extras[0]), "refused": Points.from_ticks(extras[1])},
        floor=Points.from_ticks(floor),
    )
    columns = {name: [_facts(*row)[name] for row in rows] for name in _facts(0, 0, 0, 0)}

    def expected(opened: int, fixed: int, not_fixed: int, refused: int) -> Fraction:
        lost = opened * points + fixed * (points - back)
        lost += not_fixed * (points + extras[0]) + refused * (points + extras[1])
        return Fraction(max(30_000 - lost, min(floor, 30_000)), 10_000)

    assert scores(formula, "3", **columns) == [expected(*row) for row in rows]


@given(events=st.tuples(*[st.integers(0, 3)] * 4))
def test_putting_right_never_harms(score, events):
    """An open event that is fixed never lowers the mark; one that is refused never raises it."""
    opened, fixed, not_fixed, refused = events
    before = score(COMPLAINTS, "9", **_facts(opened + 1, fixed, not_fixed, refused))
    assert score(COMPLAINTS, "9", **_facts(opened, fixed + 1, not_fixed, refused)) >= before
    assert score(COMPLAINTS, "9", **_facts(opened, fixed, not_fixed, refused + 1)) <= before


def test_a_line_costs_the_net_deduction():
    """The weight of a record is its points, less what comes back, more what is added; an unknown status none."""
    formula = GiveBack(
        points=COMPLAINTS.points,
        status=COMPLAINTS.status,
        give_back=COMPLAINTS.give_back,
        extra=COMPLAINTS.extra,
        where=pl.col("verified"),
    )
    frame = pl.DataFrame(
        {"status": ["fixed", "open", "refused", None, "refused"], "verified": [True, True, True, True, None]}
    )
    weights = frame.with_columns(formula.costs().weight.alias("w"))["w"].to_list()
    assert weights == [1000, 5000, 15_000, 5000, 0]


def test_more_than_it_costs_cannot_come_back(refusal):
    """Giving back more than an event costs is refused."""
    found = refusal(lambda: GiveBack(points=Points(1), status=pl.col("s"), give_back={"fixed": Points(2)}))
    assert "give_back[fixed]" in found["formula-out-of-range"]


def test_the_reason_names_both_directions():
    """What came back and what was added are figures in points."""
    figures = COMPLAINTS.figures(_facts(1, 2, 1, 1), 30_000)
    assert {name: figure.text(int(figure.values)) for name, figure in figures.items()} == {
        "returned": "0.8",
        "added": "1.5",
    }
