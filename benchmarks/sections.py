"""The sections of the page: tables and sentences made of the figures of one part."""

import math
import statistics
from collections.abc import Mapping, Sequence

from benchmarks import targets
from benchmarks.contenders import CONTENDERS, OURS
from benchmarks.figures import Part, Row, rows_of
from benchmarks.tables import markdown

BUSY = 1.0
"""The load average from which on figures are called provisional."""
FROM_FILES = {
    "duckdb": "DuckDB: scores alone",
    "by-jurisdiction": "efficiency-rules, a result folder for each jurisdiction",
    "again": "the same once more, nothing changed",
    "at-once": "efficiency-rules, one result folder for all",
}
ON_SPARK = {"one-process": "one process (`--by-jurisdiction`)", "local[2]": "Spark `local[2]`"}
CORES, UNITS = 2, 100
"""Of `local[2]`; of one jurisdiction."""
NOT_YET = "Not measured yet.\n"


def taken(part: Part) -> str:
    """Return what a part was taken on, in a paragraph."""
    on = part["taken"]
    before, after = on["load"]
    busy = "**The machine was busy with other work: provisional, not to be quoted.** " if before >= BUSY else ""
    versions = ", ".join(f"{name} {version}" for name, version in on["versions"].items())
    return (
        f"{busy}{on['machine']}; load average {before:.1f} before, {after:.1f} after; {on['minutes']:.0f} minutes. "
        f"{versions}.\n"
    )


def scoring(part: Part) -> str:
    """Return the tables of scoring: a size each, growth, cold starts, and the limit of the machine."""
    rows = rows_of(part)
    tables = [
        f"### {units:,} units, {part['sizes'][str(units)]['records']:,} records\n\n{_contenders(units, rows)}"
        for units in dict.fromkeys(row.units for row in rows)
    ]
    return "\n".join([taken(part), *tables, _growth(rows), _cold(part["cold"]), _limit(part, rows)])


def _contenders(units: int, rows: Sequence[Row]) -> str:
    here = [row for row in rows if row.units == units]
    mine = next((row.best for row in here if row.name == OURS and row.seconds), None)
    lines = []
    for row in here:
        title, tells = CONTENDERS[row.name].title, CONTENDERS[row.name].explains
        if row.error:
            lines.append([title, f"failed: {row.error}", "", "", "", tells, ""])
            continue
        mark = "~" if row.extrapolated_from else ""
        median = "" if mark else seconds(statistics.median(row.seconds))
        ratio = f"{mark}{row.best / mine:,.2f}" if mine else ""
        held = "" if row.peak is None else f"{mark}{row.peak / 2**20:,.0f}"
        note = f"from {row.extrapolated_from:,} units: {row.reason}" if row.extrapolated_from else row.way
        lines.append([title, f"{mark}{seconds(row.best)}", median, ratio, held, tells, note])
    return markdown(["contender", "best, s", "median, s", "time / ours", "peak, MiB", "tells beside", "note"], lines)


def _growth(rows: Sequence[Row]) -> str:
    lines = []
    for name, contender in CONTENDERS.items():
        found = targets.growth([row for row in rows if row.name == name])
        if found is not None:
            first, last, power = found
            lines.append([contender.title, f"{first:,} to {last:,}", f"{power:.2f}"])
    head = "### Growth\n\nBy which power of the units time grows; 1 is in proportion.\n\n"
    return head + (markdown(["contender", "units", "exponent"], lines) if lines else NOT_YET)


def _cold(found: Mapping[str, Sequence[float]]) -> str:
    lines = []
    for name, times in found.items():
        cells = [f"{min(times):.2f}", f"{statistics.median(times):.2f}"] if times else ["failed", ""]
        lines.append([CONTENDERS[name].title, *cells])
    words = "From the start of a process to its first answers for 100 units that lie in Parquet files."
    return f"### Cold start\n\n{words}\n\n" + markdown(["contender", "best, s", "median, s"], lines)


def _limit(part: Part, rows: Sequence[Row]) -> str:
    lines = []
    for row in (row for row in rows if row.name == OURS and row.seconds):
        bytes = part["sizes"][str(row.units)]["bytes"]
        least = bytes / part["bandwidth"]
        lines.append(
            [f"{row.units:,}", f"{bytes / 1e6:,.1f}", seconds(least), seconds(row.best), f"{row.best / least:.1f}"]
        )
    head = ["units", "MB touched", "s to read them once", "s, ours", "ours / limit"]
    words = f"### The limit\n\nTwo threads read {part['bandwidth'] / 1e9:.1f} GB/s.\n\n"
    return words + markdown(head, lines)


def nation(part: Part) -> str:
    """Return the table of those who start from Parquet files."""
    rows = rows_of(part)
    lines = []
    for row in rows:
        lines.append([f"{row.units:,}", FROM_FILES[row.name], *_cells(row, _best(rows, row.units, "duckdb"))])
    return f"{taken(part)}\n{markdown(['units', 'who', 's', 'peak, MiB', 'time / DuckDB', 'note'], lines)}"


def explaining(part: Part) -> str:
    """Return the table of what explaining costs beside scoring."""
    best = {(str(row.units), row.name): row.best for row in rows_of(part)}
    lines = []
    for units, count in part["lines"].items():
        scored, told = best[units, "scoring"], best[units, "explaining"]
        lines.append([f"{int(units):,}", f"{count:,}", seconds(scored), seconds(told), f"{told / scored:.2f}"])
    return f"{taken(part)}\n{markdown(['units', 'lines', 'scoring, s', 'all lines, s', 'lines / scoring'], lines)}"


def stages(part: Part) -> str:
    """Return the table of stages."""
    names = ("read", "gather", "mark", "total", "grade", "lines", "write")
    lines = [[f"{one['units']:,}", *(seconds(one[name]) for name in names)] for one in part["sizes"]]
    return f"{taken(part)}\n{markdown(['units', *(f'{name}, s' for name in names)], lines)}"


def spark(part: Part) -> str:
    """Return the table of growth on Spark, and what is extrapolated from it."""
    rows = rows_of(part)
    lines = []
    for row in rows:
        here = _best(rows, row.units, "one-process")
        records = f"{row.units * targets.RECORDS:,}"
        lines.append([records, f"{row.units:,}", ON_SPARK[row.name], *_cells(row, here)])
    table = markdown(["records", "units", "engine", "s", "peak, MiB", "time / one process", "note"], lines)
    return f"{taken(part)}\n{table}\n{_to_600_million(rows)}"


def _to_600_million(rows: Sequence[Row]) -> str:
    found = targets.growth([row for row in rows if row.name == "local[2]"], least=0)
    if found is None:
        return ""
    first, last, power = found
    best = next(row.best for row in rows if row.name == "local[2]" and row.units == last)
    far = best * (600e6 / (last * targets.RECORDS)) ** max(power, 1.0)
    each = best * CORES / (last / UNITS)
    return (
        f"A core evaluates a jurisdiction of {UNITS} units in {each:.2f} s: that times the jurisdictions, divided by "
        f"the seconds there are, is the number of cores to ask for.\n\n"
        f"From {first * targets.RECORDS:,} to {last * targets.RECORDS:,} records time grows by the power {power:.2f}. "
        f"**Extrapolated, not measured**, by the power {max(power, 1.0):.2f}: 600 million records would take about "
        f"{far / 60:,.0f} minutes on these cores, about {far * CORES / 3600:,.1f} core hours.\n"
    )


def _best(rows: Sequence[Row], units: int, name: str) -> float | None:
    return next((row.best for row in rows if (row.units, row.name) == (units, name) and row.seconds), None)


def _cells(row: Row, other: float | None) -> list[str]:
    if row.error:
        return [f"failed: {row.error}", "", "", ""]
    mark = "~" if row.extrapolated_from else ""
    held = "" if row.peak is None else f"{mark}{row.peak / 2**20:,.0f}"
    ratio = "" if other is None else f"{mark}{row.best / other:,.2f}"
    note = f"from {row.extrapolated_from:,} units: {row.reason}" if row.extrapolated_from else row.way
    return [f"{mark}{seconds(row.best)}", held, ratio, note]


def seconds(value: float) -> str:
    """Return seconds with three digits that say something."""
    digits = max(0, 2 - math.floor(math.log10(value))) if value > 0 else 0
    return f"{value:,.{digits}f}"
