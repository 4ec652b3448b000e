"""Heading rows below the first: the same once more, or those of another table that was pasted below."""

from typing import Any

import pytest

from efficiency_rules.evidence.footers import Footers
from efficiency_rules.evidence.headings import find_headings
from efficiency_rules.evidence.tables import Table
from efficiency_rules.evidence.types import Column

HEADINGS = ["工单编号", "承办单位", "办理时限", "办结时间", "级别", "是否重复"]


def said(evidence: Any) -> list[tuple[str, str, str]]:
    return [(one.code, one.severity, one.place.cell) for one in evidence.problems]


@pytest.mark.parametrize(
    "again",
    [
        ["承办单位", "工单编号", "办理时限", "办结时间", "级别", "是否重复"],
        ["工单编号", "承办单位", "办结时间", "办理时限", "级别", "是否重复"],
        ["工单编号", "承办单位", "办理时限", "备注", "级别", "是否重复"],
        ["序号", "工单号", "承办 单位", "办理时限", "办结时间", "级别", "是否重复"],
        ["", "工单编号", "承办单位", "办理时限"],
    ],
)
def test_a_table_below_with_other_columns_is_told_once(tickets: Any, ticket: Any, again: list[str]) -> None:
    """At its heading row, which says what to do; nothing of the sheet is read, and every row is accounted for."""
    evidence = tickets(
        ticket("T1"), ticket("T2"), again, ["青禾镇", "T3", "2025-01-05", "", "一般", "否"], ticket("T4")
    )
    assert said(evidence) == [("heading-again", "error", "A4")]
    [problem] = evidence.problems
    assert "第 1 行" in problem.what()
    [reading] = evidence.readings
    assert (reading.rows, reading.rejected, evidence.ledgers) == (5, 5, {})
    assert set(evidence.rejected["code"]) == {"heading-again"}


def test_each_table_below_is_told(tickets: Any, ticket: Any) -> None:
    """All at once, as every other problem is."""
    other = [*HEADINGS[1:], HEADINGS[0]]
    evidence = tickets(ticket("T1"), other, ticket("T2"), HEADINGS, ticket("T3"), other)
    assert said(evidence) == [
        ("heading-again", "error", "A3"),
        ("rows-headings", "info", "A5"),
        ("heading-again", "error", "A7"),
    ]


def test_a_table_above_the_fuller_headings_is_not_lost(tmp_path: Any, write_csv: Any, read: Any, ticket: Any) -> None:
    """Headings are those of the row that names most columns; rows under other headings above it are told."""
    rows = [["工单台账"], HEADINGS[:4], ["T1", "青禾镇", "2025-01-05", ""], HEADINGS, ticket("T2")]
    write_csv(tmp_path / "hotline-ticket.csv", rows)
    assert said(read()) == [("heading-again", "error", "A2")]
    assert read().ledgers == {}


def test_headings_in_several_rows_are_those_of_the_last(tmp_path: Any, write_csv: Any, read: Any, ticket: Any) -> None:
    """No record stands between a heading over several columns and those below it: nothing is lost."""
    write_csv(tmp_path / "hotline-ticket.csv", [[*HEADINGS[:3], "办理情况", "", ""], HEADINGS, ticket("T1")])
    assert said(read()) == []
    assert read().readings[0].used == 1


@pytest.mark.parametrize(
    "again",
    [
        ["工单号", "承办单位", "办理时限", "办结时间", "级别", "是否重复"],
        [*HEADINGS, "备注"],
    ],
)
def test_the_same_columns_under_other_words_are_the_same(
    tmp_path: Any, write_csv: Any, read: Any, ticket: Any, again: list[str]
) -> None:
    """What each column means counts, not how its heading is written; further columns are not read anyway."""
    rows = [[*HEADINGS, "说明"], [*ticket("T1"), ""], again, [*ticket("T2"), ""]]
    write_csv(tmp_path / "hotline-ticket.csv", rows)
    evidence = read()
    assert ("rows-headings", "info", "A3") in said(evidence)
    assert evidence.ledgers["hotline-ticket"].frame["ticket"].to_list() == ["T1", "T2"]


def test_a_percent_sign_in_the_heading_below_is_no_small_thing(tmp_path: Any, write_csv: Any, read: Any) -> None:
    """98 under 满意率(%) is read otherwise than under 满意率: the columns are not the same."""
    first = ["单位", "日期", "得分", "满意率", "份数"]
    rows = [["青禾镇", "2025-01-05", "90", "98%", "3"], [*first[:3], "满意率（%）", "份数"]]
    write_csv(tmp_path / "survey-rating.csv", [first, *rows, ["青禾镇", "2025-02-05", "90", "98", "3"]])
    assert said(read()) == [("heading-again", "error", "A3")]


def test_a_record_that_says_a_heading_is_a_record(tickets: Any, ticket: Any) -> None:
    """One cell makes no heading row: its own error is told, and the other rows are read."""
    evidence = tickets(ticket("T1"), ticket("T2", 级别="级别"))
    assert said(evidence) == [("choice-unknown", "error", "E3")]


def test_a_roster_in_two_parts_is_refused_at_the_second(tmp_path: Any, write_csv: Any, ruleset: Any) -> None:
    """A roster has one heading row as well."""
    from efficiency_rules.errors import InputError
    from efficiency_rules.evidence.roster import read_roster, read_roster_rows

    rows = [
        ["单位编号", "单位名称", "类别"],
        ["1", "甲镇", "镇街"],
        ["单位名称", "单位编号", "类别"],
        ["乙镇", "2", "镇街"],
    ]
    write_csv(tmp_path / "名册.csv", rows)
    for reading in (
        lambda: read_roster(tmp_path / "名册.csv", ruleset),
        lambda: read_roster_rows(tmp_path / "名册.csv"),
    ):
        with pytest.raises(InputError) as raised:
            reading()
        [problem] = raised.value.problems
        assert (problem.code, problem.place.cell) == ("heading-again", "A3")


@pytest.mark.parametrize(
    "again",
    [
        ["序 号", "工 单 编 号", "承 办 单 位", "办 结 时 间", "办 理 时 限", "级 别", "是 否 重 复"],
        ["No.", "工 单 编 号", "承办单位 ", "办 结 时 间", "办 理 时 限", "级 别", "是 否 重 复"],
    ],
)
def test_headings_with_blanks_in_them_are_headings(
    tmp_path: Any, write_csv: Any, read: Any, ticket: Any, again: list[str]
) -> None:
    """However they are written, days do not change places in silence."""
    rows = [["序号", *HEADINGS], ["1", *ticket("T1")], again, ["2", *ticket("T2")]]
    write_csv(tmp_path / "hotline-ticket.csv", rows)
    assert [told for told in said(read()) if told[1] == "error"] == [("heading-again", "error", "A3")]


def test_a_record_beside_another_small_table_is_a_record(tmp_path: Any, write_csv: Any, read: Any, ticket: Any) -> None:
    """Headings hold no day, and every record has one: a pivot to the right of it does not make it a heading row."""
    beside = [*ticket("T1"), "", "承办单位", "级别", "办结时间"]
    write_csv(
        tmp_path / "hotline-ticket.csv", [[*HEADINGS, "甲", "乙", "丙", "丁"], beside, [*ticket("T2"), *4 * [""]]]
    )
    assert "heading-again" not in {code for code, _, _ in said(read())}
    assert read().ledgers["hotline-ticket"].frame["ticket"].to_list() == ["T1", "T2"]


def matters() -> tuple[Any, Any]:
    """Return the columns of a narrow ledger with a signature among them, and the key."""

    def one(name: str, heading: str, kind: Any, key: bool = False) -> Column:
        return Column(name, heading, (), kind, False, key, kind == "day", (), None, None)

    key = one("number", "编号", "text", key=True)
    return (key, one("unit", "单位", "unit"), one("by", "经办人", "text"), one("on", "日期", "day")), key


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["经办人：", "", "日期：", ""], "rows-notes"),
        (["单位：", "青禾镇", "日期：", "2025-12-31"], "heading-again"),
        (["单位", "编号", "经办人", "日期"], "heading-again"),
        (["A1", "青禾镇", "王五", "2025-03-01", "", "单位", "日期", "件数"], None),
    ],
)
def test_labels_of_a_signature_are_a_remark(row: list[str], code: str | None) -> None:
    """Labels of a footer may be named as columns are; other labels below a ledger are never read as a record."""
    columns, key = matters()
    headings = find_headings(Table("x", rows=[[column.heading for column in columns]]), columns)
    assert headings is not None
    assert Footers.of(headings, [key]).code_of(row) == code


@pytest.mark.parametrize(
    "above",
    [
        ["单位：", "青禾镇", "日期：", "2025-12-31"],
        ["单位：", "青禾镇", "日期：", ""],
        ["日期", "2025-12-31", "单位", "甲"],
    ],
)
def test_a_title_block_above_is_no_table(above: list[str]) -> None:
    """Labels with what they name, or a day, above the headings: nothing is lost under them."""
    columns, _ = matters()
    rows = [above, ["2025年事项台账"], [column.heading for column in columns], ["A1", "青禾镇", "王五", "2025-03-01"]]
    headings = find_headings(Table("x", rows=rows), columns)
    assert headings is not None
    assert (headings.row, headings.problems) == (3, ())


def test_headings_in_two_rows_that_are_not_merged_are_told_as_lacking_only(
    tmp_path: Any, write_csv: Any, read: Any, ticket: Any
) -> None:
    """Where columns are lacking, the row below that holds them is no second table."""
    rows = [
        ["工单编号", "承办单位", "时间", "", "级别", "是否重复"],
        ["", "", "办理时限", "办结时间", "", ""],
        ticket("T1"),
    ]
    write_csv(tmp_path / "hotline-ticket.csv", rows)
    told = {code for code, severity, _ in said(read()) if severity == "error"}
    assert told == {"heading-missing", "heading-misnamed"}


def test_a_file_without_a_name_that_holds_two_tables_is_still_a_ledger(
    tmp_path: Any, write_csv: Any, read: Any, ticket: Any
) -> None:
    """All headings of a ledger are there: it is an error that nobody says which ledger it is, as ever."""
    rows = [HEADINGS[:3], ["T1", "青禾镇", "2025-01-05"], HEADINGS, ticket("T2")]
    write_csv(tmp_path / "数据.csv", rows)
    assert ("ledger-unnamed", "error") in {(code, severity) for code, severity, _ in said(read())}


def test_a_row_with_full_width_commas_is_too_short(tmp_path: Any, write_csv: Any, read: Any, ticket: Any) -> None:
    """Who wrote a record with other commas is told of them, not to delete a remark."""
    write_csv(tmp_path / "hotline-ticket.csv", [HEADINGS, ticket("T1"), ["，".join(ticket("T2"))]])
    assert [code for code, _, _ in said(read())] == ["row-short"]
