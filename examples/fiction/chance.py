"""Chance that always falls out the same way: every question about a unit has its own seeded stream."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from chinese_calendar.constants import holidays, workdays

SEED = "云泽县2025"
T = TypeVar("T")


class Chance:
    """A seeded stream. Only `random.random()` is used: Python promises its sequence for every version."""

    def __init__(self, *about: str) -> None:
        self._stream = random.Random("/".join((SEED, *about)))

    def share(self) -> float:
        """Return a number from 0 to below 1."""
        return self._stream.random()

    def happens(self, probability: float) -> bool:
        """Say whether something of this probability happens."""
        return self._stream.random() < probability

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + int(self._stream.random() * (high - low + 1))

    def one_of(self, things: Sequence[T]) -> T:
        """Return one of the things."""
        return things[self.whole(0, len(things) - 1)]

    def working_day(self, first: date, last: date) -> date:
        """Return a working day from first to last."""
        day = first + timedelta(days=self.whole(0, (last - first).days))
        while not is_worked(day) or day > last:
            day = first if day >= last else day + timedelta(days=1)
        return day


def is_worked(day: date) -> bool:
    """Say whether a day is worked in China, holidays and make-up workdays counted."""
    return day in workdays or (day.weekday() < 5 and day not in holidays)


def worked_later(day: date, days: int) -> date:
    """Return the day that many working days after (or, when negative, before) a day."""
    step = timedelta(days=1 if days >= 0 else -1)
    left = abs(days)
    while left:
        day += step
        left -= is_worked(day)
    return day
