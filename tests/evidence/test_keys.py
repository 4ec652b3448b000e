"""Keys: what can name a record."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter


@pytest.mark.parametrize("text", ["2025-03-01", "2025-03-01 00:00:00", "2025/3/1", "3月1日", "03:01:00"])
def test_a_day_is_no_key(tickets: Any, ticket: Any, text: str) -> None:
    """A spreadsheet has turned 3-1 into a day: nobody knows the number that stood there."""
    (problem,) = tickets(ticket(text), ticket("T2")).problems
    assert (problem.code, problem.place.cell) == ("key-turned-day", "A2")
    assert "3-1" in problem.text()


def test_a_date_cell_is_no_key(tmp_path: Path, read: Any, headings: Any, ticket: Any) -> None:
    """The cell of a workbook tells it by its type."""
    import datetime

    with xlsxwriter.Workbook(str(tmp_path / "12345热线工单台账.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, headings)
        sheet.write_row(1, 0, ticket())
        sheet.write_datetime(1, 0, datetime.datetime(2025, 3, 1), book.add_format({"num_format": "m-d"}))
    assert [one.code for one in read().problems] == ["key-turned-day"]


@pytest.mark.parametrize("text", ["TRUE", "false", "无", "-", "－", "——", "/", "／", "暂无"])
def test_a_placeholder_is_no_key(tickets: Any, ticket: Any, text: str) -> None:
    """What stands for nothing names no record."""
    (problem,) = tickets(ticket(text), ticket("T2")).problems
    assert (problem.code, problem.place.cell) == ("key-placeholder", "A2")
    assert problem.text("en")


@pytest.mark.parametrize("text", ["3-1", "20250301", "无-1", "A/B", "2025-03-01-07", "靖〔2025〕3号", "0"])
def test_other_texts_are_keys(tickets: Any, ticket: Any, text: str) -> None:
    """Numbers and document numbers with dashes and strokes stay keys."""
    assert tickets(ticket(text)).problems == ()
