"""Proofs: the records of one ledger that lines may name, in the order in which lines name them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from efficiency_rules.criteria.formula import Costs
from efficiency_rules.evaluation.applicability import Flags
from efficiency_rules.evaluation.gather import Records, evaluated
from efficiency_rules.evaluation.ordering import Positions, by_key, by_unit, first_of_each
from efficiency_rules.evaluation.reducing import Counts
from efficiency_rules.evaluation.texts import Texts
from efficiency_rules.evidence.types import EvidenceType


@dataclass(frozen=True, slots=True)
class Proofs:
    """The records of the wanted units in one ledger; `first_key` is the number of the first one's key."""

    records: Records
    order: Positions | None
    """The records in the order of their keys; None where they stand in it."""
    first_key: int
    keys: pl.Series
    """The records' keys as lines name them."""

    def heavy(self, costs: Costs, active: Flags) -> "Heavy":
        """Return the records of active units that carry weight, sorted by unit and key; the heaviest of a unit
        only (the first in key order) where the best one counts."""
        unit = self.records.unit
        (weight,) = evaluated(self.records.frame, [costs.weight.fill_null(0)])
        at = np.flatnonzero(weight > 0)
        at = self._in_key_order(at[active.take(unit.take(at))])
        if costs.how == "best":
            at = at[np.argsort(-weight[at], kind="stable")]
        at = at.take(by_unit(unit.take(at)))
        if costs.how == "best":
            at = at[first_of_each(unit.take(at))]
        return Heavy(at, unit.take(at), weight.take(at))

    def named(self, keys: npt.NDArray[np.integer]) -> Positions:
        """Return the positions of the records whose keys have one of these numbers."""
        named = np.zeros(len(self.records.unit), dtype=bool)
        at = keys.astype(np.int64) - self.first_key
        named[at[(at >= 0) & (at < len(named))]] = True
        return np.flatnonzero(named)

    def _in_key_order(self, at: Positions) -> Positions:
        if self.order is None:
            return at
        chosen = np.zeros(len(self.order), dtype=bool)
        chosen[at] = True
        return self.order[chosen[self.order]]


@dataclass(frozen=True, slots=True)
class Heavy:
    """Records that carry weight: their positions, the units they belong to, and the weights."""

    at: Positions
    unit: npt.NDArray[np.int32]
    weight: Counts


def proofs(records: Records, reads: type[EvidenceType], wanted: Flags, keys: Texts, units: pl.Series) -> Proofs:
    """Return the records of wanted units as proofs; their keys are taken in among `keys`.

    `units` are the ids of the evaluated units: a ledger keyed by unit and rater, say, names them in its keys.
    """
    if not wanted.all():
        at = np.flatnonzero(wanted.take(records.unit))
        records = Records(records.frame[at], records.unit[at], records.row_numbers[at], records.outside)
    columns = reads.key_columns()
    texts = [
        pl.lit(units.gather(records.unit)) if column.kind == "unit" else pl.col(column.name).cast(pl.String)
        for column in columns
    ]
    text = texts[0] if len(texts) == 1 else pl.concat_str(texts, separator="/")
    made = records.frame.select(text.alias("key")).to_series()
    # The unit is the same for all records of a unit: it does not order them.
    names = [column.name for column in columns if column.kind != "unit"]
    return Proofs(records, by_key(records.frame, names), keys.add(made), made)
