"""Adding up: lines to marks, marks and rescale lines to areas, areas to totals, from the tables of a result alone."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from efficiency_rules.errors import Place, Problem

POINTS = pl.Decimal(38, 4)
_NUMBER = r"^-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,4})?$"
_NEEDED = {
    "standings": ("unit", "total"),
    "marks": ("unit", "criterion", "points", "full"),
    "lines": ("unit", "area", "criterion", "points"),
}
FIXED = ("jurisdiction", "unit", "name", "group", "total", "rank", "grade", "on_line")
"""The columns of the standings before the areas."""


def sums(tables: Mapping[str, pl.DataFrame], receipt: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what does not add up, or is no number; empty points are those of marks and totals that do not count.

    `tables` hold every cell as text, `receipt` says which area a criterion belongs to.
    """
    for name, needed in _NEEDED.items():
        missing = [column for column in needed if name not in tables or column not in tables[name].columns]
        if missing:
            yield Problem("verify-columns-missing", Place(name), {"found": name, "expected": "、".join(missing)})
            return
    standings = tables["standings"]
    areas = [column for column in standings.columns if column not in FIXED]
    points = {"standings": ["total", *areas], "marks": ["points", "full"], "lines": ["points"]}
    read = {}
    for name, columns in points.items():
        yield from _not_numbers(name, tables[name], columns)
        read[name] = numbers(tables[name], *columns)
    yield from _marks(read["marks"], read["lines"])
    yield from _areas(read["standings"], areas, read["marks"], read["lines"], receipt)
    yield from _totals(read["standings"], areas)


def numbers(table: pl.DataFrame, *columns: str, suffix: str = "") -> pl.DataFrame:
    """Return a table with these columns as points, null where a text is no number; named with the suffix."""
    return table.with_columns(
        pl.when(pl.col(column).str.contains(_NUMBER)).then(pl.col(column)).cast(POINTS).alias(f"{column}{suffix}")
        for column in columns
    )


def _not_numbers(name: str, table: pl.DataFrame, columns: list[str]) -> Iterator[Problem]:
    for column in columns:
        wrong = ~pl.col(column).str.contains(_NUMBER) & (pl.col(column) != "")
        for row in table.filter(wrong).iter_rows(named=True):
            yield Problem(
                "verify-not-number", Place(name), {"unit": row["unit"], "column": column, "found": row[column]}
            )


def _summed(table: pl.DataFrame, *keys: str) -> pl.DataFrame:
    return table.group_by(*keys).agg(pl.col("points").sum().alias("sum"), pl.len().alias("count"))


def _marks(marks: pl.DataFrame, lines: pl.DataFrame) -> Iterator[Problem]:
    """Full points and lines make the mark; a mark that does not count has no lines."""
    summed = _summed(lines.filter(pl.col("criterion") != ""), "unit", "criterion")
    keys = ["unit", "criterion"]
    for row in summed.join(marks, on=keys, how="anti").sort(keys).iter_rows(named=True):
        yield Problem("verify-line-alone", Place("lines"), {"unit": row["unit"], "criterion": row["criterion"]})
    made = marks.join(summed, on=keys, how="left").with_columns(
        (pl.col("full") + pl.col("sum").fill_null(0)).alias("made")
    )
    wrong = pl.col("points").is_null() & (pl.col("count") > 0) | (pl.col("made") != pl.col("points"))
    for row in made.filter(wrong).iter_rows(named=True):
        facts = {"unit": row["unit"], "criterion": row["criterion"], "full": row["full"]}
        facts |= {"found": _shown(row["points"]), "expected": row["made"]}
        yield Problem("verify-sum-mark", Place("marks"), facts)


def _areas(
    standings: pl.DataFrame, areas: list[str], marks: pl.DataFrame, lines: pl.DataFrame, receipt: Mapping[str, Any]
) -> Iterator[Problem]:
    """Marks and rescale lines make the area."""
    home = pl.DataFrame(
        [(criterion, area) for criterion, area in area_of(receipt).items()],
        schema={"criterion": pl.String, "area": pl.String},
        orient="row",
    )
    for row in marks.join(home, on="criterion", how="anti").unique("criterion").iter_rows(named=True):
        yield Problem("verify-criterion-unknown", Place("marks"), {"found": row["criterion"]})
    for row in marks.join(standings, on="unit", how="anti").unique("unit").sort("unit").iter_rows(named=True):
        yield Problem("verify-unit-unknown", Place("marks"), {"found": row["unit"]})
    parts = pl.concat(
        [
            marks.join(home, on="criterion").select("unit", "area", "points"),
            lines.filter(pl.col("criterion") == "").select("unit", "area", "points"),
        ]
    )
    told = standings.unpivot(areas, index="unit", variable_name="area", value_name="told")
    made = told.join(_summed(parts, "unit", "area"), on=["unit", "area"], how="full", coalesce=True)
    known = standings.filter(pl.col("total").is_not_null()).select("unit")
    wrong = pl.col("told").ne_missing(pl.col("sum").fill_null(0))
    for row in made.join(known, on="unit").filter(wrong).sort("unit", "area").iter_rows(named=True):
        facts = {"unit": row["unit"], "area": row["area"], "found": _shown(row["told"]), "expected": row["sum"]}
        yield Problem("verify-sum-area", Place("standings"), facts)


def _totals(standings: pl.DataFrame, areas: list[str]) -> Iterator[Problem]:
    """Areas make the total."""
    if not areas:
        return
    made = standings.with_columns(pl.sum_horizontal(areas).cast(POINTS).alias("_made"))
    for row in made.filter(pl.col("total") != pl.col("_made")).iter_rows(named=True):
        facts = {"unit": row["unit"], "found": row["total"], "expected": row["_made"]}
        yield Problem("verify-sum-total", Place("standings"), facts)


def area_of(receipt: Mapping[str, Any]) -> dict[str, str]:
    """Return the area of every criterion as the receipt has it; what is no text is passed over."""
    about = receipt.get("about")
    criteria = about.get("criteria") if isinstance(about, Mapping) else None
    rows = [row for row in criteria if isinstance(row, Mapping)] if isinstance(criteria, list) else []
    return {
        row["id"]: row["area"] for row in rows if isinstance(row.get("id"), str) and isinstance(row.get("area"), str)
    }


def _shown(points: object) -> str:
    return "（空）" if points is None else str(points)
