"""Rows below and between the records that are none: sums, signatures, notes, repeated headings."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.evidence.footers import Footers
from efficiency_rules.evidence.headings import find_headings
from efficiency_rules.evidence.tables import Table


def said(evidence: Any) -> list[tuple[str, str, str]]:
    return [(one.code, one.severity, one.place.cell) for one in evidence.problems]


def used(evidence: Any) -> list[str]:
    return evidence.ledgers["hotline-ticket"].frame["ticket"].to_list() if evidence.ledgers else []


@pytest.mark.parametrize(
    "footer",
    [
        ["小计：3件"],
        ["一季度合计（件）", "", "", "", "", ""],
        ["", "", "", "", "合计 3", ""],
        ["本页小计", "3", "", "2", "", ""],
        ["", "全年共计12件", "", "", "", ""],
        ["总　计", "青禾镇", "", "", "3", ""],
    ],
)
def test_a_sum_row_is_set_aside_and_reported(tickets: Any, ticket: Any, footer: list[str]) -> None:
    """The word stands anywhere in a row that holds nothing else but numbers."""
    evidence = tickets(ticket("T1"), footer)
    assert said(evidence) == [("rows-sums", "info", "A3")]
    assert evidence.readings[0].set_aside == 1
    assert used(evidence) == ["T1"]


@pytest.mark.parametrize(
    "footer",
    [
        ["填表人：张三"],
        ["填表人：张三", "", "审核人：李四", "", "制表日期：2025年3月5日", ""],
        ["", "", "", "审核人 王五", "", ""],
        ["注：数据截至3月底。"],
        ["备 注:", "", "", "", "", ""],
        ["说明：未办结的不填。", "", "", "", "", ""],
        ["制表日期2025-03-05"],
        ["单位负责人：李四", "", "", "2026年1月5日", "", ""],
        ["分管领导（签字）：", "", "审核人：王五", "", "2026年　月　日", ""],
        ["单位（公章）：", "", "2026-01-05", "", "", ""],
        ["", "制表：张三", "", "2026-01-05 00:00:00", "", ""],
        ["主要负责人：李四", "", "", "", "", "第1页"],
        ["", "", "", "第1页 共2页", "", ""],
        ["第 1 页，共 2 页"],
        ["", "", "", "", "共 12 页", ""],
        ["填报单位（盖章）：青禾镇", "", "", "", "", ""],
        ["单位负责人：李四        填表人：王五        2026年1月5日", "", "", "", "", ""],
        ["打印时间：2026-01-05 10:00", "", "", "", "", ""],
    ],
)
def test_a_signature_or_note_is_set_aside_and_reported(tickets: Any, ticket: Any, footer: list[str]) -> None:
    """A row of nothing but signatures or notes is no record."""
    evidence = tickets(ticket("T1"), footer)
    assert said(evidence) == [("rows-notes", "info", "A3")]
    assert evidence.readings[0].set_aside == 1
    assert used(evidence) == ["T1"]


@pytest.mark.parametrize(
    "changes",
    [
        {"工单编号": "合计01"},
        {"工单编号": "经费合计"},
        {"工单编号": "审核人1"},
        {"承办单位": "青禾镇合计"},
        {"承办单位": "注：青禾镇"},
        {"办理时限": "小计"},
    ],
)
def test_a_row_with_key_and_unit_is_a_record(tickets: Any, ticket: Any, changes: dict[str, str]) -> None:
    """No record is set aside for a word it holds."""
    evidence = tickets(ticket("T1", **changes))
    assert evidence.readings[0].set_aside == 0


@pytest.mark.parametrize(
    "row",
    [
        ["单位负责人：李四", "青禾镇", "", "2026年1月5日", "", ""],
        ["单位负责人：李四", "", "2025-03-05", "2025-03-04", "一般", "否"],
        ["单位负责人", "", "2025-03-05", "", "", ""],
        ["经办人：李四", "", "45721", "", "", ""],
        ["责任单位：青禾镇", "", "2025-03-05", "", "", ""],
        ["", "", "2025-03-05", "", "", ""],
        ["", "", "2025-03-05", "单位负责人：李四", "", ""],
        ["第1页", "", "2025-03-05", "", "", ""],
        ["T2", "", "", "第1页 共2页", "", ""],
        ["领导批示件：3号", "", "2025-03-05", "", "", ""],
        ["第1页：青禾镇", "", "", "", "", ""],
    ],
)
def test_a_row_that_may_be_a_record_is_never_set_aside(tickets: Any, ticket: Any, row: list[str]) -> None:
    """Beside a signature only signatures, page numbers and days may stand; whatever else there is makes it an error."""
    evidence = tickets(ticket("T1"), row)
    assert evidence.readings[0].set_aside == 0
    assert evidence.readings[0].rejected == 1


@given(
    st.lists(
        st.sampled_from(["单位负责人：李四", "2026年1月5日", "第1页", "注：", "", "青禾镇", "一般"]),
        min_size=6,
        max_size=6,
    )
)
def test_no_row_with_a_cell_of_its_own_is_a_footer(ruleset: Any, cells: list[str]) -> None:
    """However they stand: a cell that is no word of a footer keeps the row, and so does a day without a signature."""
    type = ruleset.evidence_types["hotline-ticket"]
    headings = find_headings(Table("x", rows=[[column.heading for column in type.columns]]), type.columns)
    filled = [cell for cell in cells if cell]
    if headings is None or not filled:
        return
    words = {"青禾镇", "一般"}.isdisjoint(filled)
    day = "2026年1月5日" in filled
    expected = "rows-notes" if words and (not day or filled[0] == "单位负责人：李四") else None
    assert Footers.of(headings, type.key_columns()).code_of(cells) == expected


def test_an_incomplete_record_is_not_taken_for_a_sum(tickets: Any, ticket: Any) -> None:
    """A row without key and unit that still has a day and a choice is an error, not a footer."""
    evidence = tickets(ticket("", 承办单位="", 办结时间="共计3天"))
    assert {code for code, _, _ in said(evidence)} == {"cell-blank", "day-unreadable"}


@pytest.mark.parametrize(
    "repeated",
    [
        ["工单 编号", "承办\n单位", "办理时限", "办结时间", "级　别", "是否重复"],
        ["工单编号：", "承办单位*", "办理时限", "办结时间", "级别", "是否重复"],
    ],
)
def test_a_repeated_heading_row_may_differ_by_blanks(tickets: Any, ticket: Any, repeated: list[str]) -> None:
    """Headings are compared as headings, however they are broken into lines."""
    evidence = tickets(ticket("T1"), repeated, ticket("T2"))
    assert said(evidence) == [("rows-headings", "info", "A3")]
    assert used(evidence) == ["T1", "T2"]


@pytest.mark.parametrize(
    "row", [["1.未办结的不填。"], ["以上由平台导出", "", "", "", "", ""], ["", "", "", "青禾镇", "", ""]]
)
def test_a_row_with_one_cell_is_told_once(tickets: Any, ticket: Any, row: list[str]) -> None:
    """A remark without its word: not every column that it leaves blank, nor a comma that it lacks."""
    evidence = tickets(ticket("T1"), row)
    assert [(code, severity) for code, severity, _ in said(evidence)] == [("row-one-cell", "error")]
    assert evidence.problems[0].place.cell == ("D3" if row[0] == "" else "A3")
    assert (used(evidence), evidence.readings[0].rejected) == (["T1"], 1)
