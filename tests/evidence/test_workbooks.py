"""Excel workbooks as counties keep them: merged cells, real dates, serials, formulas, errors, hidden parts."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from efficiency_rules.evidence.tables import read_tables

NAME = "12345热线工单台账.xlsx"


def codes(evidence: Any, severity: str = "error") -> list[tuple[str, str, str]]:
    return [(one.code, one.place.sheet, one.place.cell) for one in evidence.problems if one.severity == severity]


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Any]:
    return lambda name=NAME, **options: xlsxwriter.Workbook(str(tmp_path / name), options)


def test_a_months_sheet_with_merged_units_and_real_dates_is_read(book: Any, read: Any, headings: list[str]) -> None:
    """Merged unit cells hold for their rows only; dates, serials and numbers mean what they show."""
    made = book()
    for month in (1, 2):
        sheet = made.add_worksheet(f"{month}月")
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        sheet.merge_range("A1:F1", "县12345热线工单台账")
        sheet.write_row("A3", headings)
        sheet.merge_range("B4:B5", "青禾镇")
        for row in range(3):
            sheet.write_number(3 + row, 0, 20250000 + 10 * month + row)
            sheet.write_string(3 + row, 4, "一般")
            sheet.write_boolean(3 + row, 5, row == 1)
        sheet.write_string("B6", "水务局")
        sheet.write_datetime("C4", datetime(2025, month, 5), day)
        sheet.write_number("C5", 45658 + month)
        sheet.write_string("C6", f"2025年{month}月7日")
        sheet.write_string("A9000", " ")
    made.close()
    evidence = read()
    assert evidence.problems == ()
    ledger = evidence.ledgers["hotline-ticket"]
    tickets = [f"202500{month}{row}" for month, row in ((1, 0), (1, 1), (2, 0), (2, 1), (1, 2), (2, 2))]
    assert ledger.frame["ticket"].to_list() == tickets
    assert ledger.unit.tolist() == [0, 0, 0, 0, 2, 2]
    assert ledger.frame["due_on"].to_list()[::2] == [date(2025, 1, 5), date(2025, 2, 5), date(2025, 1, 7)]
    assert ledger.frame["repeated"].to_list() == [False, True, False, True, False, False]
    assert ledger.sources.rows()[2] == (NAME, "2月", 4)


def test_a_blank_cell_below_a_merged_range_stays_blank(book: Any, read: Any, headings: list[str]) -> None:
    """A value is filled inside its merged range and nowhere else."""
    made = book()
    sheet = made.add_worksheet("一月")
    sheet.write_row("A1", headings)
    sheet.merge_range("B2:B3", "青禾镇")
    for row in range(3):
        sheet.write_row(1 + row, 0, [f"T{row}"])
        sheet.write_row(1 + row, 2, ["2025-03-05", "", "一般", "否"])
    made.close()
    evidence = read()
    assert codes(evidence) == [("cell-blank", "一月", "B4")]
    assert evidence.readings[0].used == 2


def test_a_cell_that_covers_two_columns_is_refused(book: Any, read: Any, headings: list[str]) -> None:
    """Nobody can tell which column it fills; titles, sums and columns that the ledger does not know may be merged."""
    made = book()
    sheet = made.add_worksheet("一月")
    style = made.add_format()
    sheet.merge_range("A1:F1", "县12345热线工单台账", style)
    sheet.write_row("A2", [*headings, "备注", "附件"])
    for row in range(2, 7):
        sheet.write_row(row, 0, [f"T{row + 1}", "水务局", "2025-03-05", "2025-03-04", "一般", "否"])
    sheet.merge_range("C3:D3", "2025-03-05", style)
    sheet.merge_range("C5:D6", "2025-03-05", style)
    sheet.merge_range("F4:G4", "否", style)
    sheet.merge_range("G7:H7", "另见附页", style)
    sheet.merge_range("D7:E7", "", style)
    sheet.merge_range("A8:B8", "合计", style)
    sheet.merge_range("C8:D8", "5", style)
    made.close()
    evidence = read()
    assert codes(evidence) == [
        ("cell-merged", "一月", "C3"),
        ("cell-merged", "一月", "F4"),
        ("cell-merged", "一月", "C5"),
        ("cell-merged", "一月", "C6"),
        ("cell-blank", "一月", "E7"),
    ]
    assert evidence.problems[1].facts == {"found": "2025-03-05", "columns": ["办理时限", "办结时间"]}
    assert evidence.readings[0].set_aside == 1


def test_headings_merged_over_two_rows_are_one_heading(book: Any, read: Any, headings: list[str]) -> None:
    """A heading over two rows, with 办理情况 spanning two of the columns, is found in its lower row."""
    made = book()
    sheet = made.add_worksheet("一月")
    for column in (0, 1, 4, 5):
        sheet.merge_range(0, column, 1, column, headings[column])
    sheet.merge_range("C1:D1", "办理情况")
    sheet.write_row("C2", headings[2:4])
    sheet.write_row("A3", ["T1", "水务局", "2025-03-05", "", "一般", "否"])
    made.close()
    evidence = read()
    assert evidence.problems == ()
    assert evidence.readings[0].rows == evidence.readings[0].used == 1


def test_what_no_cell_may_hold_is_refused_at_its_cell(book: Any, read: Any, headings: list[str]) -> None:
    """Excel errors, formulas never computed, and shortened ids are errors, in optional columns too."""
    made = book()
    sheet = made.add_worksheet("一月")
    clock = made.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.write_row("A1", headings)
    for row in range(1, 6):
        sheet.write_row(row, 0, [f"T{row}", "水务局", "2025-03-05", "", "一般", "否"])
    sheet.write_formula("D2", "=1/0", value="#DIV/0!")
    sheet.write_formula("D3", "=TODAY()", value="")
    sheet.write_number("A4", 123456789012345678)
    sheet.write_datetime("D5", datetime(2025, 3, 5, 13, 30), clock)
    sheet.write_formula("B6", '="水务"&"局"', value="水务局")
    made.close()
    evidence = read()
    assert codes(evidence) == [
        ("cell-excel-error", "一月", "D2"),
        ("cell-formula", "一月", "D3"),
        ("id-shortened", "一月", "A4"),
    ]
    assert evidence.problems[2].facts["found"] == "1.23456789012346E+17"
    (told,) = [problem for problem in evidence.problems if problem.severity == "info"]
    assert (told.code, told.place.cell, told.facts["found"]) == ("days-with-times", "D5", 1)
    assert evidence.ledgers["hotline-ticket"].frame["ticket"].to_list() == ["T4", "T5"]


def test_percent_formats_and_decimals_are_exact(book: Any, read: Any) -> None:
    """97.5 % in a cell is 97.5 %, never 0.975; 95.1 is 95.1 although its double is not."""
    made = book("满意度测评.xlsx")
    sheet = made.add_worksheet("测评")
    percent = made.add_format({"num_format": "0.0%"})
    sheet.write_row("A1", ["单位", "日期", "得分", "满意率", "份数"])
    sheet.write_row("A2", ["青禾镇", "2025-01-01", 95.1, None, 3])
    sheet.write_number("D2", 0.975, percent)
    sheet.write_row("A3", ["青禾镇", "2025-01-02", 0.1 + 0.2, 0.975, 3.5])
    made.close()
    evidence = read()
    ledger = evidence.ledgers["survey-rating"].frame
    assert ledger.select("score", "rate", "answers").rows() == [(951_000, 975_000, 3)]
    assert [(code, cell) for code, _, cell in codes(evidence)] == [
        ("percent-unreadable", "D3"),
        ("integer-unreadable", "E3"),
    ]


def test_hidden_sheets_and_rows_count_and_are_reported(book: Any, read: Any, headings: list[str]) -> None:
    """What is hidden is read like the rest, and said."""
    made = book()
    for name in ("一月", "二月"):
        sheet = made.add_worksheet(name)
        sheet.write_row("A1", headings)
        sheet.write_row("A2", [name, "水务局", "2025-03-05", "", "一般", "否"])
    made.get_worksheet_by_name("一月").activate()
    made.get_worksheet_by_name("一月").set_row(1, None, None, {"hidden": True})
    made.get_worksheet_by_name("二月").hide()
    made.add_worksheet("Sheet3")
    made.close()
    evidence = read()
    assert codes(evidence, "info") == [
        ("sheet-empty", "Sheet3", ""),
        ("rows-hidden", "一月", ""),
        ("sheet-hidden", "二月", ""),
    ]
    assert len(evidence.problems) == 3
    assert evidence.ledgers["hotline-ticket"].frame.height == 2


def test_a_hidden_sheet_that_is_not_read_is_not_said_to_be_read(book: Any, read: Any, headings: list[str]) -> None:
    """It is only said why it was not read."""
    made = book("三月.xlsx")
    made.add_worksheet("说明")
    hidden = made.add_worksheet("底稿")
    hidden.write_row("A1", headings)
    hidden.write_row("A2", ["T1", "水务局", "2025-03-05", "", "一般", "否"])
    hidden.hide()
    made.close()
    assert [(one.code, one.place.sheet) for one in read().problems] == [("ledger-unnamed", "底稿")]


def test_cells_beyond_the_headings_are_reported(book: Any, read: Any, headings: list[str]) -> None:
    """A column without heading is not used, and its letter is named."""
    made = book()
    sheet = made.add_worksheet("一月")
    sheet.write_row("A1", headings)
    sheet.write_row("A2", ["T1", "水务局", "2025-03-05", "", "一般", "否", "", "旁注"])
    made.close()
    evidence = read()
    assert codes(evidence, "info") == [("columns-nameless", "一月", "H1")]
    assert evidence.problems[0].facts["found"] == ["H"]


def test_the_1904_date_system_is_refused(book: Any, read: Any) -> None:
    """Days counted from 1904 would be four years off."""
    made = book(date_1904=True)
    made.add_worksheet("一月").write_row("A1", ["x"])
    made.close()
    assert [code for code, _, _ in codes(read())] == ["workbook-1904"]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, read: Any) -> None:
    """The declared sizes are summed first."""
    with (
        zipfile.ZipFile(tmp_path / NAME, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(513):
            part.write(bytes(1024 * 1024))
    assert [code for code, _, _ in codes(read())] == ["file-too-large"]


def test_a_cell_in_the_far_corner_does_not_ask_for_all_memory(book: Any, read: Any, headings: list[str]) -> None:
    """A sheet whose cells span too large a rectangle is refused by name."""
    made = book()
    sheet = made.add_worksheet("一月")
    sheet.write_row("A1", headings)
    sheet.write_string("XFD1048576", "x")
    made.close()
    assert codes(read()) == [("sheet-too-large", "一月", "")]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        (NAME, b"", "file-broken"),
        (NAME, b"PK\x03\x04 and then nothing", "file-broken"),
        (NAME, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "workbook-locked"),
        ("12345热线工单台账.xls", b"<html><table></table></html>", "file-broken"),
        ("12345热线工单台账.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048), "file-broken"),
        ("12345热线工单台账.parquet", b"PAR1 no", "file-broken"),
        ("12345热线工单台账.csv", b"PK\x03\x04", "csv-other-kind"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_a_problem(
    tmp_path: Path, read: Any, name: str, content: bytes, code: str
) -> None:
    """Damaged, protected or misnamed files are named; the others are still read."""
    (tmp_path / name).write_bytes(content)
    problems = read().problems
    assert [(one.code, one.place.file) for one in problems] == [(code, name)]
    assert problems[0].text() != problems[0].text("en")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 10**6), byte=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_workbook_never_raises(tmp_path: Path, sound: bytes, at: int, byte: int, cut: bool) -> None:
    """Whatever byte of a workbook is changed, or wherever it ends, reading gives tables or problems."""
    at %= len(sound)
    broken = sound[:at] + (b"" if cut else bytes([byte]) + sound[at + 1 :])
    path = tmp_path / NAME
    path.write_bytes(broken)
    contents = read_tables(path)
    assert contents.tables or contents.problems


@pytest.fixture(scope="module")
def sound() -> bytes:
    memory = BytesIO()
    made = xlsxwriter.Workbook(memory)
    made.add_worksheet("一月").write_row("A1", ["工单编号", "承办单位"])
    made.close()
    return memory.getvalue()


XLS = Path(__file__).parent / "data" / "hotline.xls"
"""Two months of tickets with merged units and a sum row, as Excel 97 keeps them; 二月!D4 holds #N/A."""


def test_an_old_workbook_is_read_with_its_error_cells(tmp_path: Path, read: Any) -> None:
    """An .xls gives the same ledger; an error in an optional column is not taken for a blank."""
    (tmp_path / "12345热线工单台账.xls").write_bytes(XLS.read_bytes())
    evidence = read()
    assert codes(evidence) == [("cell-excel-error", "二月", "D4")]
    ledger = evidence.ledgers["hotline-ticket"]
    assert ledger.frame["ticket"].to_list() == ["20250002", "20250003", "20250012"]
    assert ledger.unit.tolist() == [0, 0, 0]
    assert ledger.frame["due_on"].to_list() == [date(2025, 3, 2), date(2025, 3, 3), date(2025, 3, 2)]
    assert [(one.rows, one.used, one.set_aside, one.rejected) for one in evidence.readings] == [
        (3, 2, 1, 0),
        (3, 1, 1, 1),
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 10**6), byte=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_old_workbook_never_raises(tmp_path: Path, at: int, byte: int, cut: bool) -> None:
    """Whatever byte of an .xls is changed, or wherever it ends, reading gives tables or problems."""
    sound = XLS.read_bytes()
    at %= len(sound)
    path = tmp_path / "x.xls"
    path.write_bytes(sound[:at] + (b"" if cut else bytes([byte]) + sound[at + 1 :]))
    contents = read_tables(path)
    assert contents.tables or contents.problems
