"""Where the time of one evaluation goes: `python -m benchmarks.stages [--sizes 100 10000 100000]`.

From Parquet files to a result folder in a process of its own, told by the watch that `--profile` has, too.
"""

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from benchmarks import nation, page, sections
from benchmarks.compare import ROOT, apart
from benchmarks.figures import Watch
from benchmarks.nation import UNITS


def measure(folder: Path) -> dict[str, float]:
    """Return the seconds of each stage for the nation in a folder, evaluated at once."""
    spent: dict[str, float] = defaultdict(float)

    @contextmanager
    def watch(stage: str) -> Iterator[None]:
        began = perf_counter()
        yield
        spent[stage] += perf_counter() - began

    nation.at_once(folder, watch)
    return dict(spent)


def main() -> None:
    """Measure every size in a process of its own, keep the figures, print the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000, 100_000], help="hundreds of units")
    parser.add_argument("--room", type=Path, default=Path("build/bench"), help="keeps the evidence for the next run")
    parser.add_argument("--publish", action="store_true")
    parser.add_argument("--folder", type=Path, help="measure this nation alone, in this process")
    asked = parser.parse_args()
    if asked.folder:
        return print(json.dumps(measure(asked.folder)))
    watch, sizes = Watch(), []
    for units in sorted(asked.sizes):
        folder = apart(nation.ready, units // UNITS, asked.room.resolve())
        command = [sys.executable, "-m", "benchmarks.stages", "--folder", str(folder)]
        done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        sizes.append({"units": units, **json.loads(done.stdout)})
    part = {"sizes": sizes, "taken": watch.taken(("efficiency-rules", "numpy", "polars"))}
    page.keep("stages", part, publish=asked.publish)
    print(sections.stages(part))


if __name__ == "__main__":
    main()
