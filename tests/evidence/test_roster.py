"""Rosters: units read with parents, groups and days; all mistakes at once."""

from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from efficiency_rules.cli.checking import check_paths
from efficiency_rules.errors import InputError
from efficiency_rules.evidence.roster import read_roster, read_roster_with_notices, roster_title
from efficiency_rules.units import Unit

HEAD = ["单位编号", "单位名称", "类别", "辖区", "上级单位", "起始日期", "截止日期", "别名"]


def mistakes(path: Path, ruleset: Any) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        read_roster(path, ruleset)
    assert all(problem.text() and problem.text("en") for problem in caught.value.problems)
    return [(problem.code, problem.place.cell) for problem in caught.value.problems]


def test_a_roster_with_everything_is_read(tmp_path: Path, write_csv: Any, ruleset: Any) -> None:
    """Groups by title or key, parents by name or id, several aliases, days, a sum row below."""
    rows = [
        ["被评价单位名册"],
        HEAD,
        ["B2", "水务局", "县政府工作部门", "某县", "", "2025年1月1日", "", "水利局、县水务局"],
        ["A1", "青禾镇", "town", "某县", "", "", "", ""],
        ["C3", "河道所", "department", "某县", "水务局", "", "2025-06-30", ""],
        ["合计", "3", "", "", "", "", "", ""],
    ]
    roster = read_roster(write_csv(tmp_path / "roster.csv", rows, "gb18030"), ruleset)
    assert list(roster) == [
        Unit("A1", "青禾镇", "town", "某县"),
        Unit("B2", "水务局", "department", "某县", None, date(2025, 1, 1), None, ("水利局", "县水务局")),
        Unit("C3", "河道所", "department", "某县", "B2", None, date(2025, 6, 30)),
    ]


def test_three_columns_are_enough(tmp_path: Path, ruleset: Any) -> None:
    """Id, name and group in English, numbers as ids, the right sheet among others."""
    path = tmp_path / "units.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("说明").write_string("A1", "填表说明")
        sheet = book.add_worksheet("单位名册")
        sheet.write_row("A1", ["group", "unit", "name"])
        sheet.write_row("A2", ["镇街", 101, "青禾镇"])
    assert list(read_roster(path, ruleset)) == [Unit("101", "青禾镇", "town")]


def test_all_mistakes_are_reported_at_once(tmp_path: Path, write_csv: Any, ruleset: Any) -> None:
    """Repeated ids, unknown groups and parents, circles, blanks and bad days, each at its cell."""
    rows = [
        HEAD,
        ["1", "甲局", "部们", "", "2", "2025-02-30", "", ""],
        ["1", "乙局", "镇街", "", "丙局", "", "", ""],
        ["", "丁局", "镇街", "", "", "", "", ""],
        ["2", "", "", "", "1", "2025-05-01", "2025-04-30", ""],
        ["1.5E+17", "戊局", "镇街", "", "", "", "", ""],
    ]
    assert mistakes(write_csv(tmp_path / "roster.csv", rows), ruleset) == [
        ("group-unknown", "C2"),
        ("day-impossible", "F2"),
        ("unit-repeated", "A3"),
        ("parent-unknown", "E3"),
        ("cell-blank", "A4"),
        ("cell-blank", "B5"),
        ("cell-blank", "C5"),
        ("unit-ambiguous", "E5"),
        ("unit-days", "G5"),
        ("id-shortened", "A6"),
    ]


def test_parents_in_a_circle_are_refused(tmp_path: Path, write_csv: Any, ruleset: Any) -> None:
    """Each unit of the circle is named; a unit below it is not."""
    rows = [
        ["unit", "name", "group", "parent"],
        ["1", "甲", "town", "2"],
        ["2", "乙", "town", "甲"],
        ["3", "丙", "town", "1"],
    ]
    assert mistakes(write_csv(tmp_path / "r.csv", rows), ruleset) == [("parent-circle", "D2"), ("parent-circle", "D3")]


def test_an_unusable_file_says_why(tmp_path: Path, write_csv: Any, ruleset: Any) -> None:
    """A missing file, a wrong kind, no headings, missing headings and no units are told apart."""
    assert mistakes(tmp_path / "roster.csv", ruleset) == [("file-unreadable", "")]
    assert mistakes(tmp_path / "roster.docx", ruleset) == [("roster-not-a-table", "")]
    assert mistakes(write_csv(tmp_path / "a.csv", [["x"], ["y"]]), ruleset) == [("headings-missing", "")]
    assert mistakes(write_csv(tmp_path / "b.csv", [["单位名称"], ["y"]]), ruleset) == [("headings-few", "A1")]
    two = [["单位名称", "类别"], ["y"]]
    assert mistakes(write_csv(tmp_path / "b.csv", two), ruleset) == [("heading-missing", "A1")]
    assert mistakes(write_csv(tmp_path / "c.csv", [HEAD]), ruleset) == [("roster-without-units", "A1")]


def notices(path: Path, ruleset: Any) -> list[tuple[str, str, str]]:
    _, found = read_roster_with_notices(path, ruleset)
    assert all(problem.text() and problem.text("en") for problem in found)
    return [(problem.code, problem.severity, problem.place.cell) for problem in found]


def test_what_a_roster_leaves_out_is_reported(tmp_path: Path, write_csv: Any, ruleset: Any) -> None:
    """Sum rows, notes, extra columns and hidden sheets are no units, and are named."""
    rows = [
        ["单位编号", "单位名称", "类别", "联系人"],
        ["1", "甲局", "镇街", "某人"],
        ["合计", "1", "", ""],
        ["填表人：某人", "", "", ""],
    ]
    path = write_csv(tmp_path / "roster.csv", rows)
    assert notices(path, ruleset) == [
        ("columns-extra", "info", "D1"),
        ("rows-sums", "info", "A3"),
        ("rows-notes", "info", "A4"),
    ]
    assert read_roster(path, ruleset) == read_roster_with_notices(path, ruleset)[0]


def test_names_that_mean_two_units_are_warnings(tmp_path: Path, write_csv: Any, ruleset: Any) -> None:
    """A shared name, an alias that is another unit's name and an alias used twice, however they are written."""
    rows = [
        ["单位编号", "单位名称", "类别", "别名"],
        ["1", "综合服务中心", "镇街", "甲 局、中心"],
        ["2", "综合 服务中心", "镇街", ""],
        ["3", "甲局", "镇街", "三局"],
        ["4", "丁局", "镇街", "三局、丁局"],
    ]
    path = write_csv(tmp_path / "roster.csv", rows)
    assert notices(path, ruleset) == [
        ("unit-name-shared", "warning", "B3"),
        ("unit-name-shared", "warning", "B4"),
        ("unit-name-shared", "warning", "D5"),
    ]
    (_, first, second) = read_roster_with_notices(path, ruleset)[1]
    assert "甲局" in first.what()
    assert "D2" in first.what()
    assert "三局" in second.what()


def homes(path: Path, ruleset: Any) -> dict[str, str]:
    return {unit.id: unit.jurisdiction for unit in read_roster(path, ruleset)}


@pytest.mark.parametrize(
    ("spellings", "kept"),
    [
        (["甲 县", "甲县", "甲\u3000县", "\u200b甲县"], "甲县"),
        (["East County", "EAST  COUNTY", "Ｅａｓｔcounty"], "East County"),
        (["A县", "ａ县", "a县"], "A县"),
        (["甲 县", "甲 县"], "甲 县"),
    ],
)
def test_one_jurisdiction_has_one_name(
    spellings: list[str], kept: str, tmp_path: Path, write_csv: Any, ruleset: Any
) -> None:
    """Names that differ in case, width or blanks alone are one, whatever the order of the rows, and need no notice."""
    for order in permutations(spellings):
        rows = [[str(at), f"{at}局", "镇街", home, "", "", "", ""] for at, home in enumerate(order)]
        path = write_csv(tmp_path / "roster.csv", [HEAD, *rows])
        assert set(homes(path, ruleset).values()) == {kept}
        assert notices(path, ruleset) == []


def test_a_unit_without_jurisdiction_among_others_is_an_error(tmp_path: Path, write_csv: Any, ruleset: Any) -> None:
    """Alone in a county of its own it would always get a good grade: blanks and dashes are named at their cells."""
    said = ["甲县", "", "乙县", "—", "无", "#N/A"]
    rows = [[str(at), f"{at}局", "镇街", home, "", "", "", ""] for at, home in enumerate(said)]
    path = write_csv(tmp_path / "roster.csv", [HEAD, *rows])
    assert mistakes(path, ruleset) == [
        ("jurisdiction-blank", "D3"),
        ("jurisdiction-blank", "D5"),
        ("jurisdiction-blank", "D6"),
        ("cell-excel-error", "D7"),
    ]


@pytest.mark.parametrize(("said", "kept"), [("", ""), (" ", ""), ("—", "—"), ("..", "..")])
def test_a_roster_that_names_no_jurisdiction_is_one(
    said: str, kept: str, tmp_path: Path, write_csv: Any, ruleset: Any
) -> None:
    """A column that says nothing anywhere, or the same dash everywhere, is as good as none."""
    rows = [[str(at), f"{at}局", "镇街", said, "", "", "", ""] for at in range(3)]
    assert set(homes(write_csv(tmp_path / "roster.csv", [HEAD, *rows]), ruleset).values()) == {kept}


def test_a_merged_jurisdiction_holds_for_its_rows_only(tmp_path: Path, ruleset: Any) -> None:
    """Merged cells fill down; a blank cell below the range does not belong to it."""
    path = tmp_path / "roster.xlsx"

    def write(below: str) -> None:
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet("单位名册")
            sheet.write_row("A1", HEAD[:4])
            for row in range(1, 5):
                sheet.write_row(row, 0, [str(row), f"{row}局", "镇街"])
            sheet.merge_range("D2:D4", "甲县")
            sheet.write("D5", below)

    write("乙县")
    assert homes(path, ruleset) == {"1": "甲县", "2": "甲县", "3": "甲县", "4": "乙县"}
    write("")
    assert mistakes(path, ruleset) == [("jurisdiction-blank", "D5")]


def test_unit_ids_that_are_hard_to_tell_apart_are_warnings(tmp_path: Path, write_csv: Any, ruleset: Any) -> None:
    """Ids that differ in case, blanks or the decimals of a spreadsheet alone: both cells are named."""
    ids = ["D01", "d01", "5", "5.0", "E 01", "E01", "01", "1.5", "15"]
    path = write_csv(tmp_path / "roster.csv", [HEAD[:3], *([id, f"{id}局", "镇街"] for id in ids)])
    _, found = read_roster_with_notices(path, ruleset)
    alike = [one for one in found if one.code == "unit-ids-alike"]
    assert [(one.severity, one.place.cell, one.facts["other"]) for one in alike] == [
        ("warning", "A3", "roster.csv > A2"),
        ("warning", "A5", "roster.csv > A4"),
        ("warning", "A7", "roster.csv > A6"),
    ]
    assert "d01" in alike[0].text()
    assert "D01" in alike[0].text("en")


def test_messages_of_a_roster_say_what_to_write(tmp_path: Path, write_csv: Any, ruleset: Any) -> None:
    """Blank and unreadable cells come with an example for their column."""
    rows = [HEAD, ["", "甲镇", "", "", "", "昨天", "", ""]]
    with pytest.raises(InputError) as caught:
        read_roster(write_csv(tmp_path / "roster.csv", rows), ruleset)
    for problem in caught.value.problems:
        assert "（例：）" not in problem.text()
        assert "写成  的样子" not in problem.text()
    said = {problem.place.cell: problem.text() for problem in caught.value.problems}
    assert "镇街、县政府工作部门" in said["C2"]
    assert "2025-03-05" in said["F2"]


def test_check_shows_the_notices(tmp_path: Path, write_csv: Any) -> None:
    """A roster that can be used still tells what was left out."""
    path = write_csv(tmp_path / "roster.csv", [HEAD[:3], ["1", "甲局", "镇街"], ["合计", "1", ""]])
    assert [problem.code for problem in check_paths([path], "jingbian/2025", None)] == ["rows-sums"]


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ([["某县被评价单位名册（虚构数据）"]], "某县被评价单位名册（虚构数据）"),
        ([[""], ["", "名册（虚构数据）", ""], ["填报：某办"]], "名册（虚构数据）"),
        ([], ""),
    ],
)
def test_what_stands_above_the_headings_is_what_a_roster_is_called(
    above: list[list[str]], title: str, tmp_path: Path, write_csv: Any
) -> None:
    """The first words above the headings; a file that begins with its headings is called nothing."""
    rows = [*above, HEAD, ["A1", "青禾镇", "town", "某县", "", "", "", ""]]
    assert roster_title(write_csv(tmp_path / "roster.csv", rows, "utf-8")) == title


def test_a_remark_below_a_roster_is_told_once(tmp_path: Path, write_csv: Any, ruleset: Any) -> None:
    """Not by every column that it leaves blank."""
    rows = [HEAD, ["1", "甲镇", "镇街", "", "", "", "", ""], ["以县委编办文件为准", *[""] * 7]]
    assert mistakes(write_csv(tmp_path / "roster.csv", rows), ruleset) == [("row-one-cell", "A3")]
