"""Matching: marks, lines and sources of a result say of units and criteria what standings and receipt say."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from efficiency_rules.errors import Place, Problem
from efficiency_rules.evaluation.adding import FIXED, numbers
from efficiency_rules.evaluation.agreeing import is_graded
from efficiency_rules.evaluation.contents import harmless
from efficiency_rules.evaluation.marking import STATES

_HEADINGS = {
    "marks": ("jurisdiction", "unit", "criterion", "edition", "state", "points", "full", "reason"),
    "lines": ("jurisdiction", "unit", "area", "criterion", "clause", "points", "reason", "evidence"),
    "sources": ("evidence", "key", "file", "sheet", "row"),
}
_CRITERIA = ("criterion", "edition", "full", "area", "clause", "evidence")


def tables_match(tables: Mapping[str, pl.DataFrame], receipt: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what marks, lines and sources say otherwise than standings and receipt, cell by cell.

    `tables` hold every cell as text; where one lacks a column, that alone is told.
    """
    areas = _areas(receipt)
    wrong = list(_headings(tables, tuple(areas["area"])))
    yield from wrong
    if any(problem.code == "verify-columns-missing" for problem in wrong):
        return
    criteria = _criteria(receipt)
    home = tables["standings"].unique("unit").select("unit", jurisdiction_="jurisdiction")
    rows = {name: tables[name].with_row_index("line", 2) for name in _HEADINGS}
    marks = numbers(rows["marks"], "points", "full", suffix="_number")
    yield from _marks(marks.join(home, "unit", "left").join(criteria, "criterion", "left"), is_graded(receipt))
    yield from _counted(rows["marks"], home, criteria)
    lines = rows["lines"].join(home, "unit", "left").join(criteria, "criterion", "left").join(areas, "area", "left")
    yield from _lines(lines)
    yield from _sources(lines, rows["sources"], receipt)


def _headings(tables: Mapping[str, pl.DataFrame], areas: tuple[str, ...]) -> Iterator[Problem]:
    for name, wanted in {"standings": (*FIXED, *areas), **_HEADINGS}.items():
        there = tables[name].columns if name in tables else []
        missing = [column for column in wanted if column not in there]
        if missing:
            yield Problem("verify-columns-missing", Place(name), {"found": name, "expected": "、".join(missing)})
        elif more := [column for column in there if column not in wanted]:
            yield Problem("verify-columns-extra", Place(name), {"found": name, "columns": "、".join(more)})


def _frame(rows: object, *keys: str) -> pl.DataFrame:
    """Return the texts of these keys, one row a mapping of a list; other rows are passed over."""
    found = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
    texts = [[str(row.get(key, "")) for key in keys] for row in found]
    return harmless(pl.DataFrame(texts, schema=dict.fromkeys(keys, pl.String), orient="row"))


def _criteria(receipt: Mapping[str, Any]) -> pl.DataFrame:
    """Return what the receipt says of each criterion; names end in `_` where tables have the same column."""
    use = pl.col("use").str.splitn("@", 2).struct
    frame = _frame(receipt.get("criteria"), "use", "full", "area", "clause", "evidence")
    frame = numbers(frame, "full").with_columns(criterion=use[0], edition=use[1]).unique("criterion")
    return frame.select("criterion", *(pl.col(column).alias(f"{column}_") for column in _CRITERIA[1:]))


def _areas(receipt: Mapping[str, Any]) -> pl.DataFrame:
    about = receipt.get("about")
    frame = _frame(about.get("areas") if isinstance(about, Mapping) else None, "id", "clause")
    return frame.unique("id", maintain_order=True).select(area="id", area_clause="clause")


def _cells(name: str, rows: pl.DataFrame, column: str, expected: pl.Expr, wrong: pl.Expr) -> Iterator[Problem]:
    """Yield a problem for every row whose cell is wrong."""
    chosen = rows.filter(wrong).select("line", "unit", column, expected_=expected.cast(pl.String))
    for line, unit, found, said in chosen.iter_rows():
        facts = {"unit": unit, "column": column, "found": found or "（空）", "expected": said or "（空）"}
        yield Problem("verify-cell", Place(name, line), facts)


def _marks(marks: pl.DataFrame, graded: bool) -> Iterator[Problem]:
    for column in ("jurisdiction", "edition"):
        yield from _cells("marks", marks, column, pl.col(f"{column}_"), pl.col(column) != pl.col(f"{column}_"))
    points, full, state = pl.col("points_number"), pl.col("full_number"), pl.col("state")
    yield from _cells("marks", marks, "full", pl.col("full_"), full != pl.col("full_"))
    yield from _cells("marks", marks, "state", pl.lit("、".join(STATES)), ~state.is_in(STATES))
    yield from _cells("marks", marks, "points", pl.format("0–{}", "full"), (points < 0) | (points > full))
    # What a state means for the points is declared once for the criterion, so all its units have the same.
    usual = pl.col("points").mode().sort().first().over("criterion", "state")
    never = ["not-due", "failed"]
    wrong = (state == "scored") & (pl.col("points") == "") | (state != "scored") & (
        (pl.col("points") != usual) | ((points != 0) & (points != full))
    )
    wrong |= state.is_in(never) & ((pl.col("points") != "") | pl.lit(graded))
    chosen = marks.filter(wrong).select("line", "unit", "criterion", "state", "points")
    for line, unit, criterion, found, has in chosen.iter_rows():
        facts = {"unit": unit, "criterion": criterion, "found": found, "points": has or "（空）"}
        yield Problem("verify-state", Place("marks", line), facts)
    yield from _reasons("marks", marks.filter(points.is_null() | (points < full)))


def _reasons(name: str, rows: pl.DataFrame) -> Iterator[Problem]:
    chosen = rows.filter(pl.col("reason").str.strip_chars() == "").select("line", "unit", "criterion")
    for line, unit, criterion in chosen.iter_rows():
        yield Problem("verify-reason-missing", Place(name, line), {"unit": unit, "criterion": criterion})


def _counted(marks: pl.DataFrame, home: pl.DataFrame, criteria: pl.DataFrame) -> Iterator[Problem]:
    """Every unit has one mark in every criterion."""
    keys = ["unit", "criterion"]
    if marks.height == home.height * criteria.height and not marks.select(keys).is_duplicated().any():
        return
    pairs = home.select("unit").join(criteria.select("criterion"), how="cross")
    counted = pairs.join(marks.group_by(keys).agg(count=pl.len()), keys, "left").with_columns(
        pl.col("count").fill_null(0)
    )
    for unit, criterion, count in counted.filter(pl.col("count") != 1).sort(keys).iter_rows():
        yield Problem("verify-mark-count", Place("marks"), {"unit": unit, "criterion": criterion, "found": count})


def _lines(lines: pl.DataFrame) -> Iterator[Problem]:
    for line, unit in lines.filter(pl.col("jurisdiction_").is_null()).select("line", "unit").iter_rows():
        yield Problem("verify-unit-unknown", Place("lines", line), {"found": unit})
    rescaled = pl.col("criterion") == ""
    clause = pl.when(rescaled).then("area_clause").otherwise("clause_")
    for column, expected in (("jurisdiction", pl.col("jurisdiction_")), ("area", pl.col("area_")), ("clause", clause)):
        yield from _cells("lines", lines, column, expected, pl.col(column) != expected)
    yield from _cells(
        "lines", lines, "area", pl.lit("receipt.json about.areas"), rescaled & pl.col("area_clause").is_null()
    )
    yield from _cells("lines", lines, "evidence", pl.lit(""), rescaled & (pl.col("evidence") != ""))
    yield from _reasons("lines", lines)


def _sources(lines: pl.DataFrame, sources: pl.DataFrame, receipt: Mapping[str, Any]) -> Iterator[Problem]:
    """Lines name records, records stand in files that were read; a ledger that came from memory has no places."""
    read = _frame(receipt.get("rows"), "evidence", "file", "sheet")
    from_files = read.filter(pl.col("evidence") != pl.col("file")).select(evidence_="evidence").unique()
    named = lines.filter(pl.col("evidence") != "").select("line", "unit", "evidence_", key="evidence")
    places = sources.select("key", evidence_="evidence").unique()
    lost = named.join(from_files, "evidence_").join(places, ["evidence_", "key"], "anti").sort("line")
    for line, unit, _, key in lost.iter_rows():
        yield Problem("verify-source-missing", Place("lines", line), {"unit": unit, "found": key})
    alone = sources.join(named, left_on=["evidence", "key"], right_on=["evidence_", "key"], how="anti")
    for line, key in alone.sort("line").select("line", "key").iter_rows():
        yield Problem("verify-source-alone", Place("sources", line), {"found": key})
    unread = sources.join(read, ["evidence", "file", "sheet"], "anti").sort("line")
    tables = receipt.get("tables")
    if isinstance(tables, Mapping) and "regrading" in tables:
        # A record that a correction replaced stands in its document, in no row.
        unread = unread.filter(~(pl.col("file").str.starts_with("更正（") & (pl.col("row") == "")))
    for line, file, sheet in unread.select("line", "file", "sheet").iter_rows():
        yield Problem(
            "verify-source-unread", Place("sources", line), {"found": " > ".join(filter(None, (file, sheet)))}
        )
