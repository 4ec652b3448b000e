"""Against what a user would pick instead: `python -m benchmarks.compare [--sizes 100 10000] [--rounds 3]`.

Each competitor is a process of its own in every round; they take turns. Writes `compare.md` and `compare.json` to
`build/`, and with `--publish` the figures and the page that the repository keeps. `--page` only renders that page.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.comparison import Figures, Row, figures_of, page
from benchmarks.contenders import CONTENDERS

ROOT = Path(__file__).parent.parent
FIGURES = ROOT / "benchmarks" / "figures.json"
PAGE = ROOT / "docs" / "benchmarks.md"
PATIENCE = 300.0
"""Seconds that one scoring may take; a competitor that is predicted to need more is extrapolated."""
RECORDS_A_UNIT = 60


def measure(names: Sequence[str], units: int, rounds: int, smaller: Sequence[Row]) -> list[Row]:
    """Return a row for each competitor; `smaller` are the rows of smaller sizes, which predict."""
    predicted = {name: _predicted(name, units, smaller) for name in names}
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    errors: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            for name in names:
                if predicted[name] is not None or name in errors:
                    continue
                result = _one(name, units, Path(folder) / "answers.npz")
                if "error" in result:
                    errors[name] = str(result["error"])
                else:
                    taken[name].append(result)
    rows = []
    for name in names:
        title, records = CONTENDERS[name].title, units * RECORDS_A_UNIT
        if name in errors:
            rows.append(Row(units, records, title, error=errors[name]))
        elif (row := predicted[name]) is not None:
            rows.append(row)
        else:
            seconds = tuple(one["seconds"] for one in taken[name])
            rows.append(Row(units, records, title, seconds, max(int(one["peak"]) for one in taken[name])))
    return rows


def _predicted(name: str, units: int, smaller: Sequence[Row]) -> Row | None:
    """Return the row of a competitor that need not be run: it would take too long."""
    known = [row for row in smaller if row.competitor == CONTENDERS[name].title and row.seconds]
    if not known:
        return None
    largest = max(known, key=lambda row: row.units)
    seconds = min(largest.seconds) * units / largest.units
    if seconds <= PATIENCE:
        return None
    records = units * RECORDS_A_UNIT
    return Row(units, records, largest.competitor, (seconds,), None, largest.extrapolated_from or largest.units)


def _one(name: str, units: int, answers: Path) -> dict[str, float]:
    """Run one competitor; whatever goes wrong in its process is its error."""
    command = [sys.executable, "-m", "benchmarks.contenders", name, str(units), str(answers)]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=4 * PATIENCE)
    except subprocess.TimeoutExpired:
        return {"error": f"no end after {4 * PATIENCE:.0f} s"}
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        return {"error": last.replace("|", "/")}
    return json.loads(done.stdout.strip().splitlines()[-1])


def collect(names: Sequence[str], sizes: Sequence[int], rounds: int) -> Figures:
    """Return the figures of all sizes, from small to large."""
    before = os.getloadavg()[0]
    rows: list[Row] = []
    for units in sorted(sizes):
        rows += measure(names, units, rounds, rows)
    versions = {"Python": platform.python_version()}
    versions |= {CONTENDERS[name].package: _version(CONTENDERS[name].package) for name in names}
    versions.pop("", None)
    return Figures(machine(), (before, os.getloadavg()[0]), versions, rounds, tuple(rows))


def _version(package: str) -> str:
    try:
        return version(package)
    except (PackageNotFoundError, ValueError):
        return "not installed"


def machine() -> str:
    """Return what the machine is, without its name."""
    model = platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        named = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        model = named[0].partition(":")[2].strip() if named else model
    return f"{os.cpu_count()} cores, {model}, {platform.system()}"


def render() -> None:
    """Write the page from the figures that the repository keeps."""
    PAGE.write_text(page(figures_of(json.loads(FIGURES.read_text("utf-8")))), encoding="utf-8")


def main() -> None:
    """Measure, print the page and write it with its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=CONTENDERS, default=list(CONTENDERS), help="always with ours")
    parser.add_argument("--out", type=Path, default=Path("build"))
    parser.add_argument("--publish", action="store_true")
    parser.add_argument("--strict", action="store_true", help="exit with 1 when a competitor failed")
    parser.add_argument("--page", action="store_true")
    asked = parser.parse_args()
    if asked.page:
        return render()
    names = [name for name in CONTENDERS if name == "ours" or name in asked.only]
    figures = collect(names, asked.sizes, asked.rounds)
    data = json.dumps(figures.to_json(), ensure_ascii=False, indent=1) + "\n"
    asked.out.mkdir(parents=True, exist_ok=True)
    (asked.out / "compare.json").write_text(data, encoding="utf-8")
    (asked.out / "compare.md").write_text(page(figures), encoding="utf-8")
    if asked.publish:
        FIGURES.write_text(data, encoding="utf-8")
        render()
    print(page(figures))
    if asked.strict and any(row.error for row in figures.rows):
        sys.exit(1)


if __name__ == "__main__":
    main()
