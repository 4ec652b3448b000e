"""Ordering: entries unit by unit, without comparing them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Positions = npt.NDArray[np.intp]

_DIGIT = 16


def by_unit(unit: npt.NDArray[np.integer]) -> Positions:
    """Return the positions of the entries unit by unit; entries of one unit keep their order.

    `unit` holds unit indices >= 0. NumPy sorts numbers of 16 bits by counting them: that is done digit by digit.
    """
    if not len(unit):
        return np.empty(0, dtype=np.intp)
    # Units that are made together stand close together: one digit is enough for them.
    unit = unit - unit.min()
    order = _by_digit(unit, 0)
    for shift in range(_DIGIT, int(unit.max()).bit_length(), _DIGIT):
        order = order.take(_by_digit(unit.take(order), shift))
    return order


def _by_digit(numbers: npt.NDArray[np.integer], shift: int) -> Positions:
    return np.argsort((numbers >> shift).astype(np.uint16), kind="stable")


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
