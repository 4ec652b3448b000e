"""Alike: rows that hold the same numbers, found without sorting them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_ODD = np.uint64(0x9E3779B97F4A7C15)
"""2**64 by the golden ratio: products with it are spread over all bits."""

_ROOM = 3
"""Two to the power of this: places for each row, so that different rows seldom meet."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Kinds of rows: rows of one kind hold the same numbers.

    Now and then two kinds hold the same numbers too; who writes one text a kind then writes it twice.
    """

    one: npt.NDArray[np.intp]
    """The position of one row of each kind."""
    kind: npt.NDArray[np.intp]
    """The number of its kind, one entry a row."""


def alike(columns: Sequence[npt.NDArray[np.integer]], length: int) -> Alike:
    """Return the kinds of so many rows, which hold one number of each column."""
    mixed = np.zeros(length, dtype=np.uint64)
    for column in columns:
        mixed += column.astype(np.uint64)
        mixed *= _ODD
    bits = length.bit_length() + _ROOM
    place = (mixed >> np.uint64(64 - bits)).view(np.int64)
    rows = np.arange(length)
    # Whoever comes last to a place stands for all that came there, unless their numbers differ.
    last = np.empty(2**bits, dtype=np.intp)
    last[place] = rows
    stands = last.take(place)
    same = np.ones(length, dtype=bool)
    for column in columns:
        same &= column.take(stands) == column
    stands = np.where(same, stands, rows)
    one = np.flatnonzero(stands == rows)
    number = np.empty(length, dtype=np.intp)
    number[one] = np.arange(len(one))
    return Alike(one, number.take(stands))
