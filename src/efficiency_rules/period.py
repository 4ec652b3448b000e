"""Evaluation periods and working days."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from itertools import accumulate
from typing import Self

from efficiency_rules.errors import Problem, ValueProblem, mistyped, not_of


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, first and last included (评价周期)."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueProblem(Problem("period-unknown", facts={"found": f"{self.first}..{self.last}"}))

    @classmethod
    def year(cls, year: int) -> Self:
        """Return the calendar year; raises ValueProblem where it is none from 1 to 9999."""
        _check_year(year)
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def half(cls, year: int, half: int) -> Self:
        """Return the first (1) or second (2) half of a calendar year; raises ValueProblem where it is none."""
        _check_year(year)
        if half == 1:
            return cls(date(year, 1, 1), date(year, 6, 30))
        if half == 2:
            return cls(date(year, 7, 1), date(year, 12, 31))
        raise ValueProblem(Problem("period-unknown", facts={"found": f"{year}-H{half}"}))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the period written as `2025`, `2025-H1` or `2025-01-01..2025-03-31`; raises ValueProblem."""
        if wrong := not_of(str, "str", text=text):
            raise ValueProblem(wrong)
        try:
            if re.fullmatch(r"[0-9]{4}", text, re.ASCII):
                return cls.year(int(text))
            if match := re.fullmatch(r"([0-9]{4})-H([12])", text, re.ASCII):
                return cls.half(int(match[1]), int(match[2]))
            if match := re.fullmatch(r"([0-9-]{10})\.\.([0-9-]{10})", text, re.ASCII):
                return cls(date.fromisoformat(match[1]), date.fromisoformat(match[2]))
        except ValueError:
            pass
        raise ValueProblem(Problem("period-unknown", facts={"found": text}))

    @property
    def id(self) -> str:
        """The shortest way to write the period: `2025`, `2025-H1` or both days."""
        year = self.first.year
        if self == Period.year(year):
            return str(year)
        for half in (1, 2):
            if self == Period.half(year, half):
                return f"{year}-H{half}"
        return f"{self.first}..{self.last}"

    @property
    def title(self) -> str:
        """The period in Chinese words: 2025年, 2025年上半年, or both days."""
        year, _, half = self.id.partition("-")
        if self.id == year:
            return f"{year}年"
        if half in ("H1", "H2"):
            return f"{year}年{'上' if half == 'H1' else '下'}半年"
        return f"{self.first} 至 {self.last}"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def covers(self, other: "Period") -> bool:
        """Say whether every day of `other` lies in this period."""
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        return self.id


def _check_year(year: object) -> None:
    if not isinstance(year, int) or isinstance(year, bool):
        raise ValueProblem(mistyped("year", "int", year))
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueProblem(Problem("period-unknown", facts={"found": year}))


def is_working_day(day: date) -> bool:
    """Say whether `day` is worked in China: holidays and make-up workdays of 国务院办公厅 counted.

    Raises ValueProblem when the holidays of that year are not known.
    """
    _check_known(day.year)
    return _worked([day])[0]


def working_day_ordinals(first: date, last: date) -> dict[date, int]:
    """Return, for each day from first to last, how many working days lie after `first` up to that day.

    The difference of two ordinals is the number of working days from one day to another, not counting the
    day on which a matter arrives (行政期限自次日起算). Raises ValueProblem when the holidays of a year are
    not known.
    """
    for year in range(first.year, last.year + 1):
        _check_known(year)
    days = [first + timedelta(days=count) for count in range((last - first).days + 1)]
    # No working day lies after the first day up to itself.
    counted = accumulate(_worked(days[1:]), initial=0)
    return dict(zip(days, counted, strict=True)) if days else {}


def _worked(days: Iterable[date]) -> list[bool]:
    # The library's own is_workday looks through all its holidays for every day; these are its tables.
    from chinese_calendar.constants import holidays, workdays

    return [day in workdays or (day.weekday() < 5 and day not in holidays) for day in days]


def _check_known(year: int) -> None:
    from chinese_calendar.constants import holidays

    if date(year, 1, 1) not in holidays:
        raise ValueProblem(Problem("calendar-unknown", facts={"found": year}))


def last_calendar_year() -> int:
    """Return the last year whose holidays are known."""
    from chinese_calendar.constants import holidays

    return int(max(holidays).year)
