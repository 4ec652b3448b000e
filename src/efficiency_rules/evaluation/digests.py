"""Digests: SHA-256 over content in a fixed order, whatever order it came in."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from efficiency_rules.evidence.ledgers import Evidence, Ledger
from efficiency_rules.units import Roster


def of_bytes(content: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def of_data(data: Any) -> str:
    """Return the digest of plain data (text, whole numbers, lists, mappings) as canonical JSON."""
    return of_bytes(canonical(data))


def canonical(data: Any) -> bytes:
    """Return plain data as JSON with sorted keys and no spaces, the same bytes on every machine."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def of_roster(roster: Roster) -> str:
    """Return the digest of all units, in the order of their ids."""
    return of_data(
        [
            [u.id, u.name, u.group, u.jurisdiction, u.parent, _day(u.active_from), _day(u.active_to), list(u.aliases)]
            for u in roster
        ]
    )


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def of_evidence(evidence: Evidence) -> Mapping[str, str]:
    """Return the digest of each ledger's records, sorted by key, by evidence type."""
    return {id: _of_ledger(ledger, evidence.roster) for id, ledger in sorted(evidence.ledgers.items())}


def _of_ledger(ledger: Ledger, roster: Roster) -> str:
    ids = pl.Series("_unit", [unit.id for unit in roster], dtype=pl.String).gather(
        pl.Series(ledger.unit.astype(np.int64))
    )
    keys = [column.name for column in ledger.type.key_columns() if column.kind != "unit"]
    rows = ledger.frame.with_columns(ids).sort(*keys, "_unit")
    return of_bytes(rows.write_csv(quote_style="necessary").encode())
