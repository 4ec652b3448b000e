"""One contender in a process of its own: `python -m benchmarks.contenders NAME FOLDER ANSWERS [--cold]`.

Reads the county that `inputs` wrote, answers once, and is timed only when the answers are ours: ours writes them to the
file ANSWERS, everybody else compares. Prints the figures as JSON. Nothing of a contender is imported for another one.
"""

import argparse
import gc
import json
import resource
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.answers import Answers

Ways = Mapping[str, Callable[[], Answers]]
"""The ways in which a contender can score, by name; the fastest one counts."""

TURNS, MOST_TURNS, ENOUGH = 3, 20, 1.0
"""The fastest way is timed at least so often in a process, and more often until so many seconds are spent."""
LONG = 20.0
"""Seconds from which on the first scoring is the one that counts: nothing that warms up matters any more."""


@dataclass(frozen=True, slots=True)
class Contender:
    """What a contender is called in the report, its package, what it tells beside the score, how it gets ready."""

    title: str
    package: str
    explains: str
    prepare: Callable[[Path], Ways]


def _ours(function: str, folder: Path) -> Ways:
    ways: Ways = getattr(import_module("benchmarks.ours"), function)(folder)
    return ways


def _numpy(folder: Path) -> Ways:
    from benchmarks import hand_numpy, peers

    lent = peers.given(folder, "ordered")
    return {"": partial(hand_numpy.score, lent.ledgers, len(lent.units))}


def _polars(peer: str, folder: Path) -> Ways:
    from benchmarks import fused_polars, peers

    lent = peers.given(folder, peer)
    return {engine: partial(fused_polars.score, lent.ledgers, lent.units, engine) for engine in fused_polars.ENGINES}


def _peer(module: str, folder: Path) -> Ways:
    from benchmarks import peers

    return {"": import_module(f"benchmarks.{module}").prepare(peers.given(folder, "ordered"))}


OURS, EXPLAINED = "ours", "ours-explained"
_LINES, _NONE = "every point, with its records", "nothing"
CONTENDERS: Mapping[str, Contender] = {
    OURS: Contender("efficiency-rules", "efficiency-rules", _NONE, partial(_ours, "prepare")),
    EXPLAINED: Contender(
        "efficiency-rules, with grades and all lines", "efficiency-rules", _LINES, partial(_ours, "prepare_explained")
    ),
    "numpy": Contender("NumPy by hand", "numpy", _NONE, _numpy),
    "polars-index": Contender("Polars, fused by hand: index", "polars", _NONE, partial(_polars, "index")),
    "polars-ordered": Contender("Polars, fused by hand: ordered", "polars", _NONE, partial(_polars, "ordered")),
    "polars-ids": Contender("Polars, fused by hand: ids", "polars", _NONE, partial(_polars, "ids")),
    "polars-text": Contender("Polars, fused by hand: text", "polars", _NONE, partial(_polars, "text")),
    "duckdb": Contender("DuckDB", "duckdb", _NONE, partial(_peer, "with_duckdb")),
    "pandas": Contender("pandas", "pandas", _NONE, partial(_peer, "with_pandas")),
    "openfisca": Contender("OpenFisca", "openfisca-core", "values of variables", partial(_peer, "with_openfisca")),
    "python": Contender("plain Python", "", _NONE, partial(_peer, "plain_python")),
    "zen": Contender("zen-engine", "zen-engine", "values of expressions", partial(_peer, "with_zen")),
}


def run(name: str, folder: Path, answers: Path) -> dict[str, Any]:
    """Return the seconds of each timed scoring, the most memory while scoring and altogether in bytes, and the way that
    was fastest; or what is wrong as `error`."""
    ways = CONTENDERS[name].prepare(folder)
    ready = peak()
    forget_peak()
    first = {}
    for way, score in ways.items():
        start = perf_counter()
        mine = score()
        first[way] = perf_counter() - start
        if name == OURS:
            mine.save(answers)
        elif differences := Answers.load(answers).differences(mine):
            return {"error": "; ".join(differences)}
        del mine
    way = min(first, key=first.__getitem__)
    seconds = [first[way]] if first[way] >= LONG else []
    while first[way] < LONG and (len(seconds) < TURNS or (sum(seconds) < ENOUGH and len(seconds) < MOST_TURNS)):
        seconds.append(_timed(ways[way]))
    return {"seconds": seconds, "peak": peak(), "most": max(ready, peak()), "way": way}


def _timed(score: Callable[[], Answers]) -> float:
    gc.collect()
    start = perf_counter()
    score()
    return perf_counter() - start


def forget_peak() -> None:
    """Start counting the most memory anew, where the system can: getting ready is not part of it."""
    gc.collect()
    forget = Path("/proc/self/clear_refs")
    if forget.exists():
        forget.write_text("5", encoding="ascii")


def peak() -> int:
    """Return the most memory that this process has held, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def main() -> None:
    """Score and print the figures; with --cold score once and print nothing: whoever started it holds the watch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=CONTENDERS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--cold", action="store_true")
    asked = parser.parse_args()
    if asked.cold:
        next(iter(CONTENDERS[asked.name].prepare(asked.folder).values()))().save(asked.answers)
    else:
        print(json.dumps(run(asked.name, asked.folder, asked.answers)))


if __name__ == "__main__":
    main()
