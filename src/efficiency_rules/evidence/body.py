"""The rows under the headings: blank ones skipped, footers set aside, each with the row number a person sees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from efficiency_rules.errors import Problem
from efficiency_rules.evidence.footers import Footers
from efficiency_rules.evidence.headings import Headings
from efficiency_rules.evidence.tables import Table, letters
from efficiency_rules.evidence.types import Column

_ROWS_NAMED = 20
_COLUMNS_OF_A_RECORD = 3
_OTHER_COMMAS = frozenset(";；，、|\t")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a row: row as a person sees it, column from 0."""

    row: int
    column: int
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Body:
    """The record rows of a table."""

    rows: pl.Series
    """Row numbers as a person sees them, one a record."""
    columns: tuple[pl.Series, ...]
    """What stands in the file, one series a heading."""
    faults: tuple[Fault, ...]
    """Rows whose cells do not each stand under one heading: too short, too long, merged across columns."""
    set_aside: int
    notices: tuple[Problem, ...]
    """What is worth knowing; an error among them where nobody can tell by which headings rows are to be read."""

    @property
    def readable(self) -> bool:
        """Whether all rows stand under the same headings."""
        return not any(notice.severity == "error" for notice in self.notices)


def body_of(table: Table, headings: Headings, keys: Sequence[Column]) -> Body:
    """Return the record rows; sums (合计), signatures, notes and repeated heading rows are set aside and named."""
    if table.frame is not None:
        frame = table.frame
        rows = pl.int_range(2, frame.height + 2, eager=True, dtype=pl.Int64)
        return Body(rows, tuple(frame.get_columns()), (), 0, ())
    footers = Footers.of(headings, keys)
    width = headings.width
    numbers: list[int] = []
    records: list[Sequence[str]] = []
    faults: list[Fault] = []
    aside: dict[str, list[int]] = {"rows-sums": [], "rows-headings": [], "rows-notes": []}
    nameless = _nameless(table, headings)
    unheaded: set[int] = set()
    again: list[int] = []
    for number, row in enumerate(table.rows[headings.row :], start=headings.row + 1):
        if not any(row):
            continue
        code = footers.code_of(row)
        if code in aside:
            aside[code].append(number)
        else:
            again += [number] if code is not None else []
            unheaded.update(at for at in nameless if at < len(row) and row[at])
            alone = _alone(table, row, number, headings)
            faults += alone or _merged(table, row, number, headings)
            if len(row) != width:
                faults += [] if alone else _misfit(table, row, number, width)
                row = [*row[:width], *[""] * (width - len(row))]
            numbers.append(number)
            records.append(row)
    columns = list(zip(*records, strict=True)) if records else [()] * width
    return Body(
        rows=pl.Series(numbers, dtype=pl.Int64),
        columns=tuple(pl.Series(column, dtype=pl.String) for column in columns),
        faults=tuple(faults),
        set_aside=sum(len(rows) for rows in aside.values()),
        notices=(
            *(_notice(table, code, rows) for code, rows in aside.items() if rows),
            *(Problem("heading-again", table.place(row), {"other": headings.row}) for row in again),
            *_hidden(table),
            *_without_heading(table, headings, sorted(unheaded)),
        ),
    )


def _alone(table: Table, row: Sequence[str], number: int, headings: Headings) -> list[Fault]:
    """Return the fault of a row with one cell: a record has a key, a unit and a day, so it may be a remark."""
    filled = [at for at, cell in enumerate(row) if cell]
    if len(filled) > 1 or len(headings.at) < _COLUMNS_OF_A_RECORD:
        return []
    if table.delimited and len(row) < headings.width and not _OTHER_COMMAS.isdisjoint(row[filled[0]]):
        # Most likely a record whose commas are of another kind: it is told as too short.
        return []
    return [Fault(number, filled[0], "row-one-cell", {"found": row[filled[0]]})]


def _misfit(table: Table, row: Sequence[str], number: int, width: int) -> list[Fault]:
    if table.delimited and len(row) < width:
        return [Fault(number, len(row), "row-short", {"found": len(row), "expected": width})]
    beyond = next((at for at in range(width, len(row)) if row[at]), None)
    if table.delimited and beyond is not None:
        return [Fault(number, beyond, "row-long", {"found": len(row), "expected": width})]
    return []


def _merged(table: Table, row: Sequence[str], number: int, headings: Headings) -> list[Fault]:
    """Return a fault for each cell that covers a column of the ledger and another one: it may mean either."""
    known = set(headings.at.values())
    found = []
    for first, last in table.spread.get(number, ()):
        if known.intersection(range(first, last + 1)):
            covered = [text for text in headings.texts[first : last + 1] if text]
            found.append(Fault(number, first, "cell-merged", {"found": row[first], "columns": covered}))
    return found


def _notice(table: Table, code: str, rows: Sequence[int]) -> Problem:
    return Problem(code, table.place(rows[0]), {"found": len(rows), "rows": named_rows(rows)}, "info")


def named_rows(rows: Sequence[int]) -> list[object]:
    """Return the row numbers that a message names: the first twenty."""
    return [*rows[:_ROWS_NAMED], *(["…"] if len(rows) > _ROWS_NAMED else [])]


def _nameless(table: Table, headings: Headings) -> list[int]:
    """Return the positions without a heading that a row may fill; in CSV such a row is too long."""
    widest = headings.width if table.delimited else max(len(row) for row in table.rows)
    return [at for at in range(widest) if at >= headings.width or not headings.texts[at]]


def _without_heading(table: Table, headings: Headings, positions: Sequence[int]) -> tuple[Problem, ...]:
    if not positions:
        return ()
    named = [letters(at) for at in positions]
    return (Problem("columns-nameless", table.place(headings.row, positions[0]), {"found": named}, "info"),)


def _hidden(table: Table) -> tuple[Problem, ...]:
    sheet = (Problem("sheet-hidden", table.place(), {"found": table.sheet}, "info"),) if table.hidden else ()
    if not table.hidden_rows:
        return sheet
    return (*sheet, Problem("rows-hidden", table.place(), {"found": table.hidden_rows}, "info"))
