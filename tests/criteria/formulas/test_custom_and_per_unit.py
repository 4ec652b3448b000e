"""Tests of the two ways out: Custom and PerUnit."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.evidence.types import EvidenceType, UnitId, column
from efficiency_rules.formulas import Costs, Count, Custom, Outcome, PerUnit, UnitMark, times
from efficiency_rules.points import Points


def _doubled(facts, full):
    cost = times(10_000, np.where(facts["overdue"] > 3, 2 * facts["overdue"], facts["overdue"]))
    return Outcome(np.maximum(full - cost, 0))


DOUBLED = Custom(
    own_facts={"overdue": Count(pl.col("overdue"))},
    own_mark=_doubled,
    own_costs=Costs(pl.col("overdue").cast(pl.Int64), "share"),
    reason="超期 {overdue} 件，扣 {lost} 分",
)


@pytest.mark.parametrize(("overdue", "mark"), [(0, 10), (3, 7), (4, 2), (6, 0)])
def test_worked_table_of_custom(score, overdue, mark):
    """The worked table of Custom holds."""
    assert score(DOUBLED, "10", cases=9, overdue=overdue) == mark


def test_custom_is_what_it_is_given():
    """Facts, costs and figures are the author's own; gains start from zero."""
    assert list(DOUBLED.facts()) == ["overdue"]
    assert DOUBLED.figures({"overdue": 1}, 1) == {}
    assert DOUBLED.absolute
    assert not DOUBLED.from_zero
    gain = Custom(own_facts=DOUBLED.own_facts, own_mark=_doubled, own_costs=Costs(pl.lit(1), "best"), reason="")
    assert gain.from_zero


def test_custom_without_facts_is_refused(refusal):
    """A formula without facts cannot depend on evidence."""
    codes = refusal(lambda: Custom(own_facts={}, own_mark=_doubled, own_costs=Costs(pl.lit(1)), reason=""))
    assert "formula-empty" in codes


class Matter(EvidenceType, id="matter", title="事项台账"):
    """One matter."""

    number: str = column("编号", key=True)
    unit: UnitId = column("单位")
    day: date = column("日期", dated=True)
    settled: bool = column("是否办结")


def last_settled(records: Sequence[Matter], full: Points) -> UnitMark:
    """Two points fewer when the last record of the year is not settled."""
    if records[-1].settled:
        return UnitMark(full, "最后一件已办结")
    return UnitMark(Points(full - 2), "最后一件未办结", {records[-1].number: Points(2)})


def _matters(*settled: bool) -> list[Matter]:
    return [
        Matter.model_validate({"number": f"{at:03d}", "unit": "u", "day": date(2025, 1, 1), "settled": flag})
        for at, flag in enumerate(settled)
    ]


@pytest.mark.parametrize(("settled", "points"), [((False, True), "4"), ((True, False), "2"), ((True,), "4")])
def test_worked_table_of_per_unit(settled, points):
    """The worked table of PerUnit holds."""
    formula = PerUnit(function=last_settled)
    mark = formula.function(_matters(*settled), Points(4))
    assert mark.points == Points(points)
    assert sum(mark.costs.values()) == 4 - mark.points


@given(settled=st.lists(st.booleans(), min_size=1, max_size=9))
def test_per_unit_is_a_plain_function(settled):
    """The same records always give the same mark."""
    formula = PerUnit(function=last_settled)
    first = formula.function(_matters(*settled), Points(4))
    assert formula.function(_matters(*settled), Points(4)) == first
    assert first.points == (4 if settled[-1] else 2)


@pytest.mark.parametrize("number", [3.5, 3, "3"])
def test_a_unit_mark_is_made_of_points(number):
    """A float, a bare integer or text in a unit's mark is a type error."""
    with pytest.raises(TypeError, match="made of Points"):
        UnitMark(number, "")
    with pytest.raises(TypeError, match="made of Points"):
        UnitMark(Points(1), "", {"a": number})


def test_a_unit_mark_says_why_in_a_text():
    """None would fail later, in the table."""
    with pytest.raises(TypeError, match="says why in a text"):
        UnitMark(Points(1), None)


def test_per_unit_has_no_facts():
    """There is nothing to gather, and it starts from full points."""
    assert not hasattr(PerUnit, "facts")
    assert not PerUnit.from_zero
