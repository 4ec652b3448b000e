"""A nation by jurisdiction in one process and on Spark: `python -m benchmarks.spark [--jurisdictions 1000 3000 10000]`.

1,000 jurisdictions of 100 units are 6 million records. Needs the extra `spark` and Java 17; every run is a process of
its own, whose memory is counted with that of all processes it starts. Both have to write the same results.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import nation, page, sections
from benchmarks.compare import ROOT, apart
from benchmarks.figures import Row, Watch
from benchmarks.nation import BY, UNITS

ENGINE = "local[2]"
ONE = "one-process"
ALONE = 3_000
"""Jurisdictions up to which one process runs, too; `benchmarks.end_to_end` measures it beyond."""
_PACKAGES = ("efficiency-rules", "polars", "pyspark", "pyarrow")
_EVERY = 0.5
"""Seconds between two looks at the memory."""


def on_spark(folder: Path, out: Path, engine: str) -> None:
    """Evaluate the nation in a folder on Spark."""
    from benchmarks.workload import catalog, ruleset
    from efficiency_rules.cluster.evaluating import evaluate_jurisdictions_on_spark
    from efficiency_rules.cluster.sessions import spark_session

    session = spark_session(engine)
    evaluate_jurisdictions_on_spark(
        session, ruleset(), folder / "roster.parquet", folder / "ledgers", out, catalog=catalog
    )
    session.stop()


def measure(jurisdictions: int, room: Path, engine: str) -> list[Row]:
    """Return a row for Spark, and up to ALONE jurisdictions one for one process, whose results have to be the same."""
    folder, units = apart(nation.ready, jurisdictions, room), jurisdictions * UNITS
    commands = {
        ONE: [sys.executable, "-m", "benchmarks.nation", str(folder), BY],
        engine: [sys.executable, "-m", "benchmarks.spark", "--folder", str(folder), "--engine", engine],
    }
    if jurisdictions > ALONE:
        del commands[ONE]
    outs = {ONE: folder / BY, engine: folder / "spark"}
    rows = []
    for name, command in commands.items():
        shutil.rmtree(outs[name], ignore_errors=True)
        row = run(name, units, command)
        print(row, file=sys.stderr, flush=True)
        rows.append(row)
    alone, spread = (receipts_of(out) for out in outs.values())
    if not rows[-1].error and (len(spread) != jurisdictions or (ONE in commands and spread != alone)):
        rows[-1] = Row(units, engine, error="results are missing or differ from those of one process")
    for out in outs.values():
        shutil.rmtree(out, ignore_errors=True)
    return rows


def receipts_of(out: Path) -> Mapping[str, str]:
    """Return the digest of each jurisdiction's receipt by its folder: it covers all tables of the result."""
    return {
        path.parent.name: json.loads(path.read_bytes())["digest"]
        for path in sorted(out.glob("jurisdiction=*/receipt.json"))
    }


def run(name: str, units: int, command: Sequence[str]) -> Row:
    """Return the seconds of a process from start to end and the most memory of all that it started."""
    began, most = time.perf_counter(), 0
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=errors, env=_environment())
        while process.poll() is None:
            most = max(most, held(process.pid))
            time.sleep(_EVERY)
        seconds = time.perf_counter() - began
        errors.seek(0)
        words = errors.read().strip().splitlines()
    if process.returncode:
        return Row(units, name, error=(words or [f"exit code {process.returncode}"])[-1].replace("|", "/"))
    return Row(units, name, (seconds,), most)


def _environment() -> Mapping[str, str]:
    # Workers take the Python and the bundle of this process.
    return os.environ | {"PYSPARK_PYTHON": sys.executable, "PYTHONPATH": str(ROOT)}


def held(pid: int) -> int:
    """Return the bytes that a process and all that it started hold now; memory that they share counts once."""
    total = 0
    waiting = [pid]
    while waiting:
        place = Path("/proc") / str(waiting.pop())
        try:
            rollup = (place / "smaps_rollup").read_text(encoding="ascii")
            children = [task.read_text(encoding="ascii").split() for task in place.glob("task/*/children")]
        except OSError:
            # It ended meanwhile.
            continue
        total += next(int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:"))
        waiting += [int(child) for found in children for child in found]
    return total


def expected(jurisdictions: Sequence[int]) -> float:
    """Return about how many minutes it takes, by what an idle machine of two cores took."""
    return sum(1.5 + number * (0.35 if number <= ALONE else 0.2) / 60 for number in jurisdictions)


def main() -> None:
    """Measure every size, keep the figures, print the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jurisdictions", type=int, nargs="+", default=[1_000, 3_000, 10_000])
    parser.add_argument("--engine", default=ENGINE)
    parser.add_argument("--room", type=Path, default=Path("build/bench"), help="keeps the evidence for the next run")
    parser.add_argument("--publish", action="store_true")
    parser.add_argument("--folder", type=Path, help="evaluate this nation on Spark, in this process")
    asked = parser.parse_args()
    if asked.folder:
        return on_spark(asked.folder, asked.folder / "spark", asked.engine)
    print(f"about {expected(asked.jurisdictions):.0f} minutes", file=sys.stderr)
    watch, rows = Watch(), list[Row]()
    for number in sorted(asked.jurisdictions):
        rows += measure(number, asked.room.resolve(), asked.engine)
        part = {"rows": [row.to_json() for row in rows], "taken": watch.taken(_PACKAGES)}
        page.keep("spark", part, publish=asked.publish)
    print(sections.spark(part))


if __name__ == "__main__":
    main()
