"""The page of the comparison, rendered from raw figures and nothing else."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.tables import markdown


@dataclass(frozen=True, slots=True)
class Row:
    """One competitor at one size: the seconds of its rounds, or one extrapolated from fewer units, or its error."""

    units: int
    records: int
    competitor: str
    seconds: tuple[float, ...] = ()
    peak: int | None = None
    extrapolated_from: int | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything the page says that was measured or looked up: the machine, its load, versions, and the rows."""

    machine: str
    load: tuple[float, ...]
    versions: Mapping[str, str]
    rounds: int
    rows: tuple[Row, ...]

    def to_json(self) -> dict[str, Any]:
        """Return plain data."""
        return asdict(self)


def figures_of(data: Mapping[str, Any]) -> Figures:
    """Return figures from plain data."""
    rows = tuple(Row(**row | {"seconds": tuple(row["seconds"])}) for row in data["rows"])
    return Figures(**data | {"load": tuple(data["load"]), "rows": rows})


def page(figures: Figures) -> str:
    """Return the page as Markdown."""
    versions = ", ".join(f"{name} {version}" for name, version in figures.versions.items())
    before, after = figures.load
    return "\n".join(
        [
            "# Benchmarks (与别的做法比较)\n",
            "The same rubric (24 criteria, 8 ledgers, about 60 records a unit) marked by what a user might pick "
            "instead, each written as its users write it, and by two practical limits, a Polars query and a NumPy "
            "program written by hand. Every competitor answers every mark of every unit, and its answers are compared "
            "with ours to 0.01 before it is timed.\n",
            "Timed is gathering facts and marking, with the records in memory in the form the competitor likes best: "
            "DuckDB has them as its own tables, plain Python as tuples, OpenFisca as inputs that are set. "
            "Making and loading records is in nobody's time. Each round is a new process that "
            "scores twice, the second time timed; competitors take turns, so read ratios, not seconds. Memory is the "
            "peak of that process, with the making of the workload (common to all).\n",
            "`~` marks a competitor that was not run at a size because the smaller size predicts more than five "
            "minutes: its time is the smaller one's, scaled by records.\n",
            f"Machine: {figures.machine}; load average {before:.1f} before and {after:.1f} after the run. "
            f"{_busy(before)}Rounds: {figures.rounds}. Versions: {versions}.\n",
            *(_table(units, figures.rows) for units in dict.fromkeys(row.units for row in figures.rows)),
            "The page is made of `benchmarks/figures.json` by `python -m benchmarks.compare --page`; "
            "`make bench-peers` measures again and writes `build/compare.md` and `build/compare.json`.\n",
        ]
    )


def _busy(load: float) -> str:
    if load < 1:
        return ""
    return "**The machine was busy with other work: these figures are provisional and not to be quoted.** "


def _table(units: int, rows: Sequence[Row]) -> str:
    here = [row for row in rows if row.units == units]
    mine = next((min(row.seconds) for row in here if row.competitor == "efficiency-rules" and row.seconds), None)
    head = ["competitor", "best, s", "median, s", "time / ours", "peak memory, MB"]
    lines = [_line(row, mine) for row in here]
    return f"## {units:,} units, {here[0].records:,} records\n\n{markdown(head, lines)}"


def _line(row: Row, mine: float | None) -> list[str]:
    if row.error is not None:
        return [row.competitor, f"failed: {row.error}", "", "", ""]
    best, mark = min(row.seconds), "~" if row.extrapolated_from else ""
    median = "" if row.extrapolated_from else f"{statistics.median(row.seconds):.4f}"
    ratio = f"{mark}{best / mine:.2f}" if mine else ""
    peak = "" if row.peak is None else f"{row.peak / 1e6:,.0f}"
    return [row.competitor, f"{mark}{best:.4f}", median, ratio, peak]
