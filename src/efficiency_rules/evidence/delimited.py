"""CSV files: UTF-8 with or without BOM, or GB18030; strict about quotes, so that no row is swallowed."""

import csv
import io

from efficiency_rules.errors import Place, Problem
from efficiency_rules.evidence.cells import BLANKS
from efficiency_rules.evidence.further_headings import normal
from efficiency_rules.evidence.tables import Contents, Table, refused
from efficiency_rules.evidence.types import Model

_MAGIC = {b"PK\x03\x04": "Excel (.xlsx)", b"\xd0\xcf\x11\xe0": "Excel (.xls)", b"PAR1": "Parquet", b"%PDF": "PDF"}
_SEPARATORS = {
    ";": ("分号（;）", "semicolons (;)"),
    "；": ("全角分号（；）", "full-width semicolons (；)"),
    "\t": ("制表符", "tabs"),
    "，": ("全角逗号（，）", "full-width commas (，)"),
    "、": ("顿号（、）", "enumeration commas (、)"),
    "|": ("竖线（|）", "bars (|)"),
}
_ROWS_SEARCHED = 30
_BROKEN = {
    "unexpected end of data": ("有一个双引号没有结束", "a quote is never closed"),
    "',' expected after '\"'": ("双引号后面应当是逗号", "a comma is expected behind a closing quote"),
}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_csv(file: str, content: bytes) -> Contents:
    """Return the one table of a CSV file, or why it cannot be read; `file` is how problems name it."""
    for magic, kind in _MAGIC.items():
        if content.startswith(magic):
            return refused(file, "csv-other-kind", expected="CSV", kind=kind)
    text = _decoded(content)
    if text is None:
        return refused(file, "csv-encoding", expected="UTF-8 或 GB18030", expected_en="UTF-8 or GB18030")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return Contents((), (Problem("csv-nul", Place(file, line), {"found": "NUL"}),))
    return _rows(file, text)


def _decoded(content: bytes) -> str | None:
    if content.startswith(_UTF_16):
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _rows(file: str, text: str) -> Contents:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    opened = 1
    try:
        for row in reader:
            opened = reader.line_num + 1
            rows.append([cell.strip(BLANKS) for cell in row])
            if any("\n" in cell or "\r" in cell for cell in row) and _swallows(row):
                facts = {"found": " ".join(row)[:80], "row": len(rows)}
                return Contents((), (Problem("csv-swallowed", Place(file, reader.line_num), facts),))
    except csv.Error as error:
        zh, en = _BROKEN.get(str(error), ("这一行无法分列", str(error)))
        return Contents((), (Problem("csv-broken", Place(file, opened), {"found": zh, "found_en": en}),))
    return Contents((Table(file, rows=rows, delimited=True),))


def other_separator(table: Table, type: Model) -> dict[str, object] | None:
    """Return what separates the headings of a CSV file instead of a comma, or None."""
    known = {normal(heading) for column in type.columns for heading in column.headings}
    for row in table.rows[:_ROWS_SEARCHED]:
        for sign, (zh, en) in _SEPARATORS.items():
            if any(normal(part) in known for cell in row if sign in cell for part in cell.split(sign)):
                return {"found": zh, "found_en": en, "expected": ","}
    return None


def _swallows(row: list[str]) -> bool:
    """Say whether a cell holds further lines with as many commas as its row has: rows lost behind a stray quote."""
    commas = max(len(row) - 1, 2)
    return any(line.count(",") >= commas for cell in row for line in cell.splitlines()[1:])
