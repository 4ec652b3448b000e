"""A fictional nation on one machine: `python -m benchmarks.nation FOLDER --jurisdictions 30 300 --units 100`.

Writes the workload for so many jurisdictions as Parquet, evaluates it in a process of its own, and prints time, the
most memory it held, and what was read and written. Inputs that are there already are used again; results are not.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import polars as pl

import benchmarks.rubric
import efficiency_rules as er
from benchmarks import workload
from benchmarks.tables import markdown
from efficiency_rules.evidence.ledgers import Ledger
from efficiency_rules.points import TICKS

_A_FILE = 5_000
"""Units whose records stand in one file of a ledger, about."""


def write(folder: Path, jurisdictions: int, units: int, seed: int = 2025) -> None:
    """Write `roster.parquet` and `ledgers/TYPE/part-N.parquet` into a new folder; rows in no order inside a file."""
    folder.mkdir(parents=True)
    together = max(_A_FILE // units, 1)
    rosters = []
    for part, first in enumerate(range(0, jurisdictions, together)):
        places = range(first, min(first + together, jurisdictions))
        made = workload.make(units * len(places), seed + part)
        names = pl.Series([f"虚构县{place:04}" for place in places for _ in range(units)])
        ids = pl.Series([f"J{place:04}U{unit:06}" for place in places for unit in range(units)])
        groups = [unit.group for unit in made.roster]
        rosters.append(pl.DataFrame({"unit": ids, "name": ids, "group": groups, "jurisdiction": names}))
        for id, ledger in made.evidence.ledgers.items():
            place = folder / "ledgers" / id
            place.mkdir(parents=True, exist_ok=True)
            _table(ledger, ids).sample(fraction=1, shuffle=True, seed=part).write_parquet(
                place / f"part-{part}.parquet"
            )
    pl.concat(rosters).write_parquet(folder / "roster.parquet")


def _table(ledger: Ledger, ids: pl.Series) -> pl.DataFrame:
    points = [column.name for column in ledger.type.columns if column.kind == "points"]
    unit = ids.gather(pl.Series(ledger.unit.astype(np.int64))).alias(ledger.type.unit_column().name)
    exact = [(pl.col(name).cast(pl.Decimal(38, 4)) / TICKS).cast(pl.String) for name in points]
    return ledger.frame.with_columns(unit, *exact, pl.col(pl.Enum).cast(pl.String))


def evaluate(folder: Path) -> None:
    """Evaluate what `write` wrote into `folder/out`."""
    catalog = er.load_plugins([benchmarks.rubric], discover=False)
    ruleset = er.load_ruleset(benchmarks.rubric.RULESET, catalog)
    nation = er.evaluate_jurisdictions(ruleset, folder / "roster.parquet", folder / "ledgers", folder / "out")
    print(len(nation.computed), dict(nation.summary["status"].value_counts().iter_rows()))


def measured(folder: Path) -> tuple[float, float]:
    """Return seconds and the most megabytes of a process that evaluates a folder."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.nation", str(folder), "--evaluate"])
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"the process ended with status {status}")
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def main() -> None:
    """Measure every number of jurisdictions asked for, first all of it, then again with nothing changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jurisdictions", type=int, nargs="+", default=[30, 300])
    parser.add_argument("--units", type=int, default=100)
    parser.add_argument("--evaluate", action="store_true")
    asked = parser.parse_args()
    if asked.evaluate:
        return evaluate(asked.folder)
    rows = []
    for number in asked.jurisdictions:
        folder = asked.folder / f"{number}x{asked.units}"
        if not folder.exists():
            write(folder, number, asked.units)
        shutil.rmtree(folder / "out", ignore_errors=True)
        first, again = measured(folder), measured(folder)
        records = sum(pl.scan_parquet(path).select(pl.len()).collect().item() for path in folder.glob("ledgers/*/*"))
        read, written = (sum(file.stat().st_size for file in (folder / n).rglob("*.*")) for n in ("ledgers", "out"))
        seconds = [f"{first[0]:.1f}", f"{first[0] / number * 1000:.0f}", f"{first[1]:,.0f}", f"{again[0]:.1f}"]
        size = [f"{read / 1e6:,.0f}", f"{written / 1e6:,.0f}"]
        rows.append([f"{number:,} x {asked.units:,}", f"{records:,}", *size, *seconds])
    head = ["jurisdictions x units", "records", "MB read", "MB written", "s", "ms each", "most MB", "s again"]
    print(markdown(head, rows))


if __name__ == "__main__":
    main()
