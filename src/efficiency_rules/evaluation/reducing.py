"""Reducing: conditions counted, numbers added up (or their extremes found), over the records of each unit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from efficiency_rules.criteria.facts import Max, Min, Sum
from efficiency_rules.evaluation.bitmaps import Bitmap, Bounds, Stretches, bitmaps

Counts = npt.NDArray[np.int64]
"""One whole number a unit, in roster order."""

_LARGEST = 2**62


@dataclass(frozen=True, slots=True)
class Block:
    """Units that stand together in the roster, and their records."""

    bounds: Bounds
    frame: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers, null where a record takes no part, and the facts made of them by number."""

    column: pl.Expr
    facts: Mapping[int, Sum | Min | Max]


@dataclass(frozen=True, slots=True)
class Reduction:
    """What is counted, and what is made of numbers.

    `numbers` are listed under the number of the fact that counts the records taking part in them: `conditions`
    need not say it again.
    """

    conditions: Mapping[int, pl.Expr]
    numbers: Mapping[int, Numbers]
    most: int
    """The largest number of records a unit has."""

    def of(self, block: Block) -> dict[int, npt.NDArray[np.integer]]:
        """Return every fact by number, one entry a unit of the block.

        Raises OverflowError where a sum could be too large, and what Polars raises.
        """
        columns = [*self.conditions.values(), *(one.column for one in self.numbers.values())]
        made = evaluated(block.frame, columns)
        conditions, numbers = made[: len(self.conditions)], made[len(self.conditions) :]
        bits = bitmaps([*conditions, *(column.is_not_null() for column in numbers)])
        counts = _counted(bits, block.bounds, self.most)
        found: dict[int, npt.NDArray[np.integer]] = dict(zip([*self.conditions, *self.numbers], counts, strict=True))
        for (there, one), column in zip(self.numbers.items(), numbers, strict=True):
            found |= self._made(one.facts, found[there], whole(column.drop_nulls()))
        return found

    def _made(
        self, facts: Mapping[int, Sum | Min | Max], counts: npt.NDArray[np.integer], values: npt.NDArray[np.integer]
    ) -> Iterator[tuple[int, npt.NDArray[np.integer]]]:
        """Yield the facts made of these values, so many of which belong to each unit."""
        bounds = np.zeros(len(counts) + 1, dtype=np.intp)
        np.cumsum(counts, out=bounds[1:])
        there = np.flatnonzero(counts)
        for number, fact in facts.items():
            if isinstance(fact, Sum):
                yield number, _added(bounds, values, self.most)
            else:
                keep: np.ufunc = np.minimum if isinstance(fact, Min) else np.maximum
                found = np.zeros(len(counts), dtype=values.dtype)
                if len(there):
                    found[there] = keep.reduceat(values, bounds.take(there))
                yield number, found


def evaluated(frame: pl.DataFrame, columns: Sequence[pl.Expr]) -> list[pl.Series]:
    """Return one value a record for each column, even where it is a constant; raises what Polars raises."""
    # A column of the frame keeps the height when all the others are constants. One column after the other: several
    # ledgers are gathered at once already.
    named = [column.alias(f"#{at}") for at, column in enumerate(columns)]
    return frame.select_seq(frame.columns[0], *named).get_columns()[1:]


def whole(values: pl.Series) -> npt.NDArray[np.integer]:
    """Return whole numbers, or truths as 0 and 1, as an array; raises TypeError for anything else."""
    if not (values.dtype.is_integer() or values.dtype == pl.Boolean) or values.null_count():
        raise TypeError(f"facts are made of whole numbers, found {values.dtype}")
    numbers = values.to_numpy()
    return numbers.view(np.uint8) if values.dtype == pl.Boolean else numbers


def _counted(bits: Sequence[Bitmap], bounds: Bounds, most: int) -> list[npt.NDArray[np.unsignedinteger]]:
    """Return how many ones of each bitmap lie between two bounds."""
    stretches = {lead: Stretches.of(bounds, lead, most) for lead in {one.lead for one in bits}}
    return [stretches[one.lead].count(one.words) for one in bits]


def _added(bounds: Bounds, numbers: npt.NDArray[np.integer], most: int) -> Counts:
    """Return the sum of each unit's numbers."""
    if max(int(numbers.max(initial=0)), -int(numbers.min(initial=0))) * most > _LARGEST:
        raise OverflowError("numbers too large to be summed exactly")
    running = np.zeros(len(numbers) + 1, dtype=np.int64)
    # The running sum may wrap; its differences are exact all the same, as no unit's sum is too large.
    np.cumsum(numbers, dtype=np.int64, out=running[1:])
    return np.diff(running.take(bounds))
