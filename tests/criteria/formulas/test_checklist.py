"""Tests of Checklist."""

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.formulas import Checklist
from efficiency_rules.points import Points

ELEMENTS = ["basis", "conditions", "steps", "result", "channel"]
GUIDE = Checklist(elements=ELEMENTS, per_missing=Points("0.6"))


@pytest.mark.parametrize(
    ("missing", "mark"), [([0] * 5, "3"), ([0, 0, 0, 0, 1], "2.4"), ([0, 0, 0, 0, 2], "1.8"), ([1] * 5, "0")]
)
def test_worked_table(score, missing, mark):
    """The worked table of the docstring holds."""
    facts = {f"missing_{name}": count for name, count in zip(ELEMENTS, missing, strict=True)}
    assert score(GUIDE, "3", cases=2, **facts) == Fraction(mark)


@given(
    missing=st.lists(st.tuples(*[st.integers(0, 6)] * 5), min_size=1, max_size=4),
    prices=st.lists(st.integers(0, 9_000), min_size=5, max_size=5),
)
def test_mark_is_full_less_the_price_of_what_is_missing(scores, missing, prices):
    """Every missing element costs its own price, down to zero."""
    table = dict(zip(ELEMENTS, (Points.from_ticks(price) for price in prices), strict=True))
    formula = Checklist(elements=ELEMENTS, per_missing=table)
    columns = {f"missing_{name}": [row[at] for row in missing] for at, name in enumerate(ELEMENTS)}
    expected = [
        max(3 - sum(Fraction(price, 10_000) * count for price, count in zip(prices, row, strict=True)), Fraction(0))
        for row in missing
    ]
    assert scores(formula, "3", cases=7, **columns) == expected


@given(missing=st.integers(0, 20))
def test_one_more_missing_never_helps(score, missing):
    """A further missing element never raises the mark."""
    formula = Checklist(missing=~pl.col("ok"), per_missing=Points("0.5"))
    worse = score(formula, "4", cases=30, missing=missing + 1)
    assert worse <= score(formula, "4", cases=30, missing=missing)


def test_what_is_not_shown_is_missing():
    """Facts and weights count a null flag as missing, within `where` only."""
    formula = Checklist(elements={"a": pl.col("a"), "b": pl.col("b")}, per_missing=Points(1), where=pl.col("in"))
    frame = pl.DataFrame({"a": [True, None, None], "b": [True, False, None], "in": [True, True, None]})
    weights = frame.with_columns(formula.costs().weight.alias("w"))["w"].to_list()
    assert weights == [0, 20_000, 0]
    counts = [frame.filter(fact.where.fill_null(False)).height for fact in formula.facts().values()]
    assert counts == [1, 1]


def test_prices_belong_to_the_elements(refusal):
    """A table of prices must name every element and no other."""
    found = refusal(lambda: Checklist(elements=["a", "b"], per_missing={"a": Points(1), "c": Points(1)}))
    assert "a、c" in found["checklist-prices"]
    assert "a、b" in found["checklist-prices"]
    assert "formula-choose-one" in refusal(lambda: Checklist(per_missing=Points(1)))


def test_the_reason_counts_what_is_missing():
    """The figure `missing` adds up all elements."""
    facts = {f"missing_{name}": at for at, name in enumerate(ELEMENTS)}
    assert GUIDE.figures(facts, 30_000)["missing"].values == 10
