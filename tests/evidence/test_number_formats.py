"""What number formats say about percent: only what a reader of the sheet sees counts."""

import struct
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.evidence.biff_numbers import SHORT_NUMBER, percent_texts
from efficiency_rules.evidence.number_formats import NumberFormat

UNCLEAR = "#FORMAT! "


def text(code: str, number: float) -> str | None:
    made = NumberFormat.of(code)
    return made.text_of(number) if made else None


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("0%", 0.98, "98%"),
        ("0.00%", 0.1 + 0.2, "30.000000000000004%"),
        ('"约"0%', 0.9, "90%"),
        ('0.00"%"', 0.98, "0.98%"),
        ("0.00\\%", 0.98, "0.98%"),
        ('0"%"', 98.0, "98%"),
        ("0％", 98.0, "98%"),
        ('General"%"', 98.5, "98.5%"),
        ("[$%]0", 98.0, "98%"),
        ("0_%", 0.98, None),
        ("0*%", 0.98, None),
        ("0", 0.98, None),
        ("0.00", 0.98, None),
        ("[Red]0%;[Blue]0.0%", -0.5, "-50%"),
        ("0%;-0%;", 0.0, "0%"),
        ('0%;-0%;"-"', 0.0, "0%"),
        ('0%;0"%"', 0.5, "50%"),
        ('0%;0"%"', -0.5, "-0.5%"),
        ('0%;0"%"', 0.0, "0%"),
        ("0%;-0%;0", 0.0, None),
        ("0;-0;0%", 0.0, "0%"),
        ("0;-0;0%", 2.0, None),
        ('0";"0%', 0.5, "50%"),
        ("0%;0%;0%;@", 0.5, "50%"),
        ("[>1]0%;0.0%", 0.5, "50%"),
    ],
)
def test_only_a_sign_that_counts_makes_a_percentage(code: str, number: float, shown: str | None) -> None:
    """Quoted and escaped signs are words, blanks and fillers are nothing, and each section stands for itself."""
    assert text(code, number) == shown


@pytest.mark.parametrize(
    ("code", "number"),
    [("[>1]0%;General", 0.98), ("[>1]0%;General", 2.0), ('0%"%"', 0.98), ("0%%", 0.98), ('0%;"-";0', -1.0)],
)
def test_what_nobody_can_tell_is_said_to_be_unclear(code: str, number: float) -> None:
    """Conditions, two signs and a hidden number are not guessed at; the text names number and format."""
    shown = text(code, number)
    assert shown is not None
    assert shown.startswith(UNCLEAR)
    assert code in shown


@pytest.mark.parametrize("heading", ["满意率", "满意率(%)"])
def test_a_sheet_is_read_as_it_shows(heading: str, tmp_path: Path, read: Any) -> None:
    """0.98 shown as 0.98% is 0.98 percent, under either heading; an unclear format is an error at its cell."""
    cells = [(0.98, "0%"), (0.98, '0.00"%"'), (98, '0"%"'), (0.98, "0.00\\%"), (0.98, "[>1]0%;General")]
    with xlsxwriter.Workbook(str(tmp_path / "满意度测评.xlsx")) as book:
        sheet = book.add_worksheet("测评")
        sheet.write_row("A1", ["单位", "日期", "得分", heading, "份数"])
        for row, (number, code) in enumerate(cells, start=1):
            sheet.write_row(row, 0, ["青禾镇", f"2025-01-{row:02}", 95, None, 3])
            sheet.write_number(row, 3, number, book.add_format({"num_format": code}))
    evidence = read()
    (problem,) = evidence.problems
    assert (problem.code, problem.place.cell) == ("cell-format", "D6")
    assert problem.facts["found"] == "0.98 ([>1]0%;General)"
    assert evidence.ledgers["survey-rating"].frame["rate"].to_list() == [980_000, 9_800, 980_000, 9_800]


def test_an_unclear_number_is_no_text_either(tmp_path: Path, read: Any, headings: list[str]) -> None:
    """A key with such a format is refused as well."""
    with xlsxwriter.Workbook(str(tmp_path / "12345热线工单台账.xlsx")) as book:
        sheet = book.add_worksheet("1月")
        sheet.write_row("A1", headings)
        sheet.write_row("A2", [None, "青禾镇", "2025-03-05", "2025-03-04", "一般", "否"])
        sheet.write_number("A2", 7, book.add_format({"num_format": "[>1]0%;General"}))
    (problem,) = read().problems
    assert (problem.code, problem.place.cell) == ("cell-format", "A2")


OLD = Path(__file__).parent / "data" / "rates.xls"
"""Invented rates of one unit, as Excel 97 keeps them: 98%, 98.5%, 0.98 and 98 with a quoted sign, 120%, 0.98 with a
condition, a bare 98, a formula that gives 75%."""


def test_an_old_workbook_is_read_as_it_shows(tmp_path: Path, read: Any) -> None:
    """Formats of an .xls say the same, for every kind of record that holds a number."""
    (tmp_path / "满意度测评.xls").write_bytes(OLD.read_bytes())
    evidence = read()
    assert [(one.code, one.place.cell) for one in evidence.problems] == [
        ("number-out-of-bounds", "D6"),
        ("cell-format", "D7"),
        ("percent-unreadable", "D8"),
    ]
    assert evidence.problems[0].facts["found"] == "120%"
    assert evidence.ledgers["survey-rating"].frame["rate"].to_list() == [980_000, 985_000, 9_800, 980_000, 750_000]


@given(whole=st.integers(-(2**29), 2**29 - 1), hundredth=st.booleans())
def test_short_numbers_of_an_old_workbook_keep_their_sign(whole: int, hundredth: bool) -> None:
    """Thirty bits hold a whole number, negative ones too, or its hundredth."""
    made = NumberFormat.of("0%")
    assert made is not None
    body = struct.pack("<HHHi", 4, 2, 7, whole << 2 | 2 | hundredth)
    shown = Decimal(whole) if hundredth else Decimal(whole) * 100
    assert [(at, Decimal(text[:-1])) for at, text in percent_texts(SHORT_NUMBER, body, {7: made})] == [((4, 2), shown)]
    assert list(percent_texts(SHORT_NUMBER, body, {8: made})) == []
