"""What was meant to be held, what was measured, and whether it was held."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from benchmarks.contenders import CONTENDERS, OURS
from benchmarks.figures import Part, Row
from benchmarks.tables import markdown

RECORDS = 60
"""Records of a unit."""
LARGE, LARGEST, SMALL = 300_000, 1_000_000, 10_000
_FUSED = {"polars-index": 4.0, "polars-ordered": 4.0, "polars-ids": 4.0, "polars-text": 4.0}
FASTER = {SMALL: _FUSED, LARGE: {**_FUSED, "duckdb": 4.0, "openfisca": 10.0, "zen": 500.0}}
"""How many times faster than each contender scoring is meant to be, by units, evidence in memory."""
OF_NUMPY, OF_SCORING, OF_DUCKDB, OF_ONE_PROCESS, GROWTH, MEMORY = 2.5, 4.0, 2.0, 2.0, 1.05, 6.0


@dataclass(frozen=True, slots=True)
class Held:
    """One target: what is measured, the target, and the figure; `guessed` says that it is extrapolated.

    `limit` is the same figure of the NumPy program written by hand for exactly this rubric, where it has one.
    """

    what: str
    least: bool
    bound: float
    measured: float
    guessed: bool = False
    limit: float | None = None

    def cells(self) -> list[str]:
        """Return its row of the table."""
        held = self.measured >= self.bound if self.least else self.measured <= self.bound
        bound = f"{'at least' if self.least else 'at most'} {self.bound:g}"
        mark = "~" if self.guessed else ""
        limit = "" if self.limit is None else f"{mark}{self.limit:,.2f}"
        return [self.what, bound, f"{mark}{self.measured:,.2f}", "held" if held else "**not held**", limit]


def table(figures: Mapping[str, Part]) -> str:
    """Return the table of all targets; one that no figure tells of is called not measured."""
    parts = {
        name: {(row["units"], row["name"]): Row.of(row) for row in part["rows"] if row["seconds"]}
        for name, part in figures.items()
        if "rows" in part
    }
    lines = [found.cells() if isinstance(found, Held) else [found, "", "not measured", "", ""] for found in _all(parts)]
    ratios = sum(len(contenders) + 1 for contenders in FASTER.values())
    lines.insert(ratios, _distance(figures.get("scoring"), parts.get("scoring", {})))
    return markdown(["measure", "target", "measured", "", "NumPy by hand"], lines)


Parts = Mapping[str, Mapping[tuple[int, str], Row]]


def _all(parts: Parts) -> list[Held | str]:
    scoring, nation, spark = (parts.get(name, {}) for name in ("scoring", "nation", "spark"))
    found: list[Held | str] = []
    for units, contenders in FASTER.items():
        for name, times in contenders.items():
            what = f"scoring {units:,} units: time of {CONTENDERS[name].title} / ours"
            ratio = _ratio(what, scoring, (units, name), (units, OURS), times, least=True)
            by_hand = _ratio(what, scoring, (units, name), (units, "numpy"), times, least=True)
            if isinstance(ratio, Held) and isinstance(by_hand, Held):
                ratio = replace(ratio, limit=by_hand.measured)
            found.append(ratio)
        what = f"scoring {units:,} units: ours / NumPy by hand"
        found.append(_ratio(what, scoring, (units, OURS), (units, "numpy"), OF_NUMPY))
    power = growth([row for (_, name), row in scoring.items() if name == OURS])
    what = f"growth exponent of scoring, {SMALL:,} to {LARGEST:,} units"
    found.append(Held(what, False, GROWTH, power[2]) if power and power[1] == LARGEST else what)
    for units in (SMALL, LARGE):
        what = f"{units:,} units: the table of all explanation lines / scoring"
        found.append(_ratio(what, parts.get("explaining", {}), (units, "explaining"), (units, "scoring"), OF_SCORING))
    for name, words in (("at-once", "one result folder"), ("by-jurisdiction", "a result folder for each jurisdiction")):
        what = f"Parquet to results with every line, {LARGE:,} units, {words}: ours / DuckDB's scores"
        found.append(_ratio(what, nation, (LARGE, name), (LARGE, "duckdb"), OF_DUCKDB))
    what = f"scoring {LARGEST:,} units: peak memory, GiB"
    found.append(_memory(what, scoring, (LARGEST, OURS)))
    what = f"Parquet to results with every line, {LARGEST:,} units by jurisdiction: peak memory, GiB"
    found.append(_memory(what, nation, (LARGEST, "by-jurisdiction")))
    what = f"{LARGE:,} units: Spark local[2] / one process"
    found.append(_ratio(what, spark, (LARGE, "local[2]"), (LARGE, "one-process"), OF_ONE_PROCESS))
    return found


def _distance(scoring: Part | None, rows: Mapping[tuple[int, str], Row]) -> list[str]:
    """Return the row that states how far scoring is from one pass over the bytes: it has no bound."""
    what = f"scoring {LARGE:,} units: ours / one pass over the bytes at the measured bandwidth"
    row = rows.get((LARGE, OURS))
    if scoring is None or row is None:
        return [what, "to be stated", "not measured", "", ""]
    least = scoring["sizes"][str(LARGE)]["bytes"] / scoring["bandwidth"]
    return [what, "to be stated", f"{row.best / least:,.1f}", "stated", ""]


def _ratio(
    what: str,
    rows: Mapping[tuple[int, str], Row],
    over: tuple[int, str],
    under: tuple[int, str],
    bound: float,
    least: bool = False,
) -> Held | str:
    if over not in rows or under not in rows:
        return what
    guessed = any(rows[key].extrapolated_from for key in (over, under))
    return Held(what, least, bound, rows[over].best / rows[under].best, guessed)


def _memory(what: str, rows: Mapping[tuple[int, str], Row], key: tuple[int, str]) -> Held | str:
    row = rows.get(key)
    if row is None or row.peak is None:
        return what
    return Held(what, False, MEMORY, row.peak / 2**30, row.extrapolated_from is not None)


def growth(rows: Sequence[Row], least: int = SMALL) -> tuple[int, int, float] | None:
    """Return the units between which time was measured, and by which power of them it grows; None with less than two
    sizes from `least` units on."""
    measured = sorted(
        (row for row in rows if row.seconds and not row.extrapolated_from and row.units >= least),
        key=lambda row: row.units,
    )
    if len(measured) < 2:
        return None
    first, last = measured[0], measured[-1]
    return first.units, last.units, math.log(last.best / first.best) / math.log(last.units / first.units)
