"""Reading one ledger of several jurisdictions at once, each unit by the names of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from efficiency_rules.evidence.builtin import DECIDED_ONCE
from efficiency_rules.evidence.cells import Refusal
from efficiency_rules.evidence.checking import check_table
from efficiency_rules.evidence.columns import as_texts, schema
from efficiency_rules.evidence.headings import find_headings
from efficiency_rules.evidence.ledgers import Ledger
from efficiency_rules.evidence.names import UnitNames
from efficiency_rules.evidence.tables import Table
from efficiency_rules.evidence.types import Model
from efficiency_rules.period import Period
from efficiency_rules.units import Roster

_BETWEEN = "\x1f"
"""Between the number of a jurisdiction and what its ledger calls a unit."""


@dataclass(frozen=True, slots=True)
class NamesTogether:
    """What the units of several jurisdictions are called in their ledgers, each behind the jurisdiction's number."""

    roster: Roster
    names: tuple[UnitNames, ...]
    first: tuple[int, ...]

    def resolve(self, texts: list[str]) -> dict[str, int | Refusal]:
        """Return the unit that each text means, counted over all jurisdictions."""
        found: dict[str, int | Refusal] = {}
        for text in texts:
            number, _, name = text.partition(_BETWEEN)
            unit = self.names[int(number)].resolve([name])[name]
            found[text] = unit + self.first[int(number)] if isinstance(unit, int) else unit
        return found


def read_together(
    type: Model, valid: Period, frames: Sequence[pl.DataFrame], names: NamesTogether
) -> Ledger | set[int]:
    """Return the ledger of all members, or which of them have anything unusual in theirs."""
    together = pl.concat(frames)
    ends = np.cumsum([frame.height for frame in frames])
    headings = find_headings(Table(type.id, frame=together), type.columns)
    if headings is None or not headings.complete:
        return set(range(len(frames)))
    column = headings.texts[headings.at[type.unit_column().name]]
    home = pl.Series(np.repeat(np.arange(len(frames)), [frame.height for frame in frames])).cast(pl.String)
    called = as_texts(together[column], "unit")
    together = together.with_columns((home + _BETWEEN + called).alias(column))
    checked = check_table(Table(type.id, frame=together), type, {}, valid, names)
    # Rows of a frame count from 2, behind its headings.
    bad = {int(np.searchsorted(ends, fault.row - 2, side="right")) for fault in checked.faults}
    if checked.problems:
        bad = set(range(len(frames)))
    if not bad:
        bad = _repeated(type, checked.values, home)
    if bad:
        return bad
    frame = pl.DataFrame({name: checked.values[name] for name in schema(type)}, schema=schema(type))
    return Ledger.in_order(type, frame, checked.values[type.unit_column().name].to_numpy().astype(np.int32), None)


def _repeated(type: Model, values: Mapping[str, pl.Series], home: pl.Series) -> set[int]:
    """Return the members in which a key stands twice, or what may be decided once only."""
    found: set[int] = set()
    for names in ([column.name for column in type.key_columns()], DECIDED_ONCE.get(type.id, ())):
        if names:
            keys = pl.DataFrame([home.alias("_home"), *(values[name].alias(name) for name in names)])
            found |= set(keys.filter(keys.is_duplicated())["_home"].cast(pl.Int64))
    return found
