"""Annotated copies of bad ledgers: every bad cell red, with the words of its problem beside it."""

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
_LIVE = ("=", "+", "-", "@", "\t", "\r", "＝")


def annotate(evidence: Evidence, folder: Path, out: Path) -> list[Path]:
    """Write, for every ledger file of `folder` with problems, an .xlsx copy into `out`; return the copies.

    The copy holds the same rows at the same places, as texts; bad cells are red and carry a comment, and a
    column 问题 at the end repeats it. Rows beyond what a worksheet can hold are left out. Raises OSError
    when a copy cannot be written.
    """
    files: dict[str, list[Problem]] = {}
    for problem in evidence.problems:
        if problem.severity == "error" and cell_position(problem.place.cell) is not None:
            files.setdefault(problem.place.file, []).append(problem)
    headings = {(reading.file, reading.sheet): reading.heading_row for reading in evidence.readings}
    written = []
    for file, problems in sorted(files.items()):
        source = folder / file
        if source.suffix.lower() in SUFFIXES and source.is_file():
            target = out / f"{file}.{_HEADING}.xlsx"
            _write(target, read_tables(source).tables, problems, headings)
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
        self.words = book.add_format({"num_format": "@", "font_color": "#C00000"})

    def of(self, text: str, bad: bool) -> Any:
        """Return the format of a cell."""
        if bad:
            return self.bad
        return self.quoted if text.startswith(_LIVE) else self.plain


def _write_sheet(
    sheet: Any, table: Table, problems: Sequence[Problem], heading_row: int | None, formats: _Formats
) -> None:
    words: dict[tuple[int, int], list[str]] = {}
    for problem in problems:
        row, column = cell_position(problem.place.cell) or (1, 0)
        words.setdefault((row, column), []).append(f"{problem.what()}。{problem.hint()}")
    rows = _texts(table)
    width = max((len(row) for row in rows), default=0)
    for number, cells in enumerate(rows[:_MOST_ROWS], start=1):
        for column in range(width):
            text = cells[column] if column < len(cells) else ""
            bad = (number, column) in words
            if text or bad:
                sheet.write_string(number - 1, column, text[:_LONGEST], formats.of(text, bad))
    for (row, column), said in words.items():
        sheet.write_comment(row - 1, column, "\n".join(said)[:_LONGEST], {"x_scale": 2, "y_scale": 2})
    if heading_row is not None:
        sheet.write_string(heading_row - 1, width, _HEADING, formats.words)
    for bad_row in sorted({row for row, _ in words}):
        said = [text for (at, _), texts in sorted(words.items()) if at == bad_row for text in texts]
        sheet.write_string(bad_row - 1, width, "\n".join(said)[:_LONGEST], formats.words)


def _texts(table: Table) -> Sequence[Sequence[str]]:
    if table.frame is None:
        return table.rows
    frame = table.frame
    columns = [as_texts(series, "text").fill_null("") for series in frame.get_columns()]
    return [frame.columns, *zip(*columns, strict=True)]
