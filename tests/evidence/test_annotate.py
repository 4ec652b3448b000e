"""Annotated copies: every bad cell red, with its words, and nothing live."""

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from efficiency_rules.evidence.annotate import annotate


@pytest.fixture
def bad(tmp_path: Path, write_csv: Any, headings: list[str], ticket: Any) -> Path:
    folder = tmp_path / "ledgers"
    folder.mkdir()
    rows = [["标题"], headings, ticket("T1"), ticket("=1+1", 承办单位="@SUM(A1)"), ticket("T3", 级别="特急")]
    write_csv(folder / "hotline-ticket.csv", rows, "gb18030")
    with xlsxwriter.Workbook(str(folder / "明查暗访记录.xlsx")) as book:
        sheet = book.add_worksheet("一月")
        sheet.write_row("A1", ["编号", "单位", "检查日期", "整改日期"])
        sheet.write_row("A2", ["1", "水务局", "2025-03-05", ""])
        sheet.write_row("A3", ["2", "水物局", "2025-03-05", ""])
    write_csv(folder / "满意度测评.csv", [["单位", "日期", "得分", "满意率", "份数"]])
    return folder


def test_a_copy_keeps_every_cell_at_its_place_and_adds_the_words(bad: Path, tmp_path: Path, read: Any) -> None:
    """Only files with problems are copied; the words stand behind the row and in a comment."""
    out = tmp_path / "out"
    out.mkdir()
    evidence = read(bad)
    paths = annotate(evidence, bad, out)
    assert [path.name for path in paths] == ["hotline-ticket.csv.问题.xlsx", "明查暗访记录.xlsx.问题.xlsx"]
    rows = CalamineWorkbook.from_path(paths[0]).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert rows[0][0] == "标题"
    assert rows[1][6] == "问题"
    assert rows[2][:3] == ["T1", "青禾镇", "2025-03-05"]
    assert rows[2][6] == ""
    assert rows[3][:2] == ["=1+1", "@SUM(A1)"]
    words = {problem.place.cell: problem.what() for problem in evidence.problems}
    assert words["A4"] in rows[3][6]
    assert words["B4"] in rows[3][6]
    assert words["E5"] in rows[4][6]
    sheets = CalamineWorkbook.from_path(paths[1])
    assert sheets.sheet_names == ["一月"]


def test_formula_like_text_is_never_a_live_formula(bad: Path, tmp_path: Path, read: Any) -> None:
    """The parts of the copy hold no formula, and the text is marked as text."""
    (path, _) = annotate(read(bad), bad, tmp_path)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert 'quotePrefix="1"' in archive.read("xl/styles.xml").decode()
        comments = archive.read("xl/comments1.xml").decode()
    assert {cell for cell in ("A4", "B4", "E5") if f'ref="{cell}"' in comments} == {"A4", "B4", "E5"}


def test_the_same_problems_make_the_same_bytes(bad: Path, tmp_path: Path, read: Any) -> None:
    """No clock enters a copy."""
    copies = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        copies.append([path.read_bytes() for path in annotate(read(bad), bad, tmp_path / name)])
    assert copies[0] == copies[1]


def test_good_evidence_needs_no_copy(tmp_path: Path, tickets: Any, ticket: Any) -> None:
    """Nothing is written where nothing is wrong."""
    assert annotate(tickets(ticket("T1")), tmp_path, tmp_path) == []


def test_the_folder_is_made_when_there_is_something_to_write(bad: Path, tmp_path: Path, read: Any) -> None:
    """Neither its parents nor itself need be there; without copies it is not made."""
    out = tmp_path / "deep" / "annotated"
    assert all(path.parent == out and path.is_file() for path in annotate(read(bad), bad, out))
    (tmp_path / "good").mkdir()
    assert annotate(read(tmp_path / "good"), tmp_path / "good", tmp_path / "none") == []
    assert not (tmp_path / "none").exists()


def rows_of(path: Path, sheet: int = 0) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(sheet).to_python(skip_empty_area=False)


def test_problems_of_a_whole_sheet_are_marked_on_it(
    tmp_path: Path, write_csv: Any, read: Any, headings: Any, ticket: Any
) -> None:
    """A ledger that fits two types, a nil with records and missing headings say so in the first free column."""
    folder = tmp_path / "in"
    folder.mkdir()
    write_csv(folder / "满意度测评和明查暗访记录.csv", [["x", "y"], ["1", "2"]])
    write_csv(folder / "hotline-ticket.csv", [headings, ticket()])
    write_csv(folder / "满意度测评.csv", [["单位", "日期", "得分"], ["青禾镇", "2025-01-01", "1"]])
    write_csv(folder / "明查暗访记录.csv", [["填表说明"]])
    (folder / "ledgers.yaml").write_text("nil: [hotline-ticket]\n", "utf-8")
    evidence = read(folder)
    words = {(one.place.file, one.code): one.what() for one in evidence.problems}
    copies = {path.name.removesuffix(".问题.xlsx"): path for path in annotate(evidence, folder, tmp_path / "out")}
    assert sorted(copies) == [
        "hotline-ticket.csv",
        "明查暗访记录.csv",
        "满意度测评.csv",
        "满意度测评和明查暗访记录.csv",
    ]
    for file, code, column in [
        ("满意度测评和明查暗访记录.csv", "ledger-ambiguous", 2),
        ("hotline-ticket.csv", "nil-with-records", 6),
        ("满意度测评.csv", "heading-missing", 3),
        ("明查暗访记录.csv", "headings-missing", 1),
    ]:
        said = rows_of(copies[file])[0][column]
        assert said.startswith("问题")
        assert words[file, code] in said
        with zipfile.ZipFile(copies[file]) as archive:
            assert words[file, code] in archive.read("xl/comments1.xml").decode()


def test_a_file_that_cannot_be_opened_has_no_copy(tmp_path: Path, read: Any) -> None:
    """There is nothing to mark in a broken workbook or beside a bad ledgers.yaml."""
    (tmp_path / "hotline-ticket.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "spot-check.csv").write_bytes(b'"')
    (tmp_path / "ledgers.yaml").write_text("x: 1\n", "utf-8")
    assert annotate(read(), tmp_path, tmp_path / "out") == []


def test_columns_are_about_as_wide_as_their_text(bad: Path, tmp_path: Path, read: Any) -> None:
    """Chinese letters take two places; long words are wrapped."""
    (path, _) = annotate(read(bad), bad, tmp_path / "out")
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    found = re.findall(r'<col min="([0-9]+)" max="([0-9]+)" width="([0-9.]+)"', sheet)
    widths = [float(width) for first, last, width in found for _ in range(int(first), int(last) + 1)]
    assert len(widths) == 7
    assert 8 <= widths[0] < 12
    assert 10 <= widths[2] < 14
    assert 40 <= widths[6] < 80
