"""Which file and sheet holds which ledger, by name or by ledgers.yaml."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter


@pytest.fixture
def put(tmp_path: Path, write_csv: Any, headings: list[str], ticket: Any) -> Any:
    """Return a function that writes a good ticket ledger of one row under a name."""
    return lambda name, number="T1": write_csv(tmp_path / name, [headings, ticket(number)])


def codes(evidence: Any) -> list[tuple[str, str, str]]:
    return [(one.code, one.severity, one.place.file) for one in evidence.problems]


@pytest.mark.parametrize(
    "name",
    [
        "hotline-ticket.csv",
        "2025年1月 12345热线工单台账.csv",
        "１２３４５热线工单台账（终稿）.csv",
        "Hotline-Ticket-01.CSV",
    ],
)
def test_a_ledger_is_known_by_id_or_title_in_its_name(put: Any, read: Any, name: str) -> None:
    """Width, case and blanks of the name do not matter."""
    put(name)
    assert len(read().ledgers["hotline-ticket"].unit) == 1


def test_an_unrecognised_file_is_a_warning_with_a_suggestion(tmp_path: Path, write_csv: Any, read: Any) -> None:
    """Nothing is guessed; the warning says which ledger its name looks like."""
    write_csv(tmp_path / "热线工单台帐.csv", [["x"]])
    evidence = read()
    assert codes(evidence) == [("ledger-unrecognised", "warning", "热线工单台帐.csv")]
    assert evidence.problems[0].facts["near"] == ["12345热线工单台账"]
    assert dict(evidence.ledgers) == {}


def test_other_files_are_skipped_or_named(tmp_path: Path, put: Any, read: Any) -> None:
    """Temporary files and the roster are no ledgers; anything else is named, not ignored."""
    for name in (
        "~$12345热线工单台账.xlsx",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "roster.csv",
        "2025年单位名册.xlsx",
    ):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "说明.docx").write_bytes(b"")
    (tmp_path / "扫描件").mkdir()
    evidence = read()
    assert codes(evidence) == [("file-not-a-table", "warning", "扫描件"), ("file-not-a-table", "warning", "说明.docx")]


def test_a_name_that_fits_two_ledgers_is_an_error(put: Any, read: Any) -> None:
    """Both candidates are named and neither is read."""
    put("满意度测评和明查暗访记录.csv")
    evidence = read()
    assert codes(evidence) == [("ledger-ambiguous", "error", "满意度测评和明查暗访记录.csv")]
    assert "survey-rating" in str(evidence.problems[0].facts["expected"])


def test_a_sheet_name_goes_before_the_file_name(tmp_path: Path, read: Any, headings: list[str], ticket: Any) -> None:
    """One workbook may hold several kinds of ledgers, one a sheet."""
    with xlsxwriter.Workbook(str(tmp_path / "明查暗访记录.xlsx")) as book:
        sheet = book.add_worksheet("12345热线工单台账")
        sheet.write_row(0, 0, headings)
        sheet.write_row(1, 0, ticket("T1"))
        sheet = book.add_worksheet("一季度")
        sheet.write_row(0, 0, ["编号", "单位", "检查日期", "整改日期"])
    evidence = read()
    assert {id: len(ledger.unit) for id, ledger in evidence.ledgers.items()} == {"hotline-ticket": 1, "spot-check": 0}
    assert evidence.problems == ()


def test_ledgers_yaml_says_what_names_do_not(tmp_path: Path, write_csv: Any, read: Any, ticket: Any) -> None:
    """A file, its own headings, and ledgers reported nil."""
    rows = [["编码", "单位", "办理时限", "办结时间", "级别", "是否重复"], ticket("T1")]
    write_csv(tmp_path / "热线.csv", rows)
    (tmp_path / "ledgers.yaml").write_text(
        "ledgers:\n  hotline-ticket: {file: 热线.csv, columns: {编码: ticket, 单位: unit}}\nnil: [spot-check]\n",
        "utf-8",
    )
    evidence = read()
    assert evidence.problems == ()
    assert {id: len(ledger.unit) for id, ledger in evidence.ledgers.items()} == {"hotline-ticket": 1, "spot-check": 0}
    assert evidence.ledgers["hotline-ticket"].frame["ticket"].to_list() == ["T1"]


def test_several_files_of_one_ledger_may_be_listed(tmp_path: Path, put: Any, read: Any) -> None:
    """A list under the type names one file an entry."""
    put("a.csv", "T1")
    put("b.csv", "T2")
    (tmp_path / "ledgers.yaml").write_text(
        "ledgers:\n  hotline-ticket:\n    - {file: a.csv}\n    - {file: b.csv}\n", "utf-8"
    )
    assert read().ledgers["hotline-ticket"].frame["ticket"].to_list() == ["T1", "T2"]


def test_all_mistakes_of_ledgers_yaml_are_reported_with_their_lines(tmp_path: Path, put: Any, read: Any) -> None:
    """Unknown keys, types, columns, files and sheets, each at its place; the rest still holds."""
    put("hotline-ticket.csv")
    (tmp_path / "ledgers.yaml").write_text(
        "ledgers:\n"
        "  hotline-tiket: {file: a.csv}\n"
        "  spot-check: {file: ../b.csv}\n"
        "  survey-rating: {file: c.csv, sheets: 一月, columns: {得分: scores}}\n"
        "nils: []\n"
        "nil: [hotline-ticket]\n",
        "utf-8",
    )
    evidence = read()
    found = [(one.code, one.place.line) for one in evidence.problems if one.place.file.endswith("ledgers.yaml")]
    assert found == [
        ("type-unknown", 2),
        ("layout-file", 3),
        ("layout-file-missing", 4),
        ("layout-key", 4),
        ("layout-column", 4),
        ("layout-key", 5),
    ]
    assert ("nil-with-records", "hotline-ticket.csv") in [(one.code, one.place.file) for one in evidence.problems]


@pytest.mark.parametrize(
    "text", ["ledgers: [", "- a\n", "ledgers: 3\nnil: x\n", "ledgers: {hotline-ticket: 热线.csv}\n"]
)
def test_a_broken_ledgers_yaml_is_a_problem_not_an_exception(tmp_path: Path, read: Any, text: str) -> None:
    """Whatever stands in ledgers.yaml, reading goes on and says so."""
    (tmp_path / "ledgers.yaml").write_text(text, "utf-8")
    evidence = read()
    assert any(one.severity == "error" for one in evidence.problems)
    assert all(one.text() and one.text("en") for one in evidence.problems)
