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
