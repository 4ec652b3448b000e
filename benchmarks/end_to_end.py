"""From Parquet to written results: `python -m benchmarks.end_to_end [--jurisdictions 100 3000 10000]`, 100 units each.

Ours with every line of the explanation, a folder for each jurisdiction or one for all, against DuckDB with scores
alone, each a process of its own from start to end. The scores of some jurisdictions are compared.
"""

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks import nation, page, sections
from benchmarks.compare import ROOT, apart, predicted
from benchmarks.figures import Row, Watch
from benchmarks.nation import AT_ONCE, BY, CONTENDERS, DUCKDB, UNITS

PATIENCE = 3_600.0
"""Seconds that a process may take."""
AGAIN = "again"
"""The second run of `by-jurisdiction`, with nothing changed."""
MOST_AGAIN = 3_000
"""Jurisdictions up to which it is measured."""
_COMPARED = 20
"""Jurisdictions whose scores are compared."""
_PACKAGES = ("efficiency-rules", "numpy", "polars", "duckdb")


def measure(jurisdictions: int, room: Path, rounds: int, smaller: Sequence[Row]) -> list[Row]:
    """Return a row for each of those who start from files; `smaller` are the rows of smaller nations, which predict."""
    units = jurisdictions * UNITS
    folder = apart(nation.ready, jurisdictions, room)
    rows = {name: row for name in CONTENDERS if (row := predicted(name, units, smaller, PATIENCE)) is not None}
    taken: dict[str, list[dict[str, Any]]] = {}
    for _ in range(rounds):
        for name in [name for name in CONTENDERS if name not in rows]:
            shutil.rmtree(folder / name, ignore_errors=True)
            for called in (name, AGAIN) if name == BY and jurisdictions <= MOST_AGAIN else (name,):
                result = one(name, folder)
                print(f"{units:>9,} {called}: {result}", file=sys.stderr, flush=True)
                taken.setdefault(called, []).append(result)
    for name, results in taken.items():
        errors = [result["error"] for result in results if "error" in result] or differences(folder, name)
        if errors:
            rows[name] = Row(units, name, error=errors[0])
        else:
            seconds = tuple(result["seconds"] for result in results)
            peak = max(result["peak"] for result in results)
            rows[name] = Row(units, name, seconds, peak, peak)
    for name in CONTENDERS:
        shutil.rmtree(folder / name, ignore_errors=True)
    return [rows[name] for name in (*CONTENDERS, AGAIN) if name in rows]


def one(name: str, folder: Path) -> dict[str, Any]:
    """Return the seconds of a process from start to end and the most memory it held, or what is wrong as `error`."""
    command = [sys.executable, "-m", "benchmarks.nation", str(folder), name]
    began = time.perf_counter()
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return {"error": f"no end after {PATIENCE:.0f} s"}
    seconds = time.perf_counter() - began
    if done.returncode:
        return {"error": (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1].replace("|", "/")}
    return {"seconds": seconds, **json.loads(done.stdout.strip().splitlines()[-1])}


def differences(folder: Path, name: str) -> list[str]:
    """Return a sentence when scores of the first jurisdictions are not those of DuckDB, missing ones included."""
    scores = folder / DUCKDB / "scores.parquet"
    if name not in (BY, AT_ONCE) or not scores.exists():
        return []
    units = pl.read_parquet(folder / "roster.parquet").head(_COMPARED * UNITS)["unit"]
    asked = pl.col("unit").is_in(units.implode())
    theirs = pl.scan_parquet(scores).filter(asked).unpivot(index="unit", variable_name="criterion").collect()
    places = sorted((folder / name).glob("**/marks.parquet"))
    ours = pl.scan_parquet(places).filter(asked).select("unit", "criterion", "points").collect()
    both = ours.join(theirs, on=["unit", "criterion"], how="full", coalesce=True)
    hundredths = (pl.col("points").cast(pl.Decimal(9, 2)) * 100).cast(pl.Int64).fill_null(0)
    wrong = both.filter(hundredths.ne_missing(pl.col("value").cast(pl.Int64).fill_null(0))).height
    return [f"{wrong:,} scores of {both.height:,} differ from DuckDB's"] if wrong else []


def expected(jurisdictions: Sequence[int], rounds: int) -> float:
    """Return about how many minutes it takes, by what an idle machine of two cores took."""
    return sum(0.5 + number * 0.03 / 60 + rounds * number * 0.2 / 60 for number in jurisdictions)


def main() -> None:
    """Measure, keep the figures, print the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jurisdictions", type=int, nargs="+", default=[100, 3_000, 10_000])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--room", type=Path, default=Path("build/bench"), help="keeps the evidence for the next run")
    parser.add_argument("--publish", action="store_true")
    parser.add_argument("--strict", action="store_true", help="exit with 1 when one failed or scores differ")
    asked = parser.parse_args()
    print(f"about {expected(asked.jurisdictions, asked.rounds):.0f} minutes", file=sys.stderr)
    watch, rows = Watch(), list[Row]()
    for number in sorted(asked.jurisdictions):
        rows += measure(number, asked.room.resolve(), asked.rounds, rows)
        part = {"rows": [row.to_json() for row in rows], "taken": watch.taken(_PACKAGES)}
        page.keep("nation", part, publish=asked.publish)
    print(sections.nation(part))
    if asked.strict and (failed := [f"{row.name}: {row.error}" for row in rows if row.error]):
        sys.exit("\n".join(failed))


if __name__ == "__main__":
    main()
