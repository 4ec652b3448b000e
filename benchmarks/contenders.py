"""One competitor in a process of its own: `python -m benchmarks.contenders NAME UNITS ANSWERS` prints what it took.

Ours writes its answers to the file ANSWERS; everybody else compares with them before anything is timed.
"""

import argparse
import json
import platform
import resource
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks import fused_polars, hand_numpy, ours, peers, workload
from benchmarks.answers import Answers, of_marks
from benchmarks.workload import Workload


@dataclass(frozen=True, slots=True)
class Contender:
    """What a competitor is called in the report, the package its version is of, and how it gets ready to score."""

    title: str
    package: str
    prepare: Callable[[Workload], Callable[[], Answers]]


def _ours(work: Workload) -> Callable[[], Answers]:
    applies = ours.resolve(work)
    return lambda: of_marks(ours.mark(work, applies, ours.gather(work)))


def _numpy(work: Workload) -> Callable[[], Answers]:
    return partial(hand_numpy.score, peers.given(work)["ordered"].ledgers, len(work.roster))


def _polars(work: Workload) -> Callable[[], Answers]:
    lent = peers.given(work)["ordered"]
    return partial(fused_polars.score, lent.ledgers, lent.units, "streaming")


def _module(name: str) -> Callable[[Workload], Callable[[], Answers]]:
    """A peer's module is imported only in its own process: the others do without its package."""
    return lambda work: import_module(f"benchmarks.{name}").prepare(peers.given(work)["ordered"])


CONTENDERS: Mapping[str, Contender] = {
    "ours": Contender("efficiency-rules", "efficiency-rules", _ours),
    "numpy": Contender("NumPy by hand", "numpy", _numpy),
    "polars": Contender("Polars, fused by hand", "polars", _polars),
    "duckdb": Contender("DuckDB", "duckdb", _module("with_duckdb")),
    "pandas": Contender("pandas", "pandas", _module("with_pandas")),
    "openfisca": Contender("OpenFisca", "openfisca-core", _module("with_openfisca")),
    "python": Contender("plain Python", "", _module("plain_python")),
    "zen": Contender("zen-engine", "zen-engine", _module("with_zen")),
}


def run(name: str, units: int, answers: Path) -> dict[str, float | str]:
    """Return the seconds of one scoring and the process's peak memory in bytes, or what is wrong as `error`."""
    score = CONTENDERS[name].prepare(workload.make(units))
    mine = score()
    if name == "ours":
        save(mine, answers)
    elif differences := load(answers).differences(mine):
        return {"error": "; ".join(differences)}
    start = perf_counter()
    score()
    seconds = perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": seconds, "peak": peak if platform.system() == "Darwin" else peak * 1024}


def save(answers: Answers, file: Path) -> None:
    """Write answers for other processes to compare with."""
    counted = {f"{name}?": values for name, values in answers.counted.items()}
    with file.open("wb") as out:
        np.savez(out, **answers.points, **counted)


def load(file: Path) -> Answers:
    """Return answers as they were saved."""
    with np.load(file) as held:
        columns = {name: held[name] for name in held.files}
    points = {name: values for name, values in columns.items() if not name.endswith("?")}
    return Answers(points, {name: columns[f"{name}?"] for name in points})


def main() -> None:
    """Score once to warm up and compare, once to be timed; print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=CONTENDERS)
    parser.add_argument("units", type=int)
    parser.add_argument("answers", type=Path)
    asked = parser.parse_args()
    print(json.dumps(run(asked.name, asked.units, asked.answers)))


if __name__ == "__main__":
    main()
