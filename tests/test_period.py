"""Periods and working days."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.errors import ValueProblem
from efficiency_rules.period import Period, last_calendar_year, working_day_ordinals

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


def test_a_year_holds_its_first_and_last_day():
    """Both ends belong to the period."""
    year = Period.year(2024)
    assert date(2024, 1, 1) in year
    assert date(2024, 12, 31) in year
    assert date(2025, 1, 1) not in year


def test_the_halves_meet_between_june_and_july():
    """30 June ends the first half, 1 July begins the second."""
    first, second = Period.half(2025, 1), Period.half(2025, 2)
    assert second.first - first.last == timedelta(days=1)
    assert (date(2025, 6, 30) in first, date(2025, 7, 1) in first) == (True, False)


@given(DAYS, DAYS)
def test_writing_and_reading_a_period_is_the_identity(one, other):
    """parse() reads what id writes."""
    period = Period(min(one, other), max(one, other))
    assert Period.parse(period.id) == period


@pytest.mark.parametrize("text", ["2025", "2025-H1", "2025-H2", "2025-01-01..2025-03-31"])
def test_the_shortest_spelling_is_kept(text):
    """A period is written as it was read."""
    assert str(Period.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "25", "2025-H3", "2025-02-30..2025-03-01", "２０２５", "2025-03-01..2025-01-01", "2025 "]
)
def test_anything_else_is_no_period(text):
    """What is not a period is refused with the text that was found."""
    with pytest.raises(ValueProblem) as caught:
        Period.parse(text)
    assert caught.value.problems[0].code == "period-unknown"


@pytest.mark.parametrize("year", ["2025", 2025.0, None, True])
def test_a_year_is_a_whole_number(year):
    """Anything else is named with its type."""
    for make in (Period.year, lambda year: Period.half(year, 2)):
        with pytest.raises(ValueProblem) as caught:
            make(year)
        assert caught.value.problems[0].code == "argument-type"


@pytest.mark.parametrize("year", [-1, 0, 10_000])
def test_a_year_is_one_of_the_calendar(year):
    """The calendar has the years 1 to 9999."""
    for make in (Period.year, lambda year: Period.half(year, 1)):
        with pytest.raises(ValueProblem) as caught:
            make(year)
        assert caught.value.problems[0].code == "period-unknown"


@given(DAYS, DAYS)
def test_covering_is_having_every_day(one, other):
    """A period covers another exactly when both its ends lie inside."""
    period = Period(min(one, other), max(one, other))
    year = Period.year(2025)
    assert year.covers(period) == (period.first in year and period.last in year)


def test_ordinals_count_working_days_with_make_up_days():
    """National Day 2025: from 28 September (a Sunday that is worked) to 9 October three working days pass."""
    ordinals = working_day_ordinals(date(2025, 9, 28), date(2025, 10, 9))
    assert ordinals[date(2025, 9, 28)] == 0
    assert ordinals[date(2025, 9, 30)] == 2
    assert ordinals[date(2025, 10, 8)] == 2
    assert ordinals[date(2025, 10, 9)] == 3


def test_ordinals_agree_with_the_calendar_library_day_by_day():
    """Each step of the ordinals is one exactly on the days that the library calls worked."""
    ordinals = working_day_ordinals(date(2023, 12, 31), date(2026, 12, 31))
    for day, ordinal in list(ordinals.items())[1:]:
        assert ordinal - ordinals[day - timedelta(days=1)] == chinese_calendar.is_workday(day)


def test_an_unknown_year_is_refused():
    """Without its official holidays a year has no working days, rather than wrong ones."""
    year = last_calendar_year() + 1
    with pytest.raises(ValueProblem) as caught:
        working_day_ordinals(date(year, 1, 1), date(year, 1, 31))
    assert caught.value.problems[0].facts["found"] == year


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("2025", "2025年"),
        ("2025-H1", "2025年上半年"),
        ("2025-H2", "2025年下半年"),
        ("2025-01-01..2025-03-31", "2025-01-01 至 2025-03-31"),
    ],
)
def test_a_period_has_a_chinese_title(text, title):
    """People read years and halves in words."""
    assert Period.parse(text).title == title
