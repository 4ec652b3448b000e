"""Missing headings: what stands there instead."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def problems(tmp_path: Path, write_csv: Any, read: Any) -> Any:
    """Return a function that reads a ledger with these headings and returns its errors."""

    def run(headings: list[str]) -> list[Any]:
        write_csv(tmp_path / "hotline-ticket.csv", [headings])
        return [one for one in read().problems if one.severity == "error"]

    return run


def test_a_near_heading_is_to_be_renamed(problems: Any) -> None:
    """The words go from what stands in the file to what it should be."""
    (problem,) = problems(["工单编号", "承办单位", "办理时限", "办结时间", "级别", "重复与否"])
    assert problem.code == "heading-misnamed"
    assert "表头“重复与否”像是“是否重复”，请改名" in problem.hint()


def test_a_heading_is_suggested_for_the_nearest_only(problems: Any) -> None:
    """One unknown heading is not two missing ones."""
    found = problems(["工单编号", "承办单位", "办结时", "级别", "是否重复"])
    assert [(one.code, one.facts["expected"]) for one in found] == [
        ("heading-missing", "办理时限"),
        ("heading-misnamed", "办结时间"),
    ]


def test_nothing_is_listed_where_nothing_is_extra(problems: Any) -> None:
    """Without an unknown heading the words name the missing one alone."""
    (problem,) = problems(["工单编号", "承办单位", "办理时限", "办结时间", "级别"])
    assert problem.code == "heading-missing"
    assert problem.what() == "缺少表头“是否重复”"
    assert "-" not in problem.text().replace("hotline-ticket", "").replace("heading-missing", "")


def test_a_summary_is_told_as_one(tmp_path: Path, write_csv: Any, read: Any) -> None:
    """With months for columns, no column is to be added: one problem at the heading that it shares with the ledger."""
    months = [f"{month}月" for month in range(1, 13)]
    rows = [["热线工单按月统计"], ["序号", "承办单位", *months], ["1", "青禾镇", *"123456789012"]]
    write_csv(tmp_path / "12345热线工单台账.csv", rows)
    evidence = read()
    [problem] = evidence.problems
    assert (problem.code, problem.severity, problem.place.cell) == ("headings-few", "error", "B2")
    assert [word in problem.text() for word in ("承办单位", "工单编号", "办理时限", "汇总表")] == [True] * 4
    assert [reading.rejected for reading in evidence.readings] == [1]


def test_headings_like_those_of_the_ledger_are_suggested_even_if_they_are_few(problems: Any) -> None:
    """A ledger with other names for its columns is no summary."""
    found = problems(["工单编号", "承办单位名", "办理期限", "办结日期", "紧急级别", "重复与否"])
    assert {one.code for one in found} <= {"heading-misnamed", "heading-missing"}
