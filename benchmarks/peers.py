"""The frames that fused Polars gets: with our preparations, and without them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from benchmarks import inputs

PEERS: Mapping[str, str] = {
    "index": "our dense index as the unit, choices as Enum; records in the order of their keys",
    "ordered": "the same, with records unit by unit as ours stand",
    "ids": "unit ids as text, choices as Enum; records in the order of their keys",
    "text": "as read from files: unit ids and choices as text; records in the order of their keys",
}
"""What each peer is given; dates are Date, flags Boolean and numbers Int64 for all of them."""


@dataclass(frozen=True, slots=True)
class Given:
    """Ledgers by type id, their column `unit` holding what `units` lists in the order of the answers."""

    ledgers: Mapping[str, pl.DataFrame]
    units: pl.Series


def given(folder: Path, peer: str) -> Given:
    """Return what a peer gets of the county in a folder that `inputs` wrote."""
    number = inputs.units_in(folder)
    dense = pl.Series("unit", range(number), dtype=pl.Int32)
    ledgers = inputs.frames(folder)
    if peer == "ordered":
        # Not marked as sorted: that makes Polars slower here.
        return Given(ledgers, dense)
    # The key is the first column of every ledger.
    ledgers = {id: frame.sort(frame.columns[0]) for id, frame in ledgers.items()}
    if peer == "index":
        return Given(ledgers, dense)
    ids = pl.select(("U" + pl.int_range(number).cast(pl.String).str.zfill(6)).alias("unit")).to_series()
    ledgers = {id: frame.with_columns(ids.gather(frame.get_column("unit"))) for id, frame in ledgers.items()}
    if peer == "text":
        ledgers = {id: frame.with_columns(pl.col(pl.Enum).cast(pl.String)) for id, frame in ledgers.items()}
    return Given(ledgers, ids)
