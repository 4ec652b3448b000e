"""What the text of one cell means: pure functions from text to a value, or to the reason why it is none."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from math import isfinite

from efficiency_rules.errors import near
from efficiency_rules.evidence.types import Column
from efficiency_rules.evidence.wording import bounds
from efficiency_rules.points import TICKS, decimal_text

BLANKS = " \t\r\n\v\f\u3000\u00a0\u200b\u2060\ufeff"
"""Characters that a cell may begin or end with and nobody sees."""

EXCEL_ERRORS = (
    "#N/A",
    "#DIV/0!",
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
)

UNCLEAR_FORMAT = "#FORMAT! "
"""How the text of a cell begins whose number format leaves it open whether its number is a percentage."""

TOO_NARROW = r"^#{2,}$"
"""What a spreadsheet shows, and writes to CSV, where a column is too narrow for its number or day."""

SHORTENED = r"^-?[0-9]+(\.[0-9]+[Ee]\+?|[Ee]\+)[0-9]+$"
"""A long number that a program has cut down, like 1.5E+17 or 1.5E17: its last digits are lost. 12E05 may be whole."""

TURNED_DAY = (
    r"^([0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}([ T][0-9:.]+)?"
    r"|([0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日|[0-9]{2}(:[0-9]{2}){1,2})$"
)
"""A number like 3-1 or 3:1 that a spreadsheet has turned into a day or a time."""

PLACEHOLDER = r"^(?i:true|false|n/a|null|none|无|暂无|没有|空|[-—–_/\\.。、*]+)$"
"""What people write where a key should stand and there is none, after compatibility forms are unified."""

GUARDED = r'^="([^"=]*)"$'
"""A text that an export has guarded against spreadsheets, like ="0012"."""

YEARS = range(1949, 2100)
"""Years in which a ledger's day may lie; others are slips of the keyboard."""

_FULL_WIDTH = {0xFF01 + at: 0x21 + at for at in range(94)} | {0x3000: 0x20, 0x00A0: 0x20, 0x2212: 0x2D}
# 2025-3-110:20 may be the 1st or the 11th: a time of day stands apart from the day.
_CLOCK = r"([ T]*(?<![0-9])(?P<time>([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?)(?P<zone>Z|[+-][0-9:]+)?)?"
_DAYS = (
    re.compile(r"(?P<y>[0-9]{4}) ?年 ?(?P<m>[0-9]{1,2}) ?月 ?(?P<d>[0-9]{1,2}) ?[日号]?" + _CLOCK),
    re.compile(r"(?P<y>[0-9]{4})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})" + _CLOCK),
    re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})" + _CLOCK),
)
_NO_YEAR = re.compile(r"[0-9]{1,2} ?月 ?[0-9]{1,2} ?[日号]?|[0-9]{1,2}[-/.][0-9]{1,2}")
_NOT_YET = re.compile(PLACEHOLDER[1:-1] + r"|(未|尚未|暂未|正在|待).{0,6}|在办|.{0,3}中")
_SERIAL = re.compile(r"[0-9]{5}(\.(?P<part>[0-9]+))?")
_EPOCH = date(1899, 12, 30)
_INTEGER = re.compile(r"(-?[0-9]{1,15})(\.0+)?")
_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]+)?")
_FLAGS = {"是": True, "√": True, "✓": True, "✔": True, "TRUE": True, "1": True} | {
    "否": False,
    "×": False,
    "✗": False,
    "✘": False,
    "FALSE": False,
    "0": False,
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something read is not a value: a problem code and the facts of its words."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


Value = date | int | bool | str
"""A cell's value as a ledger stores it: points and percentages in ticks."""

Reader = Callable[[str], Value | Refusal]
"""Reads the text of one cell that is not blank."""


def plain(text: str) -> str:
    """Return text with full-width letters, digits and signs made ASCII, nothing around it."""
    return text.translate(_FULL_WIDTH).strip(BLANKS)


def squeezed(text: str) -> str:
    """Return text as names are compared: compatibility forms unified, every blank taken out."""
    return "".join(unicodedata.normalize("NFKC", text).split()).translate({0x200B: None, 0x2060: None, 0xFEFF: None})


def spoiled(text: str) -> Refusal | None:
    """Return why no column can hold this text (an Excel error, a formula, ########, an unclear format), or None."""
    if text in EXCEL_ERRORS:
        return Refusal("cell-excel-error", {"found": text})
    if re.match(TOO_NARROW, text):
        return Refusal("cell-too-narrow", {"found": text[:80]})
    if text.startswith(UNCLEAR_FORMAT):
        return Refusal("cell-format", {"found": text.removeprefix(UNCLEAR_FORMAT)[:80]})
    if text.startswith("="):
        return Refusal("cell-formula", {"found": text[:80]})
    return None


def day(text: str) -> date | Refusal:
    """Return the day written in any of the usual Chinese ways, or as the serial number of a spreadsheet.

    A time of day behind it is left out: `has_time` says so. In another time zone it may be another day, so a zone is
    refused.
    """
    found = plain(text)
    for pattern in _DAYS:
        if match := pattern.fullmatch(found):
            if match["zone"]:
                return Refusal("day-with-zone", {"found": text})
            return _calendar_day(text, int(match["y"]), int(match["m"]), int(match["d"]))
    if match := _SERIAL.fullmatch(found):
        counted = _EPOCH + timedelta(days=int(found[:5]))
        return _calendar_day(text, counted.year, counted.month, counted.day)
    code = "day-without-year" if _NO_YEAR.fullmatch(found) else "day-unreadable"
    return Refusal(code, {"found": text})


def has_time(text: str) -> bool:
    """Say whether what `day` reads has a time of day that is not midnight."""
    found = plain(text)
    times = [match["time"] for pattern in _DAYS if (match := pattern.fullmatch(found))]
    if match := _SERIAL.fullmatch(found):
        times.append(match["part"])
    return any(time and time.strip("0:.") for time in times)


def _calendar_day(text: str, year: int, month: int, day: int) -> date | Refusal:
    try:
        found = date(year, month, day)
    except ValueError:
        return Refusal("day-impossible", {"found": text})
    return found if found.year in YEARS else Refusal("day-implausible", {"found": text})


def integer(text: str) -> int | Refusal:
    """Return a whole number of at most fifteen digits."""
    match = _INTEGER.fullmatch(plain(text))
    return int(match[1]) if match else Refusal("integer-unreadable", {"found": text})


def points(text: str) -> int | Refusal:
    """Return a decimal of at most four places, in ticks."""
    ticks = _ticks(plain(text))
    return Refusal("points-unreadable", {"found": text}) if ticks is None else ticks


def percent(text: str) -> int | Refusal:
    """Return a percentage with its sign and at most four decimals, in ticks."""
    found = plain(text)
    ticks = _ticks(found.removesuffix("%").rstrip()) if found.endswith("%") else None
    return Refusal("percent-unreadable", {"found": text}) if ticks is None else ticks


def _ticks(text: str) -> int | None:
    if not _DECIMAL.fullmatch(text):
        return None
    ticks = Decimal(text) * TICKS
    return int(ticks) if ticks == int(ticks) else None


def flag(text: str) -> bool | Refusal:
    """Return yes or no, written 是／否, √／×, TRUE／FALSE or 1／0."""
    found = _FLAGS.get(plain(text).upper())
    return Refusal("flag-unreadable", {"found": text}) if found is None else found


def number_text(number: float) -> str:
    """Return the shortest decimal that means the same double; beyond fifteen digits, in E-notation."""
    if not isfinite(number):
        return "#NUM!"
    if abs(number) >= 1e15:
        return f"{Decimal(number):.14E}"
    text = repr(number)
    if "e" in text:
        text = f"{Decimal(text):f}"
    return text.removesuffix(".0")


def reader_of(column: Column) -> Reader:
    """Return the function that reads one non-blank cell of this column; text and unit columns have others."""
    if column.kind == "choice":
        return _choice_reader(column)
    reads: dict[str, Reader] = {
        "day": day,
        "flag": flag,
        "integer": integer,
        "points": points,
        "percent": percent,
    }
    read = reads[column.kind]
    scale = 1 if column.kind == "integer" else TICKS

    def cell(text: str) -> Value | Refusal:
        value = spoiled(text) or read(text)
        if column.kind == "day" and column.optional and isinstance(value, Refusal) and _NOT_YET.fullmatch(plain(text)):
            return Refusal("day-placeholder", {"found": text})
        if isinstance(value, int) and not isinstance(value, bool):
            return value if within(value, column, scale) else out_of_bounds(value, column, scale)
        return value

    return cell


def within(value: int, column: Column, scale: int) -> bool:
    """Say whether a stored number lies in the column's bounds; `scale` is what one is stored as."""
    low, high = column.at_least, column.at_most
    return (low is None or value >= low * scale) and (high is None or value <= high * scale)


def out_of_bounds(value: int, column: Column, scale: int) -> Refusal:
    """Return the refusal of a stored number that lies outside the column's bounds."""
    sign = "%" if column.kind == "percent" else ""
    found = decimal_text(value * (TICKS // scale)) + sign
    return Refusal("number-out-of-bounds", {"found": found, **bounds(column)})


def _choice_reader(column: Column) -> Reader:
    choices = {squeezed(choice): choice for choice in column.choices}

    def cell(text: str) -> Value | Refusal:
        if refused := spoiled(text):
            return refused
        if (found := choices.get(squeezed(text))) is not None:
            return found
        facts = {"found": text, "expected": column.choices, "near": near(text, column.choices)}
        return Refusal("choice-unknown", facts)

    return cell
