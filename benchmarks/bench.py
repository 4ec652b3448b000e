"""The benchmark: `python -m benchmarks.bench [--sizes 100 10000 300000] [--rounds 7] [--out build/bench.md]`.

Gathering facts and marking against the same work fused by hand in Polars and written by hand in NumPy, the
lines of all units, growth, and `evaluate` step by step. Marks are compared before anything is timed.
"""

import argparse
import os
import platform
import resource
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks import fused_polars, hand_numpy, ours, workload
from benchmarks.answers import of_marks
from benchmarks.tables import markdown
from benchmarks.timing import Times, in_turns
from efficiency_rules import evaluate

FASTER_THAN_POLARS = 4.0
SLOWER_THAN_NUMPY = 2.5
LINES = 4.0
ENGINES: tuple[fused_polars.Engine, ...] = ("in-memory", "streaming")


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured at one size."""

    units: int
    records: int
    lines: int
    differences: tuple[str, ...]
    times: dict[str, Times]
    stages: dict[str, Times]

    @property
    def polars(self) -> str:
        """The Polars engine that was faster here."""
        return min((f"polars {engine}" for engine in ENGINES), key=lambda name: self.times[name].best)

    @property
    def by_id(self) -> str:
        """The Polars engine that was faster with the unit ids of the ledgers."""
        return min((f"ids {engine}" for engine in ENGINES), key=lambda name: self.times[name].best)

    def best(self, name: str) -> float:
        """Seconds of the fastest round of a competitor or stage."""
        return (self.times | self.stages)[name].best


def measure(units: int, rounds: int) -> Result:
    """Return what was measured in a county of `units` units."""
    work = workload.make(units)
    frames = {
        id: ledger.frame.with_columns(pl.Series("unit", ledger.unit)) for id, ledger in work.evidence.ledgers.items()
    }
    # Polars both ways: lent our dense index of the units, and by the unit ids that ledgers really hold.
    dense = pl.Series("unit", range(units), dtype=pl.Int32)
    ids = pl.Series("unit", [unit.id for unit in work.roster])
    by_id = {id: frame.with_columns(ids.gather(frame.get_column("unit"))) for id, frame in frames.items()}
    applies = ours.resolve(work)
    facts = ours.gather(work)
    marks = ours.mark(work, applies, facts)
    totals = ours.total(work, marks)
    answers = of_marks(marks)
    differences = [
        *(f"Polars: {words}" for words in answers.differences(fused_polars.score(frames, dense, ENGINES[0]))),
        *(f"Polars: {words}" for words in answers.differences(fused_polars.score(frames, dense, ENGINES[1]))),
        *(f"Polars by id: {words}" for words in answers.differences(fused_polars.score(by_id, ids, ENGINES[0]))),
        *(f"NumPy: {words}" for words in answers.differences(hand_numpy.score(frames, units))),
    ]
    times = in_turns(
        {
            "ours": lambda: ours.mark(work, applies, ours.gather(work)),
            "polars in-memory": lambda: fused_polars.score(frames, dense, "in-memory"),
            "polars streaming": lambda: fused_polars.score(frames, dense, "streaming"),
            "ids in-memory": lambda: fused_polars.score(by_id, ids, "in-memory"),
            "ids streaming": lambda: fused_polars.score(by_id, ids, "streaming"),
            "numpy": lambda: hand_numpy.score(frames, units),
        },
        rounds,
    )
    evaluation = evaluate(work.ruleset, work.roster, work.evidence)
    lines = evaluation.lines.height
    stages = in_turns(
        {
            "resolve": lambda: ours.resolve(work),
            "gather": lambda: ours.gather(work),
            "mark": lambda: ours.mark(work, applies, facts),
            "total": lambda: ours.total(work, marks),
            "grade": lambda: ours.grade(work, applies, marks, totals),
            "evaluate": lambda: evaluate(work.ruleset, work.roster, work.evidence),
            "lines": lambda: evaluation.lines,
        },
        max(rounds // 2, 2),
    )
    return Result(units, work.records, lines, tuple(differences), times, stages)


def report(results: Sequence[Result], rounds: int) -> str:
    """Return the report as Markdown; seconds are those of the fastest round."""
    load = "、".join(f"{one:.1f}" for one in os.getloadavg()) if hasattr(os, "getloadavg") else "?"
    parts = [
        "# Benchmark\n",
        f"Python {platform.python_version()}, NumPy {np.__version__}, Polars {pl.__version__} "
        f"({pl.thread_pool_size()} threads), {os.cpu_count()} cores, load {load}. 24 criteria, 8 ledgers in memory. "
        f"Competitors take turns; best of {rounds} rounds, medians in brackets. Polars: the faster of its engines. "
        "Polars works on all cores, the two others mostly on one: on a busy machine the ratio by the clock "
        "comes near the one by processor seconds.\n",
        _speed(results),
        _lines(results),
        _growth(results),
        _stages(results),
        f"Peak memory of the whole run: {_peak():.1f} GB.\n",
        _targets(results),
    ]
    return "\n".join(parts)


def _speed(results: Sequence[Result]) -> str:
    head = [
        "units",
        "records",
        "ours, s",
        "Polars by index, s",
        "Polars by unit id, s",
        "NumPy, s",
        "Polars by index / ours",
        "by processor seconds",
        "Polars by id / ours",
        "ours / NumPy",
    ]
    rows = []
    for one in results:
        mine, polars, numpy = one.times["ours"], one.times[one.polars], one.times["numpy"]
        named = one.times[one.by_id]
        rows.append(
            [
                f"{one.units:,}",
                f"{one.records:,}",
                f"{mine.best:.4f} ({mine.median:.4f})",
                f"{polars.best:.4f} ({polars.median:.4f}) {one.polars.removeprefix('polars ')}",
                f"{named.best:.4f} ({named.median:.4f}) {one.by_id.removeprefix('ids ')}",
                f"{numpy.best:.4f} ({numpy.median:.4f})",
                f"{polars.best / mine.best:.2f} ({polars.median / mine.median:.2f})",
                f"{polars.least_processor / mine.least_processor:.2f}",
                f"{named.best / mine.best:.2f} ({named.median / mine.median:.2f})",
                f"{mine.best / numpy.best:.2f} ({mine.median / numpy.median:.2f})",
            ]
        )
    differences = "; ".join(words for one in results for words in one.differences) or "none"
    return f"## Gathering facts and marking\n\n{markdown(head, rows)}\nMarks that differ: {differences}.\n"


def _lines(results: Sequence[Result]) -> str:
    head = ["units", "lines", "lines, s", "ns a line", "lines / (gather + mark)", "lines / evaluate"]
    rows = [
        [
            f"{one.units:,}",
            f"{one.lines:,}",
            f"{one.best('lines'):.3f}",
            f"{one.best('lines') / one.lines * 1e9:.0f}",
            f"{one.best('lines') / one.best('ours'):.1f}",
            f"{one.best('lines') / one.best('evaluate'):.2f}",
        ]
        for one in results
    ]
    return "## Lines of all units (every column)\n\n" + markdown(head, rows)


def _growth(results: Sequence[Result]) -> str:
    head = ["units", "ours, ns a record", "Polars", "NumPy"]
    rows = [
        [
            f"{one.units:,}",
            *(f"{one.best(name) / one.records * 1e9:.1f}" for name in ("ours", one.polars, "numpy")),
        ]
        for one in results
    ]
    return "## Growth\n\n" + markdown(head, rows)


def _stages(results: Sequence[Result]) -> str:
    names = ("resolve", "gather", "mark", "total", "grade", "evaluate")
    rows = [[f"{one.units:,}", *(f"{one.best(name):.4f}" for name in names)] for one in results]
    return "## `evaluate` step by step, seconds\n\n" + markdown(["units", *names], rows)


def _targets(results: Sequence[Result]) -> str:
    rows = []
    for one in (one for one in results if one.units >= 10_000):
        polars = one.best(one.polars) / one.best("ours")
        numpy = one.best("ours") / one.best("numpy")
        lines = one.best("lines") / one.best("ours")
        rows += [
            [
                f"{one.units:,}",
                f"at least {FASTER_THAN_POLARS} times faster than fused Polars",
                *_held(polars, at_least=FASTER_THAN_POLARS),
            ],
            [
                f"{one.units:,}",
                f"at most {SLOWER_THAN_NUMPY} times hand-written NumPy",
                *_held(numpy, at_most=SLOWER_THAN_NUMPY),
            ],
            [f"{one.units:,}", f"lines at most {LINES} times gathering and marking", *_held(lines, at_most=LINES)],
        ]
    sizes = {one.units: one.best("ours") / one.records for one in results}
    if {10_000, 300_000} <= sizes.keys():
        rows.append(
            [
                "10,000 to 300,000",
                "growth at most linear in records",
                *_held(sizes[300_000] / sizes[10_000], at_most=1.0),
            ]
        )
    return "## Targets\n\n" + markdown(["units", "target", "measured", "held"], rows)


def _held(measured: float, at_least: float = 0.0, at_most: float = float("inf")) -> tuple[str, str]:
    return f"{measured:.2f}", "yes" if at_least <= measured <= at_most else "no"


def _peak() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**30 if platform.system() == "Darwin" else 2**20)


def main() -> None:
    """Measure, print the report and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000, 300_000])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--out", type=Path, default=Path("build/bench.md"))
    asked = parser.parse_args()
    text = report([measure(units, asked.rounds) for units in asked.sizes], asked.rounds)
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
