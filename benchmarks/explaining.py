"""What explaining costs beside scoring: `python -m benchmarks.explaining [--sizes 10000 300000]`.

The evidence lies in memory, as in `benchmarks.compare`. In a process of its own for each size, scoring (facts and
marks) and the table of all lines (every lost and gained point with its reason and its record) are timed in turns.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks import inputs, page, sections
from benchmarks.compare import ROOT, apart
from benchmarks.figures import Row, Watch

TURNS, ENOUGH = 5, 2.0
"""Both are timed at least so often, and until scoring has taken so many seconds."""


def measure(folder: Path) -> dict[str, Any]:
    """Return the lines that there are for the county in a folder, and the seconds of each turn by what was done."""
    from benchmarks import ours
    from efficiency_rules import evaluate

    work = ours.loaded(folder)
    evaluation = evaluate(work.ruleset, work.roster, work.evidence)
    heights: list[int] = []
    turns: dict[str, Callable[[], object]] = {
        "scoring": lambda: ours.mark(work, ours.resolve(work), ours.gather(work)),
        "explaining": lambda: heights.append(evaluation.lines.height),
    }
    spent: dict[str, list[float]] = {name: [] for name in turns}
    while len(spent["scoring"]) < TURNS or sum(spent["scoring"]) < ENOUGH:
        for name, work_of in turns.items():
            began = perf_counter()
            work_of()
            spent[name].append(perf_counter() - began)
    return {"lines": heights[0], **spent}


def main() -> None:
    """Measure every size in a process of its own, keep the figures, print the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 300_000])
    parser.add_argument("--room", type=Path, default=Path("build/bench"), help="keeps the evidence for the next run")
    parser.add_argument("--publish", action="store_true")
    parser.add_argument("--folder", type=Path, help="measure this county alone, in this process")
    asked = parser.parse_args()
    if asked.folder:
        return print(json.dumps(measure(asked.folder)))
    watch, rows, lines = Watch(), list[Row](), {}
    for units in sorted(asked.sizes):
        folder = apart(inputs.ready, units, asked.room.resolve())
        command = [sys.executable, "-m", "benchmarks.explaining", "--folder", str(folder)]
        found = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout)
        lines[str(units)] = found.pop("lines")
        rows += [Row(units, name, tuple(seconds)) for name, seconds in found.items()]
    part = {
        "rows": [row.to_json() for row in rows],
        "lines": lines,
        "taken": watch.taken(("efficiency-rules", "numpy", "polars")),
    }
    page.keep("explaining", part, publish=asked.publish)
    print(sections.explaining(part))


if __name__ == "__main__":
    main()
