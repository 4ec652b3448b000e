"""Blank tables to be filled in: a title, a line that says how to fill in each column, the headings."""

import csv
import io
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter

_CREATED = datetime(2000, 1, 1)
_ROWS = 2000
"""Rows that offer the choices of a column."""

_LONGEST_LIST = 255
"""Characters that the choices of a cell may have together, as spreadsheets have it."""

_SHEET_NAME = 31
_NARROW, _WIDE = 16, 28
_TITLE_ROW, _NOTE_ROW, _HEADING_ROW = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its heading, how it is filled in, and what may stand in it where that is a list."""

    text: str
    note: str
    choices: tuple[str, ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True)
class BlankTable:
    """A table without rows."""

    name: str
    title: str
    headings: tuple[Heading, ...]


def csv_bytes(table: BlankTable) -> bytes:
    """Return the table as CSV, UTF-8 with BOM: what spreadsheets open without asking."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    blank = [""] * (len(table.headings) - 1)
    writer.writerow([table.title, *blank])
    writer.writerow([heading.note for heading in table.headings])
    writer.writerow([heading.text for heading in table.headings])
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(table: BlankTable) -> bytes:
    """Return the table as a workbook of one sheet: texts stay texts, choices are lists to pick from."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet(table.name[:_SHEET_NAME])
    title = book.add_format({"bold": True, "font_size": 13})
    note = book.add_format({"italic": True, "font_color": "#666666", "text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    plain = book.add_format({"num_format": "@"})
    sheet.write_string(_TITLE_ROW, 0, table.title, title)
    for at, heading in enumerate(table.headings):
        sheet.set_column(at, at, _WIDE if heading.wide else _NARROW, plain)
        sheet.write_string(_NOTE_ROW, at, heading.note, note)
        sheet.write_string(_HEADING_ROW, at, heading.text, head)
        if heading.choices and len(",".join(heading.choices)) <= _LONGEST_LIST:
            rule = {"validate": "list", "source": list(heading.choices), "error_type": "warning"}
            sheet.data_validation(_HEADING_ROW + 1, at, _HEADING_ROW + _ROWS, at, rule)
    sheet.set_row(_NOTE_ROW, 48)
    sheet.freeze_panes(_HEADING_ROW + 1, 0)
    book.close()
    return content.getvalue()
