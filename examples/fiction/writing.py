"""Books written as files whose bytes are the same every time."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import xlsxwriter

from fiction.sheets import Book, Cell, Formula, Raw, Share, Sheet, runs

_WRITTEN_ON = datetime(2026, 1, 5)


def write_book(book: Book, folder: Path) -> Path:
    """Write a book into a folder; return the file."""
    path = folder / book.file
    path.write_bytes(book_bytes(book))
    return path


def book_bytes(book: Book) -> bytes:
    """Return the bytes of a book's file."""
    if book.content is not None:
        return book.content
    if book.encoding is not None:
        return _csv_text(book.sheets[0]).encode(book.encoding)
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": "虚构数据", "author": "examples/generate.py", "created": _WRITTEN_ON})
        formats = {
            "title": workbook.add_format({"bold": True, "align": "center"}),
            "heading": workbook.add_format({"bold": True, "border": 1, "text_wrap": True}),
            "day": workbook.add_format({"num_format": "yyyy/m/d"}),
            "share": workbook.add_format({"num_format": "0.0%"}),
            "merged": workbook.add_format({"valign": "vcenter"}),
        }
        for sheet in book.sheets:
            _write_sheet(workbook.add_worksheet(sheet.name), sheet, formats)
    return buffer.getvalue()


def _csv_text(sheet: Sheet) -> str:
    width = len(sheet.headings)
    titles: list[list[Cell]] = [[title, *[""] * (width - 1)] for title in sheet.titles]
    rows: list[list[Cell]] = [*titles, [*sheet.headings], *sheet.rows]
    return "".join(",".join(_csv_cell(cell) for cell in row) + "\r\n" for row in rows)


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, Raw):
        return cell.text
    text = "" if cell is None else str(cell)
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\r\n') else text


def _write_sheet(target: "xlsxwriter.worksheet.Worksheet", sheet: Sheet, formats: dict[str, object]) -> None:
    last = len(sheet.headings) - 1
    for at, title in enumerate(sheet.titles):
        target.merge_range(at, 0, at, last, title, formats["title"])
    for at, heading in enumerate(sheet.headings):
        target.write_string(len(sheet.titles), at, heading, formats["heading"])
        target.set_column(at, at, 28 if "单位" in heading else 14)
    first = len(sheet.titles) + 1
    merged = sheet.headings.index(sheet.merged) if sheet.merged else None
    for at, row in enumerate(sheet.rows):
        for column, cell in enumerate(row):
            if column != merged:
                _write_cell(target, first + at, column, cell, formats)
    if merged is not None:
        for start, end in runs(row[merged] for row in sheet.rows):
            cell = sheet.rows[start][merged]
            if end > start:
                target.merge_range(first + start, merged, first + end, merged, cell, formats["merged"])
            else:
                _write_cell(target, first + start, merged, cell, formats)


def _write_cell(
    target: "xlsxwriter.worksheet.Worksheet", row: int, column: int, cell: Cell, formats: dict[str, object]
) -> None:
    if isinstance(cell, str):
        target.write_string(row, column, cell)
    elif isinstance(cell, date):
        target.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), formats["day"])
    elif isinstance(cell, int):
        target.write_number(row, column, cell)
    elif isinstance(cell, Share):
        target.write_number(row, column, cell.tenths / 1000, formats["share"])
    elif isinstance(cell, Formula):
        target.write_formula(row, column, cell.text, None, cell.value)
