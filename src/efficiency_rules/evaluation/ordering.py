"""Ordering: entries unit by unit, without comparing them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Positions = npt.NDArray[np.intp]


def by_unit(parts: Sequence[npt.NDArray[np.integer]]) -> Positions:
    """Return the positions of the entries of all parts together, unit by unit; a unit's keep the order of the parts.

    Each part holds unit indices that ascend: how many entries each unit has tells where they belong.
    """
    together = np.concatenate(parts)
    if not len(together):
        return np.empty(0, dtype=np.intp)
    # Units far apart are numbered one after the other, so that nothing is counted for those between them.
    low = together.min()
    there = np.zeros(int(together.max() - low) + 1, dtype=bool)
    there[together - low] = True
    number = np.cumsum(there) - 1
    numbers = [number.take(part - low) for part in parts]
    counts = [np.bincount(part, minlength=number[-1] + 1) for part in numbers]
    lengths = np.add.reduce(counts)
    place = np.cumsum(lengths) - lengths
    order = np.empty(len(together), dtype=np.intp)
    begin = 0
    for part, count in zip(numbers, counts, strict=True):
        entries = np.arange(len(part))
        order[(place - np.cumsum(count) + count).take(part) + entries] = begin + entries
        place += count
        begin += len(part)
    return order


def first_of_each(unit: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
    """Return whether an entry is the first of its unit, for entries that stand unit by unit."""
    first = np.ones(len(unit), dtype=bool)
    np.not_equal(unit[1:], unit[:-1], out=first[1:])
    return first


@dataclass(frozen=True, slots=True)
class Runs:
    """Entries that stand unit by unit: where each unit begins, and how many entries it has."""

    first: Positions
    lengths: Positions

    @classmethod
    def of(cls, unit: npt.NDArray[np.integer]) -> "Runs":
        """Return the runs of the same unit."""
        first = np.flatnonzero(first_of_each(unit))
        return cls(first, np.diff(first, append=len(unit)))
