"""The frames that fused Polars gets: with our preparations, and without them."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from benchmarks.workload import Workload

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


def given(work: Workload) -> dict[str, Given]:
    """Return what each peer gets, by its name."""
    dense = pl.Series("unit", range(len(work.roster)), dtype=pl.Int32)
    ids = pl.Series("unit", [unit.id for unit in work.roster])
    ordered = {
        # Not marked as sorted: that makes Polars slower here.
        id: ledger.frame.with_columns(pl.Series("unit", ledger.unit))
        for id, ledger in work.evidence.ledgers.items()
    }
    by_key = {id: ordered[id].sort(ledger.type.key_columns()[0].name) for id, ledger in work.evidence.ledgers.items()}
    by_id = {id: frame.with_columns(ids.gather(frame.get_column("unit"))) for id, frame in by_key.items()}
    text = {id: frame.with_columns(pl.col(pl.Enum).cast(pl.String)) for id, frame in by_id.items()}
    return {
        "index": Given(by_key, dense),
        "ordered": Given(ordered, dense),
        "ids": Given(by_id, ids),
        "text": Given(text, ids),
    }
