"""Proofs: the records of one ledger that lines may name; they stand in the order in which lines name them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from efficiency_rules.evaluation.applicability import Flags
from efficiency_rules.evaluation.gather import Records
from efficiency_rules.evaluation.ordering import Positions, Runs
from efficiency_rules.evaluation.reducing import Counts, evaluated, whole
from efficiency_rules.evaluation.texts import Texts
from efficiency_rules.evidence.types import EvidenceType


@dataclass(frozen=True, slots=True)
class Proofs:
    """The records of the wanted units in one ledger; `first_key` is the number of the first one's key."""

    records: Records
    counts: Positions
    """How many records each unit has, from the first wanted one to the last."""
    weights: Mapping[int, npt.NDArray[np.integer]]
    """What each record weighs, by the number of the item."""
    first_key: int
    keys: pl.Series
    """The records' keys as lines name them."""

    def heavy(self, item: int, active: Flags, *, best: bool) -> "Heavy":
        """Return the records of active units that carry weight, sorted by unit and key; the heaviest of a unit
        only (the first in key order) where the best one counts. `active` has one entry for each of `counts`."""
        weight = self.weights[item]
        at = np.flatnonzero((weight > 0) & np.repeat(active, self.counts))
        if best:
            at = _best(at, Runs.of(self.records.unit.take(at)), weight.take(at))
        unit = self.records.unit.take(at)
        return Heavy(at, unit, Runs.of(unit), weight.take(at).astype(np.int64, copy=False))

    def named(self, keys: npt.NDArray[np.integer]) -> Positions:
        """Return the positions of the records whose keys have one of these numbers."""
        named = np.zeros(len(self.records.unit), dtype=bool)
        at = keys.astype(np.int64) - self.first_key
        named[at[(at >= 0) & (at < len(named))]] = True
        return np.flatnonzero(named)


@dataclass(frozen=True, slots=True)
class Heavy:
    """Records that carry weight: their positions, the units they belong to, and the weights."""

    at: Positions
    unit: npt.NDArray[np.int32]
    runs: Runs
    weight: Counts

    @property
    def units(self) -> npt.NDArray[np.int32]:
        """The units that have such records, one entry a run."""
        return self.unit.take(self.runs.first)


def _best(at: Positions, runs: Runs, weight: npt.NDArray[np.integer]) -> Positions:
    """Return the first of the heaviest of each unit's records."""
    if not len(at):
        return at
    heaviest = np.repeat(np.maximum.reduceat(weight, runs.first), runs.lengths)
    best = np.flatnonzero(weight == heaviest)
    # The first of them at or behind the place where their unit begins.
    return at.take(best.take(np.searchsorted(best, runs.first)))


def _of_units(records: Records, units: Positions) -> Records:
    """Return the records of these units, which ascend."""
    if not len(units):
        return Records(records.frame.clear(), records.unit[:0], records.row_numbers[:0], records.outside)
    # Of the same type, or NumPy writes all units once more to compare them.
    first, end = np.searchsorted(records.unit, np.array([units[0], units[-1] + 1], dtype=records.unit.dtype))
    frame, unit, rows = records.frame.slice(first, end - first), records.unit[first:end], records.row_numbers[first:end]
    if units[-1] - units[0] >= len(units):
        there = np.isin(unit, units)
        frame, unit, rows = frame.filter(pl.Series(there)), unit[there], rows[there]
    return Records(frame, unit, rows, records.outside)


def proofs(
    records: Records,
    reads: type[EvidenceType],
    weights: Mapping[int, pl.Expr],
    wanted: Flags,
    keys: Texts,
    units: pl.Series,
) -> Proofs:
    """Return the records of wanted units as proofs; their keys are taken in among `keys`.

    `weights` say what a record weighs, by the number of the item. `units` are the ids of the evaluated units: a ledger
    keyed by unit and rater, say, names them in its keys.
    """
    wanted_units = np.flatnonzero(wanted)
    records = _of_units(records, wanted_units)
    columns = reads.key_columns()
    texts = [
        pl.lit(units.gather(records.unit)) if column.kind == "unit" else pl.col(column.name).cast(pl.String)
        for column in columns
    ]
    text = texts[0] if len(texts) == 1 else pl.concat_str(texts, separator="/")
    made, *weighed = evaluated(records.frame, [text, *(weight.fill_null(0) for weight in weights.values())])
    return Proofs(
        records,
        _counts(records, wanted_units),
        {item: whole(column) for item, column in zip(weights, weighed, strict=True)},
        keys.add(made),
        made,
    )


def _counts(records: Records, units: Positions) -> Positions:
    if not len(units):
        return np.zeros(0, dtype=np.intp)
    return np.bincount(records.unit - units[0], minlength=units[-1] - units[0] + 1)
