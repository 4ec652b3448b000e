"""What python-calamine does not tell about .xlsx cells: errors, formulas never computed, percent formats."""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

from efficiency_rules.evidence.number_formats import BUILT_IN, NumberFormat

_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*?)/?>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^>]*?)/?>")
_PROPERTIES = re.compile(r"<(?:\w+:)?workbookPr\s([^>]*?)/?>")
# A code like [>1]0% may hold the sign that ends a tag.
_FORMAT = re.compile(r"""<(?:\w+:)?numFmt\s((?:[^<>"']|"[^"<]*"|'[^'<]*')*?)/?>""")
_STYLES = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(r"<(?:\w+:)?xf\s([^>]*?)/?>")
_REFERENCE = re.compile(rb"""\sr=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*\bhidden=["'](?:1|true)["']""")
# Ends at the next cell at the latest, so that broken XML costs no more than one pass.
_CELL = re.compile(rb"<(?:\w+:)?c(\s[^>]*[^/>])>([^<]*(?:<(?!/?(?:\w+:)?c[\s>/])[^<]*)*)</")
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]*)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*>([^<]*)<|<(?:\w+:)?f\b")
_TELLING = re.compile(rb"""\st=["']e["']|<(?:\w+:)?f[\s>/]""")
_Formats = Mapping[bytes, NumberFormat]
"""The formats with a percent sign by the number of the style."""


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """What one sheet's cells really say where calamine leaves it out; rows and columns from 0."""

    texts: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: int = 0
    cells: int = 0
    """Rows times columns of the rectangle that holds all cells."""


@dataclass(frozen=True, slots=True)
class WorkbookMarks:
    """The marks of all sheets by name, and whether the workbook counts days from 1904."""

    sheets: Mapping[str, SheetMarks] = field(default_factory=dict)
    counts_from_1904: bool = False


def read_marks(archive: zipfile.ZipFile) -> WorkbookMarks:
    """Return the marks of a workbook; KeyError where a part of it is missing."""
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    targets = _targets(archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace"))
    percents = _percent_formats(archive)
    sheets = {}
    for found in _SHEET.findall(book):
        attributes = _attributes(found)
        relation = next((value for name, value in attributes.items() if name.endswith(":id")), "")
        part = targets.get(relation, "")
        if part in archive.namelist():
            sheets[attributes.get("name", "")] = _sheet_marks(archive.read(part), percents)
    properties = _PROPERTIES.search(book)
    epoch = _attributes(properties[1]).get("date1904", "0") if properties else "0"
    return WorkbookMarks(sheets, epoch in ("1", "true"))


def _attributes(text: str) -> dict[str, str]:
    return {name: unescape(double or single) for name, double, single in _ATTRIBUTE.findall(text)}


def _targets(relations: str) -> dict[str, str]:
    found = [_attributes(relation) for relation in _RELATION.findall(relations)]
    return {one.get("Id", ""): _part(one.get("Target", "")) for one in found}


def _part(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _percent_formats(archive: zipfile.ZipFile) -> _Formats:
    if "xl/styles.xml" not in archive.namelist():
        return {}
    text = archive.read("xl/styles.xml").decode("utf-8", "replace")
    own = [_attributes(found) for found in _FORMAT.findall(text)]
    codes = BUILT_IN | {one.get("numFmtId", ""): one.get("formatCode", "") for one in own}
    formats = {id: made for id, code in codes.items() if (made := NumberFormat.of(code))}
    styles = _STYLES.search(text)
    used = [_attributes(found).get("numFmtId", "") for found in _STYLE.findall(styles[0])] if styles else []
    return {str(at).encode(): formats[id] for at, id in enumerate(used) if id in formats}


def _sheet_marks(xml: bytes, percents: _Formats) -> SheetMarks:
    references = set(_REFERENCE.findall(xml))
    columns = [_column(letters) for letters in {letters for letters, _ in references}]
    rows = [int(row) for row in {row for _, row in references}]
    cells = (max(columns) + 1) * max(rows) if columns else 0
    texts = _texts(xml, percents) if percents or _TELLING.search(xml) else {}
    return SheetMarks(texts, len(_HIDDEN_ROW.findall(xml)), cells)


def _texts(xml: bytes, percents: _Formats) -> dict[tuple[int, int], str]:
    texts = {}
    for head, body in _CELL.findall(xml):
        attributes = _attributes(head.decode("utf-8", "replace"))
        reference = _REFERENCE.search(head)
        text = _cell_text(attributes, body, percents)
        if text is not None and reference:
            texts[int(reference[2]) - 1, _column(reference[1])] = text
    return texts


def _cell_text(attributes: Mapping[str, str], body: bytes, percents: _Formats) -> str | None:
    kind = attributes.get("t", "n")
    found = _VALUE.search(body)
    value = found[1].decode("utf-8", "replace").strip() if found else ""
    if kind == "e":
        return value or "#N/A"
    if not value and kind != "str" and (formula := _FORMULA.search(body)):
        return "=" + unescape((formula[1] or b"").decode("utf-8", "replace"))
    shown = percents.get(attributes.get("s", "0").encode())
    return shown.text_of(float(value)) if kind == "n" and value and shown else None


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return column - 1
