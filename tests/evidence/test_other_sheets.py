"""Sheets beside a ledger in its workbook: instructions, lists and summaries are left out, records never are."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

FILE = "12345热线工单台账.xlsx"
LEDGER = [
    ["工单编号", "承办单位", "办理时限", "办结时间", "级别", "是否重复"],
    ["T1", "青禾镇", "2025-03-05", "2025-03-04", "一般", "否"],
]


@pytest.fixture
def beside(tmp_path: Path, read: Any) -> Any:
    """Return a function that reads a workbook of a ledger sheet and another one."""

    def run(sheet: str, rows: Sequence[Sequence[object]], hidden: bool = False, first: Any = LEDGER) -> Any:
        with xlsxwriter.Workbook(str(tmp_path / FILE)) as book:
            for name, cells in (("1月", first), (sheet, rows)):
                made = book.add_worksheet(name)
                for at, row in enumerate(cells):
                    made.write_row(at, 0, row)
            if hidden:
                made.hide()
        return read()

    return run


def said(evidence: Any) -> list[tuple[str, str, str]]:
    return [(one.code, one.severity, one.place.sheet) for one in evidence.problems]


@pytest.mark.parametrize(
    ("sheet", "rows", "hidden"),
    [
        ("填表说明", [["说明：请按要求填写"], ["每月五日前报送，2025年3月5日起执行"]], False),
        ("数据透视", [["行标签", "计数项:工单号"], ["青禾镇", 3], ["总计", 3]], False),
        ("按月汇总", [["行标签", "1月", "2月", "平均"], ["青禾镇", 3, 4, 3.5]], False),
        ("字典", [["青禾镇"], ["水务局"]], True),
        ("节假日", [["2025-01-01", "元旦"], ["2025-05-01", "劳动节"]], True),
    ],
)
def test_a_sheet_that_cannot_hold_records_is_a_reminder(
    beside: Any, sheet: str, rows: list[list[object]], hidden: bool
) -> None:
    """None of the ledger's headings, and no row with a unit and a day: it is left out, and said so."""
    evidence = beside(sheet, rows, hidden)
    assert said(evidence) == [("sheet-not-read", "warning", sheet)]
    assert all(one.text() and one.text("en") for one in evidence.problems)
    assert len(evidence.ledgers["hotline-ticket"].unit) == 1
    assert [reading.sheet for reading in evidence.readings] == ["1月"]


@pytest.mark.parametrize(
    "row",
    [
        ["T2", "青禾镇", "2025-03-05", "", "一般", "否"],
        ["T2", "青 禾 镇", 45721, "", "一般", "否"],
        ["T2", "001", "3月5日", "", "一般", "否"],
        ["T2", "青禾镇人民政府", "2025-02-30", "", "一般", "否"],
    ],
)
def test_records_without_headings_are_an_error(beside: Any, row: list[object]) -> None:
    """A month whose headings were forgotten must not be lost for a reminder."""
    evidence = beside("2月", [["二月"], row])
    assert said(evidence) == [("headings-missing", "error", "2月")]
    assert "若不是台账，移出该工作表" in evidence.problems[0].hint()


def test_a_sheet_with_some_of_the_headings_is_an_error(beside: Any) -> None:
    """Whoever writes one of the ledger's headings may have meant the others."""
    evidence = beside("2月", [["工单编号", "单位名", "日期"], ["T2", "某单位", "昨天"]])
    assert {(severity, sheet) for code, severity, sheet in said(evidence) if code.startswith("heading-")} == {
        ("error", "2月")
    }


def test_a_sheet_that_bears_the_name_of_the_ledger_is_an_error(beside: Any) -> None:
    """The sheet itself says that it is one."""
    evidence = beside("12345热线工单台账2", [["请填写"]])
    assert said(evidence) == [("headings-missing", "error", "12345热线工单台账2")]


def test_a_workbook_without_any_headings_is_an_error(beside: Any) -> None:
    """Where no sheet is the ledger, none is beside it."""
    evidence = beside("填表说明", [["请填写"]], first=[["一月"]])
    assert said(evidence) == [("headings-missing", "error", "1月"), ("headings-missing", "error", "填表说明")]


def test_ledgers_yaml_may_name_the_sheet(tmp_path: Path, beside: Any) -> None:
    """A statement about the whole file is like its name; one about the sheet makes it a ledger."""
    statement = f"ledgers:\n  hotline-ticket:\n    file: {FILE}\n"
    (tmp_path / "ledgers.yaml").write_text(statement, encoding="utf-8")
    assert said(beside("填表说明", [["请填写"]])) == [("sheet-not-read", "warning", "填表说明")]
    (tmp_path / "ledgers.yaml").write_text(statement + "    sheet: 填表说明\n", encoding="utf-8")
    assert said(beside("填表说明", [["请填写"]])) == [("headings-missing", "error", "填表说明")]
