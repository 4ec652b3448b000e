"""The evidence that contenders are given, on disk: a folder a ledger, records unit by unit, the unit as a number.

A folder that is complete is used again: all contenders of a run, and the next run, read the same bytes.
"""

import shutil
from pathlib import Path

import polars as pl

STRETCH = 100_000
"""Units that are made at once: what is in memory meanwhile does not grow with the county."""
_UNITS = "units"
"""The file that says how many units the folder holds; written last."""


def ready(units: int, room: Path) -> Path:
    """Return the folder of a county of so many units in `room`, written where it is not there yet."""
    folder = room / f"{units}-units"
    if not (folder / _UNITS).exists():
        shutil.rmtree(folder, ignore_errors=True)
        write(units, folder)
    return folder


def write(units: int, folder: Path) -> None:
    """Write a county of so many units into a new folder, ledger by ledger and stretch by stretch."""
    from benchmarks import workload

    for before in range(0, units, STRETCH):
        for ledger in workload.made(min(STRETCH, units - before), 2025 + before, before):
            place = folder / ledger.type.id
            place.mkdir(parents=True, exist_ok=True)
            frame = ledger.frame.with_columns(pl.Series("unit", ledger.unit))
            frame.write_parquet(place / f"{before:09}.parquet", compression="lz4")
    (folder / _UNITS).write_text(str(units), encoding="ascii")


def units_in(folder: Path) -> int:
    """Return how many units the county of a folder has."""
    return int((folder / _UNITS).read_text(encoding="ascii"))


def frames(folder: Path) -> dict[str, pl.DataFrame]:
    """Return the ledgers by type id: choices as Enum, days as Date, points in ticks, the unit as its dense index."""
    places = sorted(place for place in folder.iterdir() if place.is_dir())
    return {place.name: pl.read_parquet(place / "*.parquet").rechunk() for place in places}


def records_in(folder: Path) -> int:
    """Return the rows of all ledgers together."""
    return sum(pl.scan_parquet(place).select(pl.len()).collect().item() for place in folder.glob("*/*.parquet"))


def touched(folder: Path) -> int:
    """Return the bytes that scoring has to read at least once: every column but the keys, as they lie in memory."""
    total = 0
    for place in sorted(folder.glob("*/*.parquet")):
        frame = pl.read_parquet(place)
        total += int(frame.drop(frame.columns[0]).estimated_size())
    return total
