"""A fictional nation as Parquet, and whoever evaluates it: `python -m benchmarks.nation FOLDER WHO` is one process.

`by-jurisdiction` writes a result folder each, `at-once` one for all; `duckdb` writes scores alone.
"""

import argparse
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from benchmarks.contenders import peak

if TYPE_CHECKING:
    from efficiency_rules.evaluation.stages import Watch
    from efficiency_rules.evidence.ledgers import Ledger

UNITS = 100
"""Units of one jurisdiction."""
_TOGETHER = 50
"""Jurisdictions whose rows lie in no order within each other: a row group of each ledger's file."""


def ready(jurisdictions: int, room: Path) -> Path:
    """Return the folder of a nation of so many jurisdictions in `room`, written where it is not there yet."""
    folder = room / f"{jurisdictions}x{UNITS}"
    if not (folder / "roster.parquet").exists():
        shutil.rmtree(folder, ignore_errors=True)
        write(jurisdictions, folder)
    return folder


def write(jurisdictions: int, folder: Path) -> None:
    """Write `ledgers/TYPE.parquet` and, last, `roster.parquet` into a new folder."""
    from benchmarks import workload

    parts = folder / "parts"
    rosters = []
    for first in range(0, jurisdictions, _TOGETHER):
        places = np.repeat(np.arange(first, min(first + _TOGETHER, jurisdictions)), UNITS)
        numbers = np.arange(first * UNITS, first * UNITS + len(places))
        units = pl.DataFrame({"place": places, "number": numbers}).select(
            pl.format("J{}U{}", pl.col("place"), pl.col("number")).alias("unit"),
            pl.format("虚构单位{}", pl.col("number")).alias("name"),
            pl.Series("group", [unit.group for unit in workload.roster(len(places))]),
            pl.format("虚构县{}", pl.col("place").cast(pl.String).str.zfill(5)).alias("jurisdiction"),
        )
        rosters.append(units)
        for ledger in workload.made(len(places), 2025 + first, first * UNITS):
            place = parts / ledger.type.id
            place.mkdir(parents=True, exist_ok=True)
            rows = _as_handed_in(ledger, units["unit"], first * UNITS)
            rows.sample(fraction=1, shuffle=True, seed=first).write_parquet(place / f"{first:06}.parquet")
    (folder / "ledgers").mkdir()
    for place in sorted(parts.iterdir()):
        rows = pl.scan_parquet(place / "*.parquet")
        rows.sink_parquet(folder / "ledgers" / f"{place.name}.parquet", row_group_size=_TOGETHER * UNITS * 12)
    shutil.rmtree(parts)
    pl.concat(rosters).write_parquet(folder / "roster.parquet")


def _as_handed_in(ledger: "Ledger", units: pl.Series, before: int) -> pl.DataFrame:
    """Return a ledger's rows as files have them: units (counted from those `before`), choices and points as text."""
    points = [column.name for column in ledger.type.columns if column.kind == "points"]
    exact = [(pl.col(name).cast(pl.Decimal(38, 4)) / 10_000).cast(pl.String) for name in points]
    unit = units.gather(pl.Series(ledger.unit - before)).alias(ledger.type.unit_column().name)
    return ledger.frame.with_columns(unit, *exact, pl.col(pl.Enum).cast(pl.String))


def _by_jurisdiction(folder: Path) -> None:
    import efficiency_rules as er
    from benchmarks import workload

    er.evaluate_jurisdictions(workload.ruleset(), folder / "roster.parquet", folder / "ledgers", folder / BY)


def at_once(folder: Path, watch: "Watch | None" = None) -> None:
    """Evaluate a nation into one result folder of Parquet tables, telling `watch` the stages."""
    import efficiency_rules as er
    from benchmarks import workload
    from efficiency_rules.evaluation.folder import write_result
    from efficiency_rules.evaluation.stages import nobody

    watch = watch or nobody
    ruleset = workload.ruleset()
    shutil.rmtree(folder / AT_ONCE, ignore_errors=True)
    with watch("read"):
        roster = er.read_roster(folder / "roster.parquet", ruleset)
        evidence = er.read_evidence(folder / "ledgers", ruleset, roster)
    write_result(er.evaluate(ruleset, roster, evidence, watch=watch), folder / AT_ONCE, "parquet", watch=watch)


def _duckdb(folder: Path) -> None:
    from benchmarks import with_duckdb

    (folder / DUCKDB).mkdir()
    with_duckdb.nation(folder, folder / DUCKDB / "scores.parquet")


BY, AT_ONCE, DUCKDB = "by-jurisdiction", "at-once", "duckdb"
CONTENDERS: Mapping[str, Callable[[Path], None]] = {DUCKDB: _duckdb, BY: _by_jurisdiction, AT_ONCE: at_once}
"""Each writes into the folder of its name."""


def main() -> None:
    """Evaluate, and print the most memory that was held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("who", choices=CONTENDERS)
    asked = parser.parse_args()
    CONTENDERS[asked.who](asked.folder)
    print(json.dumps({"peak": peak()}))


if __name__ == "__main__":
    main()
