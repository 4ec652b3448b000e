"""Reducing: whole numbers, one a record, added up (or their extremes found) over the records of each unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
import polars as pl

from efficiency_rules.criteria.facts import Count, Max, Min, Sum

Counts = npt.NDArray[np.int64]
"""One whole number a unit, in roster order."""

Bounds = npt.NDArray[np.intp]
"""Where the records of each unit begin, and at last where those of the last one end."""

_BITS = 31
_LARGEST = 2**62
_EDGES = np.iinfo(np.int64)
_ZERO = pl.lit(0, dtype=pl.Int64)
_NO_BITS = pl.lit(0, dtype=pl.Int32)


class Reduction(Protocol):
    """A column of whole numbers to evaluate, and the facts it makes, block by block of units."""

    @property
    def column(self) -> pl.Expr:
        """The column: never null, one whole number a record."""
        ...

    def take(self, units: slice, bounds: Bounds, numbers: Counts) -> None:
        """Take in the records of a block of units, one or more."""
        ...

    def results(self) -> Mapping[int, Counts]:
        """Return the facts by the number they were asked under; raises OverflowError when a sum is too large."""
        ...


@dataclass(frozen=True, slots=True)
class Together:
    """Several counts that share the bits of one whole number, so that one addition a record makes them all."""

    counts: Mapping[int, pl.Expr | None]
    width: int
    totals: Counts

    @property
    def column(self) -> pl.Expr:
        ones = (
            pl.when(True if where is None else where)
            .then(pl.lit(1 << (place * self.width), dtype=pl.Int32))
            .otherwise(_NO_BITS)
            for place, where in enumerate(self.counts.values())
        )
        return _sum(list(ones))

    def take(self, units: slice, bounds: Bounds, numbers: Counts) -> None:
        self.totals[units] = _added(bounds, numbers)

    def results(self) -> Mapping[int, Counts]:
        lowest = (1 << self.width) - 1
        return {number: (self.totals >> (place * self.width)) & lowest for place, number in enumerate(self.counts)}


@dataclass(slots=True)
class Added:
    """The sum of the numbers of each unit's records."""

    number: int
    fact: Sum
    most: int
    totals: Counts
    largest: int = 0

    @property
    def column(self) -> pl.Expr:
        return _known(self.fact, _ZERO)

    def take(self, units: slice, bounds: Bounds, numbers: Counts) -> None:
        self.totals[units] = _added(bounds, numbers.astype(np.int64, copy=False))
        self.largest = max(self.largest, int(numbers.max()), -int(numbers.min()))

    def results(self) -> Mapping[int, Counts]:
        if self.largest * self.most > _LARGEST:
            raise OverflowError("numbers too large to be summed exactly")
        return {self.number: self.totals}


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least or the greatest of the numbers of each unit's records; 0 for a unit without any."""

    number: int
    keep: np.ufunc
    fact: Min | Max
    neutral: int
    found: Counts

    @property
    def column(self) -> pl.Expr:
        return _known(self.fact, pl.lit(self.neutral, dtype=pl.Int64))

    def take(self, units: slice, bounds: Bounds, numbers: Counts) -> None:
        there = bounds[:-1] < bounds[1:]
        self.found[units][there] = self.keep.reduceat(numbers, bounds[:-1][there])

    def results(self) -> Mapping[int, Counts]:
        self.found[self.found == self.neutral] = 0
        return {self.number: self.found}


def reductions(facts: Mapping[int, Count | Sum | Min | Max], most: int, units: int) -> list[Reduction]:
    """Return what reduces these facts, each under its number; `most` is the largest number of records a unit has."""
    made: list[Reduction] = []
    counts = [(number, fact.where) for number, fact in facts.items() if isinstance(fact, Count)]
    width = max(most.bit_length(), 1)
    room = _BITS // width
    for first in range(0, len(counts), room):
        made.append(Together(dict(counts[first : first + room]), width, np.zeros(units, dtype=np.int64)))
    for number, fact in facts.items():
        if isinstance(fact, Sum):
            made.append(Added(number, fact, most, np.zeros(units, dtype=np.int64)))
        elif isinstance(fact, (Min, Max)):
            keep, neutral = (np.minimum, _EDGES.max) if isinstance(fact, Min) else (np.maximum, _EDGES.min)
            found = np.full(units, neutral, dtype=np.int64)
            made.append(Extreme(number, keep, fact, int(neutral), found))
    return made


def _added(bounds: Bounds, numbers: Counts) -> Counts:
    """Return the sum of each unit's numbers."""
    running = np.zeros(len(numbers) + 1, dtype=numbers.dtype)
    # The running sum may wrap; its differences are exact all the same, as no unit's sum is too large.
    np.cumsum(numbers, dtype=numbers.dtype, out=running[1:])
    return np.diff(running.take(bounds))


def _sum(columns: Sequence[pl.Expr]) -> pl.Expr:
    # By halves: Polars plans a deep chain of additions slowly.
    half = len(columns) // 2
    return _sum(columns[:half]) + _sum(columns[half:]) if half else columns[0]


def _known(fact: Sum | Min | Max, neutral: pl.Expr) -> pl.Expr:
    """Return the values that take part, and a number that changes nothing in the place of the others."""
    value = fact.value if fact.where is None else pl.when(fact.where).then(fact.value).otherwise(neutral)
    return value.fill_null(neutral)
