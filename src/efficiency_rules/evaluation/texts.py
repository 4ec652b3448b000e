"""Texts that lines point to by number, so that a text many lines share is made once."""

import numpy as np
import numpy.typing as npt
import polars as pl

from efficiency_rules.evaluation.columns import column_of


class Texts:
    """A growing list of texts; number 0 is the empty text."""

    def __init__(self) -> None:
        self._parts = [pl.Series("text", [""], dtype=pl.String)]
        self._count = 1

    def add(self, texts: pl.Series) -> int:
        """Take in texts and return the number of the first; the others follow it."""
        first = self._count
        self._parts.append(texts.rename("text"))
        self._count += len(texts)
        return first

    def column(self, numbers: npt.NDArray[np.integer]) -> pl.Expr:
        """Return the texts of these numbers as a column, one entry a number."""
        return column_of(pl.concat(self._parts, rechunk=True), numbers)
