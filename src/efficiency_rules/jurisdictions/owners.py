"""Whose result a folder holds: the jurisdictions in its tables, whatever the folder was called since."""

from collections.abc import Mapping
from typing import Any

import polars as pl


def others_in(jurisdiction: str, standings: pl.DataFrame | None, receipt: Mapping[str, Any]) -> list[str]:
    """Return the jurisdictions that a result names beside the one it should be of, by name.

    `standings` is its table as texts, None where it cannot be read; `receipt` is what its receipt holds.
    """
    seats = receipt.get("seats")
    named = set(seats) if isinstance(seats, Mapping) else set()
    if standings is not None and "jurisdiction" in standings.columns:
        named |= set(standings["jurisdiction"])
    # Texts that a spreadsheet would compute stand behind an apostrophe in tables.
    return sorted(named - {jurisdiction, f"'{jurisdiction}"})
