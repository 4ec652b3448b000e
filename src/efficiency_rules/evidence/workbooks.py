"""Excel workbooks, read by python-calamine: every sheet a table of texts, merged cells filled downwards."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from efficiency_rules.errors import Problem
from efficiency_rules.evidence.biff_marks import read_biff_marks
from efficiency_rules.evidence.cells import BLANKS, number_text
from efficiency_rules.evidence.sheet_marks import SheetMarks, read_marks
from efficiency_rules.evidence.tables import LARGEST, Contents, Table, first_line, guarded, refused
from efficiency_rules.evidence.wording import Facts, damage, reason

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_CELLS = 20_000_000
"""Cells of one sheet: one forgotten cell at the far corner would otherwise ask for billions."""

_Ranges = list[tuple[tuple[int, int], tuple[int, int]]]
"""Merged cells: row and column of the first and of the last, from 0."""

_DAMAGED = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    LookupError,
    RuntimeError,
    ValueError,
)


def read_workbook(path: Path) -> Contents:
    """Return the tables of an .xlsx or .xls file, or why it cannot be read."""
    content = path.read_bytes()
    kind = "Excel (.xlsx)" if path.suffix.lower() == ".xlsx" else "Excel (.xls)"
    if content.startswith(_ZIP):
        return _read_zipped(path.name, content, kind)
    if not content.startswith(_OLE):
        return refused(path.name, "file-broken", expected=kind, **_looks_like(content))
    if path.suffix.lower() == ".xlsx":
        return refused(path.name, "workbook-locked")
    try:
        marks = read_biff_marks(content)
    except (ValueError, LookupError, struct.error) as error:
        return refused(path.name, "file-broken", expected=kind, **damage(first_line(error)))
    return _read(path.name, content, kind, marks)


def _looks_like(content: bytes) -> Facts:
    start = content[:200].lstrip().lower()
    if not start:
        return reason("是空文件", "it is empty")
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")):
        return reason("是网页", "it is HTML or XML")
    return reason("是文本或不明内容", "it is text or something unknown")


def _read_zipped(file: str, content: bytes, kind: str) -> Contents:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            if size > LARGEST:
                return refused(file, "file-too-large", size=f"{size:,}", limit=f"{LARGEST:,}")
            # Unpacks every part within its declared size: a part that lies about it fails its checksum.
            if damaged := archive.testzip():
                return refused(file, "file-broken", expected=kind, **damage(damaged))
            marks = read_marks(archive)
    except _DAMAGED as error:
        return refused(file, "file-broken", expected=kind, **damage(first_line(error)))
    if marks.counts_from_1904:
        return refused(file, "workbook-1904")
    return _read(file, content, kind, marks.sheets)


def _read(file: str, content: bytes, kind: str, marks: Mapping[str, SheetMarks]) -> Contents:
    from python_calamine import CalamineWorkbook

    for sheet, found in marks.items():
        if found.cells > _MOST_CELLS:
            facts = {"found": f"{found.cells:,}", "limit": f"{_MOST_CELLS:,}"}
            return Contents((), (Problem("sheet-too-large", Table(file, sheet).place(), facts),))
    opened = guarded(CalamineWorkbook.from_filelike, BytesIO(content))
    if isinstance(opened, str):
        return refused(file, "file-broken", expected=kind, **damage(opened))
    tables: list[Table] = []
    problems: list[Problem] = []
    for name, visible in _worksheets(opened):
        mark = marks.get(name, SheetMarks())
        table = guarded(_table, opened, Table(file, name, hidden=not visible), mark)
        if isinstance(table, str):
            broken: Facts = {"found": name, "expected": kind, **damage(table)}
            problems.append(Problem("file-broken", Table(file, name).place(), broken))
            continue
        tables.append(table)
    if not tables and not problems:
        return refused(file, "file-broken", expected=kind, **reason("没有工作表", "no worksheet"))
    return Contents(tuple(tables), tuple(problems))


def _worksheets(workbook: "CalamineWorkbook") -> list[tuple[str, bool]]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        (sheet.name, sheet.visible == SheetVisibleEnum.Visible)
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet
    ]


def _table(workbook: "CalamineWorkbook", bare: Table, marks: SheetMarks) -> Table:
    sheet = workbook.get_sheet_by_name(bare.sheet)
    rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for (row, column), text in marks.texts.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text
    merged = sheet.merged_cell_ranges or []
    spread = _spread(rows, merged)
    _fill_merged(rows, merged)
    return replace(bare, rows=rows, hidden_rows=marks.hidden_rows, spread=spread)


def _spread(rows: list[list[str]], ranges: _Ranges) -> dict[int, list[tuple[int, int]]]:
    """Return the cells with content that cover several columns, for each row that holds anything."""
    spread: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, right) in ranges:
        if left < right and top < len(rows) and left < len(rows[top]) and rows[top][left]:
            for row in range(top, min(bottom + 1, len(rows))):
                if any(rows[row]):
                    spread.setdefault(row + 1, []).append((left, right))
    return spread


def _fill_merged(rows: list[list[str]], ranges: _Ranges) -> None:
    filled = [any(row) for row in rows]
    for (top, left), (bottom, _) in ranges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        for row in range(top + 1, min(bottom + 1, len(rows))):
            if filled[row] and not rows[row][left]:
                rows[row][left] = rows[top][left]


def _date_text(value: date) -> str:
    return value.isoformat()


def _moment_text(value: datetime) -> str:
    return value.isoformat(sep=" ")


_TEXTS: Mapping[type, Callable[[Any], str]] = {
    str: lambda text: text.strip(BLANKS),
    float: number_text,
    int: str,
    bool: lambda flag: "TRUE" if flag else "FALSE",
    date: _date_text,
    datetime: _moment_text,
    time: _date_text,
    timedelta: str,
}


def _text(cell: object) -> str:
    return _TEXTS[type(cell)](cell)
