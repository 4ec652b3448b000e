"""Columns of the tables: texts, exact decimals, and values taken by number."""

from collections.abc import Iterable
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import polars as pl


def text_column(values: Iterable[str | None]) -> pl.Series:
    """Return texts as a column."""
    return pl.Series(values, dtype=pl.String)


def column_of(values: pl.Series | pl.Expr, numbers: npt.NDArray[np.integer]) -> pl.Expr:
    """Return the column that holds, for each number, the value at that position."""
    chosen = pl.lit(values) if isinstance(values, pl.Series) else values
    return chosen.gather(pl.lit(pl.Series(numbers.astype(np.uint32, copy=False))))


def points_column(quanta: npt.NDArray[np.int64], places: int) -> pl.Expr:
    """Return whole quanta as a column of exact decimals with the ruleset's places."""
    low, high = int(quanta.min(initial=0)), int(quanta.max(initial=0))
    if high - low >= len(quanta):
        return _decimals(pl.lit(pl.Series(quanta)), places)
    # Few numbers are written many times.
    return column_of(pl.select(_decimals(pl.int_range(low, high + 1), places)).to_series(), quanta - low)


def _decimals(quanta: pl.Expr, places: int) -> pl.Expr:
    return quanta.cast(pl.Decimal(38, places)) * pl.lit(Decimal(1).scaleb(-places))
