"""Clocks: days and Chinese working days between two dates of a record, as elementwise expressions."""

from datetime import date
from functools import cache

import polars as pl

from efficiency_rules.period import last_calendar_year, working_day_ordinals

FIRST_DAY = date(2020, 1, 1)
"""The first day the working-day clock knows."""


def days(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """Return the days from start to end, the first day not counted; null where a date is null."""
    return (end - start).dt.total_days()


def working_days(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """Return the Chinese working days after start up to end (行政期限自次日起算); null where a date is null.

    Holidays and make-up workdays as 国务院办公厅 announced them, from 2020 to the last year the calendar
    library knows; a date outside raises when it is evaluated (polars InvalidOperationError).
    """
    known, counted = _calendar()
    until, since = (day.replace_strict(known, counted, return_dtype=pl.Int64) for day in (end, start))
    return until - since


@cache
def _calendar() -> tuple[list[date], list[int]]:
    ordinals = working_day_ordinals(FIRST_DAY, last_known_day())
    return list(ordinals), list(ordinals.values())


def last_known_day() -> date:
    """Return the last day of the last year whose holidays are known."""
    return date(last_calendar_year(), 12, 31)
