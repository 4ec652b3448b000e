"""Ordering: records unit by unit, and by their keys within a unit, without comparing them."""

import numpy as np
import numpy.typing as npt
import polars as pl

Positions = npt.NDArray[np.intp]

_DIGIT = 16


def by_unit(unit: npt.NDArray[np.integer]) -> Positions:
    """Return the positions of the entries unit by unit; entries of one unit keep their order.

    `unit` holds unit indices >= 0. NumPy sorts numbers of 16 bits by counting them: that is done digit by digit.
    """
    order = _by_digit(unit, 0)
    largest = int(unit.max(initial=0))
    for shift in range(_DIGIT, largest.bit_length(), _DIGIT):
        order = order.take(_by_digit(unit.take(order), shift))
    return order


def _by_digit(numbers: npt.NDArray[np.integer], shift: int) -> Positions:
    return np.argsort((numbers >> shift).astype(np.uint16), kind="stable")


def by_key(frame: pl.DataFrame, keys: list[str]) -> Positions | None:
    """Return the positions of the records in the order of their keys; None where they stand in it already."""
    if not keys:
        return None
    if len(keys) == 1 and frame.get_column(keys[0]).is_sorted():
        return None
    return frame.select(pl.arg_sort_by(keys, maintain_order=True)).to_series().to_numpy().astype(np.intp)


def first_of_each(unit: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
    """Return whether an entry is the first of its unit, for entries that stand unit by unit."""
    first = np.ones(len(unit), dtype=bool)
    np.not_equal(unit[1:], unit[:-1], out=first[1:])
    return first
