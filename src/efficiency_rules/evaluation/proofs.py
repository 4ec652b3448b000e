"""Proofs: the records of one ledger that lines may name; they stand in the order in which lines name them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from efficiency_rules.criteria.formula import Costs
from efficiency_rules.evaluation.applicability import Flags
from efficiency_rules.evaluation.gather import Records
from efficiency_rules.evaluation.ordering import Positions, first_of_each
from efficiency_rules.evaluation.reducing import Counts, evaluated, whole
from efficiency_rules.evaluation.texts import Texts
from efficiency_rules.evidence.types import EvidenceType


@dataclass(frozen=True, slots=True)
class Proofs:
    """The records of the wanted units in one ledger; `first_key` is the number of the first one's key."""

    records: Records
    first_key: int
    keys: pl.Series
    """The records' keys as lines name them."""

    def heavy(self, costs: Costs, active: Flags, first: int) -> "Heavy":
        """Return the records of active units that carry weight, sorted by unit and key; the heaviest of a unit
        only (the first in key order) where the best one counts. `active` counts its units from `first`."""
        unit = self.records.unit
        (column,) = evaluated(self.records.frame, [costs.weight.fill_null(0)])
        weight = whole(column)
        at = np.flatnonzero((weight > 0) & active.take(unit - first))
        if costs.how == "best":
            at = _best(at, unit.take(at), weight.take(at))
        return Heavy(at, unit.take(at), weight.take(at).astype(np.int64, copy=False))

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
    weight: Counts


def _best(at: Positions, unit: npt.NDArray[np.int32], weight: npt.NDArray[np.integer]) -> Positions:
    """Return the first of the heaviest of each unit's records."""
    first = np.flatnonzero(first_of_each(unit))
    if not len(first):
        return at
    heaviest = np.maximum.reduceat(weight, first)
    best = np.flatnonzero(weight == np.repeat(heaviest, np.diff(first, append=len(unit))))
    return at.take(best[first_of_each(unit.take(best))])


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


def proofs(records: Records, reads: type[EvidenceType], wanted: Flags, keys: Texts, units: pl.Series) -> Proofs:
    """Return the records of wanted units as proofs; their keys are taken in among `keys`.

    `units` are the ids of the evaluated units: a ledger keyed by unit and rater, say, names them in its keys.
    """
    records = _of_units(records, np.flatnonzero(wanted))
    columns = reads.key_columns()
    texts = [
        pl.lit(units.gather(records.unit)) if column.kind == "unit" else pl.col(column.name).cast(pl.String)
        for column in columns
    ]
    text = texts[0] if len(texts) == 1 else pl.concat_str(texts, separator="/")
    made = records.frame.select(text.alias("key")).to_series()
    return Proofs(records, keys.add(made), made)
