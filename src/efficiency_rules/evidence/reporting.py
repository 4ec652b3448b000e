"""Faults of rows as problems with places, and the rows that they cost."""

import re
from collections.abc import Sequence

import polars as pl

from efficiency_rules.errors import Problem
from efficiency_rules.evidence.body import Fault
from efficiency_rules.evidence.checking import Checked

REJECTED = {
    "file": pl.String(),
    "sheet": pl.String(),
    "row": pl.Int64(),
    "code": pl.String(),
    "message": pl.String(),
    "content": pl.String(),
}
"""Columns of the rejected rows, one row a rejected row; several codes and messages are joined."""

_CELL = re.compile(r"([A-Z]+)([0-9]+)")


def fault_problems(one: Checked, faults: Sequence[Fault]) -> list[Problem]:
    """Return the faults of a table as problems, in the same order."""
    return [Problem(fault.code, one.table.place(fault.row, fault.column), fault.facts) for fault in faults]


def by_place(problem: Problem) -> tuple[str, str, int, int, str, str]:
    """Return what problems are sorted by: file, sheet, row, column, code."""
    place = problem.place
    row, column = cell_position(place.cell) or (place.line or 0, place.column or 0)
    return (place.file, place.sheet, row, column, problem.code, str(sorted(problem.facts.items(), key=str)))


def cell_position(cell: str) -> tuple[int, int] | None:
    """Return row (from 1) and column (from 0) of a cell like C17, or None for anything else."""
    match = _CELL.fullmatch(cell)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column - 1


def rejected_rows(one: Checked, keep: pl.Series, faults: Sequence[Fault], problems: Sequence[Problem]) -> pl.DataFrame:
    """Return the rows that are not kept: their place, why, and what they hold."""
    if one.body is None or one.headings is None:
        return pl.DataFrame(schema=REJECTED)
    reasons: dict[int, list[Problem]] = {}
    for fault, problem in zip(faults, problems, strict=True):
        reasons.setdefault(fault.row, []).append(problem)
    whole_table = [problem for problem in one.problems if problem.severity == "error"]
    found = []
    for at in (~keep).arg_true().to_list():
        row = one.body.rows[at]
        why = sorted(reasons.get(row, whole_table), key=by_place)
        codes = "; ".join(dict.fromkeys(problem.code for problem in why))
        messages = "；".join(problem.what() for problem in why)
        found.append((one.table.file, one.table.sheet, row, codes, messages, _content(one, at)))
    return pl.DataFrame(found, schema=REJECTED, orient="row")


def _content(one: Checked, at: int) -> str:
    if one.body is None or one.headings is None:
        return ""
    cells = zip(one.headings.texts, one.body.columns, strict=True)
    written = [(heading, series.slice(at, 1).to_list()[0]) for heading, series in cells]
    return " | ".join(f"{heading}={value}" for heading, value in written if value not in (None, ""))
