"""The benchmark: `python -m benchmarks.bench [--sizes 100 10000 300000] [--rounds 7] [--out build/bench.md]`.

Gathering facts and marking against the same work fused by hand in Polars (on frames with our preparations and
without them, see `benchmarks.peers`) and written by hand in NumPy, the lines of all units, growth, and `evaluate`
step by step. Marks are compared before anything is timed.
"""

import argparse
import os
import platform
import resource
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks import fused_polars, hand_numpy, ours, peers, workload
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

    def polars(self, peer: str) -> str:
        """The competitor that is the faster of Polars' engines on what this peer is given."""
        return min((f"{peer} {engine}" for engine in ENGINES), key=lambda name: self.times[name].best)

    def best(self, name: str) -> float:
        """Seconds of the fastest round of a competitor or stage."""
        return (self.times | self.stages)[name].best


def measure(units: int, rounds: int) -> Result:
    """Return what was measured in a county of `units` units."""
    work = workload.make(units)
    given = peers.given(work)
    applies = ours.resolve(work)
    facts = ours.gather(work)
    marks = ours.mark(work, applies, facts)
    totals = ours.total(work, marks)
    answers = of_marks(marks)
    # NumPy is given the records unit by unit, as ours stand.
    competitors = {"numpy": partial(hand_numpy.score, given["ordered"].ledgers, units)}
    for peer, lent in given.items():
        for engine in ENGINES:
            competitors[f"{peer} {engine}"] = partial(fused_polars.score, lent.ledgers, lent.units, engine)
    differences = [f"{name}: {words}" for name, score in competitors.items() for words in answers.differences(score())]
    times = in_turns({"ours": lambda: ours.mark(work, applies, ours.gather(work)), **competitors}, rounds)
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
        "Polars works on all cores, NumPy on one, ours partly on two: on a busy machine the ratio by the clock "
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
    head = ["units", "records", "competitor", "engine", "s", "processor s", "time / ours", "processor / ours"]
    rows = []
    for one in results:
        mine = one.times["ours"]
        names = ["ours", "numpy", *(one.polars(peer) for peer in peers.PEERS)]
        for name in names:
            times = one.times[name]
            who, _, engine = name.partition(" ")
            rows.append(
                [
                    f"{one.units:,}",
                    f"{one.records:,}",
                    who if who in ("ours", "numpy") else f"Polars: {who}",
                    engine,
                    f"{times.best:.4f} ({times.median:.4f})",
                    f"{times.least_processor:.4f}",
                    f"{times.best / mine.best:.2f} ({times.median / mine.median:.2f})",
                    f"{times.least_processor / mine.least_processor:.2f}",
                ]
            )
    differences = "; ".join(words for one in results for words in one.differences) or "none"
    legend = "".join(f"- Polars: {peer}: {words}.\n" for peer, words in peers.PEERS.items())
    return f"## Gathering facts and marking\n\n{markdown(head, rows)}\n{legend}\nMarks that differ: {differences}.\n"


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
    head = ["units", "ours, ns a record", *(f"Polars: {peer}" for peer in peers.PEERS), "NumPy"]
    rows = []
    for one in results:
        names = ["ours", *(one.polars(peer) for peer in peers.PEERS), "numpy"]
        rows.append([f"{one.units:,}", *(f"{one.best(name) / one.records * 1e9:.1f}" for name in names)])
    return "## Growth\n\n" + markdown(head, rows)


def _stages(results: Sequence[Result]) -> str:
    names = ("resolve", "gather", "mark", "total", "grade", "evaluate")
    rows = [[f"{one.units:,}", *(f"{one.best(name):.4f}" for name in names)] for one in results]
    return "## `evaluate` step by step, seconds\n\n" + markdown(["units", *names], rows)


def _targets(results: Sequence[Result]) -> str:
    rows = []
    for one in (one for one in results if one.units >= 10_000):
        for peer in peers.PEERS:
            polars = one.best(one.polars(peer)) / one.best("ours")
            target = f"at least {FASTER_THAN_POLARS} times faster than fused Polars: {peer}"
            rows.append([f"{one.units:,}", target, *_held(polars, at_least=FASTER_THAN_POLARS)])
        numpy = one.best("ours") / one.best("numpy")
        target = f"at most {SLOWER_THAN_NUMPY} times hand-written NumPy"
        rows.append([f"{one.units:,}", target, *_held(numpy, at_most=SLOWER_THAN_NUMPY)])
        for name, words in (("ours", "gathering and marking"), ("evaluate", "`evaluate`")):
            lines = one.best("lines") / one.best(name)
            rows.append([f"{one.units:,}", f"lines at most {LINES} times {words}", *_held(lines, at_most=LINES)])
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
