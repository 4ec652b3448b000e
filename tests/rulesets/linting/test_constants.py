"""The numbers and texts an expression compares with."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.formulas import working_days
from efficiency_rules.rulesets.linting.constants import constants_in

cell = pl.col("a")
values = st.integers(-(2**31), 2**31) | st.text("甲乙丙 ab'\"", max_size=5)


@given(value=values, others=st.lists(st.integers(0, 10**6), max_size=20) | st.lists(st.text("甲乙", max_size=3)))
def test_whatever_is_compared_with_is_found(value: Any, others: Any) -> None:
    """A number or text of a comparison, and those of a list, in their order."""
    expression = (cell == value) & pl.col("b").is_in(others) if others else cell != value
    assert constants_in(expression) == [value, *others]


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        (pl.lit(None), []),
        (pl.lit(True), []),
        (cell > date(2025, 1, 1), []),
        (cell.is_in([date(2025, 1, 1)]), []),
        (cell.is_in([True]), []),
        ((cell == "甲").cast(pl.Int64) * 3, ["甲", 3]),
        (pl.when(cell == "甲").then(pl.lit(3, dtype=pl.Int64)).otherwise(pl.lit(4, dtype=pl.Int64)), ["甲", 3, 4]),
        (working_days(cell, pl.col("b")) > 20, [20]),
    ],
)
def test_flags_days_types_and_tables_are_no_constants(expression: pl.Expr, found: list[Any]) -> None:
    """Neither the type of a cast nor the days of a calendar; every branch of a choice."""
    assert sorted(map(str, constants_in(expression))) == sorted(map(str, found))
