"""Nothing that looks like a ledger stays unread without an error."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter


def found(evidence: Any) -> list[tuple[str, str, str]]:
    return [(one.code, one.severity, one.place.file) for one in evidence.problems]


@pytest.mark.parametrize(
    "name", ["12345热线工单台账.et", "hotline-ticket.xlsm", "满意度测评（终稿）.pdf", "明查暗访记录.ods"]
)
def test_a_ledger_of_another_kind_of_file_is_an_error(tmp_path: Path, read: Any, name: str) -> None:
    """A file whose name carries a ledger's title or id is a ledger that was not read."""
    (tmp_path / name).write_bytes(b"")
    evidence = read()
    assert found(evidence) == [("ledger-other-kind", "error", name)]
    assert name in evidence.problems[0].text()


def test_a_folder_with_tables_is_an_error(tmp_path: Path, read: Any, write_csv: Any) -> None:
    """Tables of sub-folders are not read: the error counts them, whatever their depth, and says where they belong."""
    folder = tmp_path / "12月" / "下旬"
    folder.mkdir(parents=True)
    write_csv(folder / "a.csv", [["x"]])
    (tmp_path / "12月" / "~$a.xlsx").write_bytes(b"")
    (tmp_path / "12月" / "说明.txt").write_bytes(b"")
    evidence = read()
    assert found(evidence) == [("folder-with-tables", "error", "12月")]
    said = f"“12月”是文件夹，其中 1 个表格文件没有读取；台账须直接放在“{tmp_path.name}”文件夹里"
    assert said in evidence.problems[0].text()


def test_a_folder_counts_ledgers_of_other_kinds(tmp_path: Path, read: Any) -> None:
    """A spreadsheet of another program in a sub-folder is a table too, and so is a scan that bears a ledger's title."""
    (tmp_path / "12月").mkdir()
    for name in ("热线.et", "12345热线工单台账.pdf", "说明.docx"):
        (tmp_path / "12月" / name).write_bytes(b"")
    assert read().problems[0].facts["count"] == 2


def test_other_folders_and_files_stay_warnings(tmp_path: Path, read: Any) -> None:
    """A folder of pictures and a letter are named and block nothing."""
    (tmp_path / "扫描件").mkdir()
    (tmp_path / "扫描件" / "a.jpg").write_bytes(b"")
    (tmp_path / "说明.docx").write_bytes(b"")
    assert found(read()) == [("file-not-a-table", "warning", "扫描件"), ("file-not-a-table", "warning", "说明.docx")]


def test_a_sheet_with_the_headings_of_a_ledger_is_an_error(tmp_path: Path, read: Any, ticket: Any) -> None:
    """Every heading that must be there tells a ledger; one heading fewer leaves a warning."""
    must = ["工单号", "承办单位", "办理时限", "级别", "是否重复"]
    for name, headings in {"a.xlsx": must, "b.xlsx": must[1:]}.items():
        with xlsxwriter.Workbook(str(tmp_path / name)) as book:
            book.add_worksheet("一月").write_row("A1", headings)
    evidence = read()
    assert found(evidence) == [("ledger-unnamed", "error", "a.xlsx"), ("ledger-unrecognised", "warning", "b.xlsx")]
    assert "12345热线工单台账" in evidence.problems[0].what()
