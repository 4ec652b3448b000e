"""Annotated copies of bad ledgers: every bad cell red, with the words of its problem beside it."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from efficiency_rules.errors import Problem
from efficiency_rules.evidence.columns import as_texts
from efficiency_rules.evidence.ledgers import Evidence
from efficiency_rules.evidence.reporting import cell_position
from efficiency_rules.evidence.tables import SUFFIXES, Table, read_tables

_HEADING = "问题"
_LONGEST = 32_000
_MOST_ROWS = 1_048_576
_CREATED = datetime(2000, 1, 1)
_NARROW, _WIDE, _WORDS_WIDE = 8, 40, 60
_SIZED_BY = 200
"""Rows by which the width of a column is judged."""
_LIVE = ("=", "+", "-", "@", "\t", "\r", "＝")


def annotate(evidence: Evidence, folder: Path, out: Path) -> list[Path]:
    """Write, for every ledger file of `folder` with problems, an .xlsx copy into `out`; return the copies.

    The copy holds the same rows at the same places, as texts; bad cells are red and carry a comment, and a
    column 问题 at the end repeats it; problems of a whole sheet stand in its first row. Rows beyond what a
    worksheet can hold are left out. `out` is made when there is a copy to write; a file that cannot be opened
    has none. Raises OSError when a copy cannot be written.
    """
    files: dict[str, list[Problem]] = {}
    for problem in evidence.problems:
        if problem.severity == "error":
            files.setdefault(problem.place.file, []).append(problem)
    headings = {(reading.file, reading.sheet): reading.heading_row for reading in evidence.readings}
    written = []
    for file, problems in sorted(files.items()):
        source = folder / file
        if source.suffix.lower() not in SUFFIXES or not source.is_file():
            continue
        tables = read_tables(source).tables
        if any(problem.place.sheet == table.sheet for problem in problems for table in tables):
            out.mkdir(parents=True, exist_ok=True)
            target = out / f"{file}.{_HEADING}.xlsx"
            _write(target, tables, problems, headings)
            written.append(target)
    return written


def _write(
    target: Path, tables: Sequence[Table], problems: Sequence[Problem], headings: Mapping[tuple[str, str], int]
) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(target), options)
    book.set_properties({"created": _CREATED})
    formats = _Formats(book)
    for table in tables:
        sheet = book.add_worksheet(table.sheet or None)
        own = [problem for problem in problems if problem.place.sheet == table.sheet]
        _write_sheet(sheet, table, own, headings.get((table.file, table.sheet)), formats)
    try:
        book.close()
    except FileCreateError as error:
        # xlsxwriter wraps the error of the operating system, which knows more.
        cause = error.args[0]
        raise (cause if isinstance(cause, OSError) else OSError(str(error))) from error


class _Formats:
    """The formats of one workbook; text that looks like a formula is marked as text."""

    def __init__(self, book: Any) -> None:
        self.plain = book.add_format({"num_format": "@"})
        self.quoted = book.add_format({"num_format": "@", "quote_prefix": True})
        self.bad = book.add_format({"num_format": "@", "bg_color": "#FF9999", "quote_prefix": True})
        self.words = book.add_format({"num_format": "@", "font_color": "#C00000", "text_wrap": True, "valign": "top"})

    def of(self, text: str, bad: bool) -> Any:
        """Return the format of a cell."""
        if bad:
            return self.bad
        return self.quoted if text.startswith(_LIVE) else self.plain


def _write_sheet(
    sheet: Any, table: Table, problems: Sequence[Problem], heading_row: int | None, formats: _Formats
) -> None:
    words: dict[tuple[int, int], list[str]] = {}
    red = set()
    for problem in problems:
        cell = cell_position(problem.place.cell)
        # A problem of the whole sheet has no cell: it is told at the first one.
        words.setdefault(cell or (1, 0), []).append(f"{problem.what()}。{problem.hint()}")
        red |= {cell} if cell else set()
    rows = _texts(table)
    width = max((len(row) for row in rows), default=0)
    for number, cells in enumerate(rows[:_MOST_ROWS], start=1):
        for column in range(width):
            text = cells[column] if column < len(cells) else ""
            bad = (number, column) in red
            if text or bad:
                sheet.write_string(number - 1, column, text[:_LONGEST], formats.of(text, bad))
    for (row, column), said in words.items():
        sheet.write_comment(row - 1, column, "\n".join(said)[:_LONGEST], {"x_scale": 2, "y_scale": 2})
    if not words:
        return
    first = heading_row or 1
    for row in sorted({first, *(row for row, _ in words)}):
        said = [text for (at, _), texts in sorted(words.items()) if at == row for text in texts]
        title = [_HEADING] if row == first else []
        sheet.write_string(row - 1, width, "\n".join([*title, *said])[:_LONGEST], formats.words)
    sized_by = rows[first - 1 : first + _SIZED_BY]
    for column in range(width):
        shown = max((_places(cells[column]) for cells in sized_by if column < len(cells)), default=0)
        sheet.set_column(column, column, min(max(shown + 1, _NARROW), _WIDE))
    sheet.set_column(width, width, _WORDS_WIDE)


def _places(text: str) -> int:
    """Return how many places of a column the text takes: Chinese letters two each."""
    longest = max(text[:_WIDE].splitlines() or [""], key=len)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in longest)


def _texts(table: Table) -> Sequence[Sequence[str]]:
    if table.frame is None:
        return table.rows
    frame = table.frame
    columns = [as_texts(series, "text").fill_null("") for series in frame.get_columns()]
    return [frame.columns, *zip(*columns, strict=True)]
