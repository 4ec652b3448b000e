"""What a problem suggests for the usual slips."""

from typing import Any

import pytest

from efficiency_rules.evidence.names import UnitNames
from efficiency_rules.units import Roster, Unit


@pytest.mark.parametrize(
    ("text", "first"), [("T1", "T01"), ("T001", "T01"), ("t-1", "T-01"), ("1", "001"), ("Ｔ１", "T01")]
)
def test_an_id_without_its_zeros_is_suggested_first(text: str, first: str) -> None:
    """Spreadsheets take leading zeros away: such ids come before those that merely look alike."""
    ids = ["001", "011", "101", "T01", "T10", "T11", "T12", "T-01", "T-11"]
    names = UnitNames.of(Roster(Unit(id, f"单位{at}", "town") for at, id in enumerate(ids)))
    answer: Any = names.resolve([text])[text]
    assert answer.code == "unit-unknown"
    assert answer.facts["near"][0] == first
    assert len(answer.facts["near"]) <= 3


@pytest.mark.parametrize("text", ["3月5日", "3/5", "3-5", "03.05", "12月31号"])
def test_a_day_without_its_year_says_so(tickets: Any, ticket: Any, text: str) -> None:
    """The year is never added."""
    (problem,) = tickets(ticket(办理时限=text), ticket("T2")).problems
    assert problem.code == "day-without-year"
    assert "缺年份" in problem.what()


@pytest.mark.parametrize("text", ["未办结", "/", "-", "无", "正在办理", "尚未整改", "办理中"])
def test_what_is_not_done_yet_stays_blank(tickets: Any, ticket: Any, text: str) -> None:
    """In a column of days that may stay blank a placeholder is told to be taken out; elsewhere it is no day."""
    (problem,) = tickets(ticket(办结时间=text), ticket("T2")).problems
    assert problem.code == "day-placeholder"
    assert "未办结请留空" in problem.hint()
    assert [one.code for one in tickets(ticket(办理时限=text), ticket("T2")).problems] == ["day-unreadable"]
