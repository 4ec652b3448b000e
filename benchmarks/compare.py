"""Scoring with the evidence in memory, against what a user would pick instead: `python -m benchmarks.compare`.

Each contender is a process of its own in every round; they take turns. Figures go to `build/figures.json`, and with
--publish to the figures and the page that the repository keeps.
"""

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from benchmarks import bandwidth, inputs, page, sections
from benchmarks.contenders import CONTENDERS, OURS
from benchmarks.figures import Row, Watch, memory

T = TypeVar("T")
ROOT = Path(__file__).parent.parent
PATIENCE = 300.0
"""Seconds that one scoring may take; a contender that is predicted to need more is extrapolated."""
MOST_MEMORY = 0.8
"""The share of the machine's memory that a process may hold; one that is predicted to need more is extrapolated."""
PREDICTS = 10_000
"""Units from which on a size predicts larger ones: below, what a process costs anyhow is most of it."""
A_ROUND = 60.0
"""Seconds of a process after which its contender gets no other round."""
COLD = 100
"""Units of the county that a cold start scores."""

Keep = Callable[[dict[str, Any]], None]


def collect(names: Sequence[str], sizes: Sequence[int], rounds: int, room: Path, keep: Keep) -> None:
    """Measure all sizes from small to large; `keep` is given what is known after each of them."""
    watch = Watch()
    part: dict[str, Any] = {"bandwidth": apart(bandwidth.measured), "rounds": rounds, "rows": [], "sizes": {}}
    part["cold"] = cold(names, apart(inputs.ready, COLD, room), rounds)
    rows: list[Row] = []
    for units in sorted(sizes):
        folder = apart(inputs.ready, units, room)
        size = {"records": apart(inputs.records_in, folder), "bytes": apart(inputs.touched, folder)}
        part["sizes"][str(units)] = size
        rows += measure(names, units, folder, rounds, rows)
        part["rows"] = [row.to_json() for row in rows]
        part["taken"] = watch.taken(sorted({CONTENDERS[name].package for name in names}))
        keep(part)


def apart(work: Callable[..., T], *given: Any) -> T:
    """Return what `work` returns, done in another process: what this one holds, those that it starts begin with."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as other:
        return other.submit(work, *given).result()


def measure(names: Sequence[str], units: int, folder: Path, rounds: int, smaller: Sequence[Row]) -> list[Row]:
    """Return a row for each contender; `smaller` are the rows of smaller sizes, which predict."""
    rows = {name: row for name in names if (row := predicted(name, units, smaller)) is not None}
    taken: dict[str, list[dict[str, Any]]] = {name: [] for name in names if name not in rows}
    ended: set[str] = set()
    with tempfile.TemporaryDirectory() as scratch:
        for _ in range(rounds):
            for name in [name for name in taken if name not in ended]:
                began = time.monotonic()
                result = one(name, folder, Path(scratch) / "answers.npz")
                _say(units, name, result)
                if "error" in result:
                    rows[name] = Row(units, name, error=str(result["error"]))
                    ended.add(name)
                    continue
                taken[name].append(result)
                if time.monotonic() - began > A_ROUND and name != OURS:
                    ended.add(name)
    for name, results in taken.items():
        if name not in rows:
            seconds = tuple(value for result in results for value in result["seconds"])
            best = min(results, key=lambda result: min(result["seconds"]))
            peak, most = (max(result[what] for result in results) for what in ("peak", "most"))
            rows[name] = Row(units, name, seconds, peak, most, best["way"])
    return [rows[name] for name in names]


def predicted(name: str, units: int, smaller: Sequence[Row], patience: float = PATIENCE) -> Row | None:
    """Return the row of a contender that is not run, in proportion to a smaller size; None for one that is run."""
    known = [row for row in smaller if row.name == name and row.seconds and row.units >= PREDICTS]
    if not known:
        return None
    last = max(known, key=lambda row: row.units)
    seconds = last.best * units / last.units
    peak, most = (None if held is None else round(held * units / last.units) for held in (last.peak, last.most))
    reason = ""
    if seconds > patience:
        reason = f"it would take {seconds:,.0f} s"
    elif most is not None and most > MOST_MEMORY * memory():
        reason = f"it would hold {most / 2**30:,.0f} GiB"
    origin = last.extrapolated_from or last.units
    return Row(units, name, (seconds,), peak, most, last.way, origin, reason) if reason else None


def one(name: str, folder: Path, answers: Path) -> dict[str, Any]:
    """Run one contender; whatever goes wrong in its process is its error."""
    command = [sys.executable, "-m", "benchmarks.contenders", name, str(folder), str(answers)]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=4 * PATIENCE)
    except subprocess.TimeoutExpired:
        return {"error": f"no end after {4 * PATIENCE:.0f} s"}
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        return {"error": last.replace("|", "/")}
    result: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def cold(names: Sequence[str], folder: Path, rounds: int) -> Mapping[str, Sequence[float]]:
    """Return the seconds from the start of a process to its first answers, one entry a round; none where it fails."""
    found: dict[str, list[float]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as scratch:
        for _ in range(rounds):
            for name in names:
                answers = str(Path(scratch) / f"{name}.npz")
                command = [sys.executable, "-m", "benchmarks.contenders", name, str(folder), answers, "--cold"]
                began = time.perf_counter()
                if not subprocess.run(command, cwd=ROOT, stderr=subprocess.DEVNULL).returncode:
                    found[name].append(time.perf_counter() - began)
    return found


def expected(names: Sequence[str], sizes: Sequence[int], rounds: int) -> float:
    """Return about how many minutes it takes, by what an idle machine of two cores took."""
    return sum(len(names) * rounds * (2.5 + units * 55e-6) for units in sizes) / 60 + 6


def _say(units: int, name: str, result: Mapping[str, Any]) -> None:
    words = result.get("error") or f"{min(result['seconds']):.4f} s, {result['peak'] / 2**20:,.0f} MiB"
    load = os.getloadavg()[0]
    print(f"{units:>9,} {name}: {words} (load {load:.1f})", file=sys.stderr, flush=True)


def main() -> None:
    """Measure, keep the figures, print the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000, 300_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--only", nargs="+", choices=CONTENDERS, default=list(CONTENDERS), help="always with ours")
    parser.add_argument("--room", type=Path, default=Path("build/bench"), help="keeps the evidence for the next run")
    parser.add_argument("--publish", action="store_true")
    parser.add_argument("--strict", action="store_true", help="exit with 1 when a contender failed")
    asked = parser.parse_args()
    names = [name for name in CONTENDERS if name == OURS or name in asked.only]
    print(f"about {expected(names, asked.sizes, asked.rounds):.0f} minutes", file=sys.stderr)
    found: dict[str, Any] = {}

    def keep(part: dict[str, Any]) -> None:
        found.update(part)
        page.keep("scoring", part, publish=asked.publish)

    collect(names, asked.sizes, asked.rounds, asked.room.resolve(), keep)
    print(sections.scoring(found))
    failed = [f"{row['name']}: {row['error']}" for row in found["rows"] if row["error"]]
    failed += [f"{name}: no cold start" for name, seconds in found["cold"].items() if not seconds]
    if asked.strict and failed:
        sys.exit("\n".join(failed))


if __name__ == "__main__":
    main()
