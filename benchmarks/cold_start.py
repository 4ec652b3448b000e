"""Cold starts: `python -m benchmarks.cold_start [--rounds 9] [--out build/cold_start.md]`.

Each round is a new process: a county of 100 units from CSV files to a written result, and the command line
from nothing to its help.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks import files, workload
from benchmarks.tables import markdown
from benchmarks.timing import Times, in_turns

COUNTY = 1.5
HELP = 0.3


def county(folder: Path) -> list[str]:
    """Return the command that evaluates the county in `folder`."""
    return [sys.executable, "-m", "benchmarks.one_county", str(folder), str(folder / "result")]


def command_line() -> list[str]:
    """Return the command that prints the help; the console script stands beside the interpreter."""
    return [str(Path(sys.executable).with_name("efficiency-rules")), "--help"]


def measure(rounds: int) -> dict[str, Times]:
    """Return the seconds from start to end of each process, by what it does."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files.write(workload.make(100), folder)
        commands = {"county": county(folder), "help": command_line(), "python": [sys.executable, "-c", "pass"]}
        return in_turns({name: partial(_run, command) for name, command in commands.items()}, rounds)


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def report(times: dict[str, Times]) -> str:
    """Return the report as Markdown."""
    rows = [
        _row("100 units, 6,000 records: CSV files to a written result", times["county"], COUNTY),
        _row("efficiency-rules --help", times["help"], HELP),
        _row("python -c pass", times["python"], None),
    ]
    return "# Cold starts, seconds\n\n" + markdown(["process", "best", "median", "target", "held"], rows)


def _row(what: str, times: Times, most: float | None) -> list[str]:
    held = "" if most is None else "yes" if times.median < most else "no"
    return [what, f"{times.best:.2f}", f"{times.median:.2f}", "" if most is None else f"under {most}", held]


def main() -> None:
    """Measure, print the report and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--out", type=Path, default=Path("build/cold_start.md"))
    asked = parser.parse_args()
    text = report(measure(asked.rounds))
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
