"""Tests of the day and working-day clocks."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.criteria.clock import last_known_day
from efficiency_rules.formulas import days, working_days
from efficiency_rules.period import is_working_day

CLOCK = working_days(pl.col("start"), pl.col("end"))
PAIR = {"start": pl.Date, "end": pl.Date}
day = st.dates(date(2020, 1, 1), date(2025, 12, 31))


def _elapsed(expression: pl.Expr, *pairs: tuple[date | None, date | None]) -> list[int | None]:
    return pl.DataFrame(pairs, schema=PAIR, orient="row").select(expression)["end"].to_list()


@pytest.mark.parametrize(
    ("start", "end", "worked"),
    [
        ("2025-01-26", "2025-02-05", 2),
        ("2025-09-30", "2025-10-09", 1),
        ("2025-03-03", "2025-03-03", 0),
        ("2025-03-07", "2025-03-10", 1),
        ("2025-04-25", "2025-04-27", 1),
    ],
)
def test_holidays_and_make_up_days(start, end, worked):
    """Spring Festival, National Day, weekends and the make-up Sunday 2025-04-27 count as the State Council says."""
    assert _elapsed(CLOCK, (date.fromisoformat(start), date.fromisoformat(end))) == [worked]


@given(start=day, length=st.integers(0, 40))
def test_working_days_are_counted_one_by_one(start, length):
    """The number is that of the worked days after the first, up to the last; backwards it is negative."""
    end = min(start + timedelta(days=length), date(2025, 12, 31))
    stretch = [start + timedelta(days=step) for step in range(1, (end - start).days + 1)]
    worked = sum(is_working_day(one) for one in stretch)
    assert _elapsed(CLOCK, (start, end), (end, start)) == [worked, -worked]


def test_null_stays_null():
    """An open matter has no elapsed working days."""
    known = date(2025, 1, 2)
    assert _elapsed(CLOCK, (known, None), (None, known), (None, None)) == [None, None, None]


@pytest.mark.parametrize("strange", [date(2019, 12, 31), last_known_day() + timedelta(days=1)])
def test_a_date_outside_the_calendar_raises(strange):
    """A date the calendar does not know raises when it is evaluated, and never becomes null."""
    with pytest.raises(pl.exceptions.InvalidOperationError, match="replace_strict"):
        _elapsed(CLOCK, (strange, date(2025, 1, 2)))


def test_the_last_known_day_ends_a_year():
    """The clock knows whole years, 2025 and 2026 among them."""
    assert last_known_day() >= date(2026, 12, 31)
    assert (last_known_day().month, last_known_day().day) == (12, 31)


def test_days_are_plain_days():
    """Days from one date to another, null where one is missing."""
    pairs = [(date(2025, 2, 27), date(2025, 3, 1)), (date(2025, 1, 1), None)]
    assert _elapsed(days(pl.col("start"), pl.col("end")), *pairs) == [2, None]
