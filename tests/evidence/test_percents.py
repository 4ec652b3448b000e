"""Percentages under a heading that carries the sign."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from efficiency_rules.evidence.ledgers import Evidence


@pytest.fixture
def rates(tmp_path: Path, write_csv: Any, read: Any) -> Any:
    """Return a function that reads texts as rates under 满意率（%）."""

    def run(*texts: str) -> Any:
        rows = [["青禾镇", f"2025-01-{at:02}", "95", text, "1"] for at, text in enumerate(texts, start=1)]
        write_csv(tmp_path / "满意度测评.csv", [["单位", "日期", "得分", "满意率（%）", "份数"], *rows])
        return read()

    return run


@pytest.mark.parametrize("text", ["0.98", "1", "1.0", "１", "0.0001", "0．98"])
def test_a_bare_number_up_to_one_is_refused(rates: Any, text: str) -> None:
    """Nobody can tell a share from a percentage there."""
    evidence = rates("98", text)
    (problem,) = evidence.problems
    assert (problem.code, problem.place.cell) == ("percent-ambiguous", "D3")
    assert evidence.ledgers["survey-rating"].frame["rate"].to_list() == [980_000]


def test_the_refusal_names_both_meanings(rates: Any) -> None:
    """The words show what the number may mean, and ask for the sign."""
    (problem,) = rates("0.98").problems
    assert "“0.98”在标有（%）的列里看不出是 98% 还是 0.98%" in problem.what()
    assert problem.hint() == "请带上百分号"


@pytest.mark.parametrize(("text", "ticks"), [("0", 0), ("0.0", 0), ("1.01", 10_100), ("1%", 10_000), ("0.98%", 9_800)])
def test_zero_larger_numbers_and_signed_ones_are_clear(rates: Any, text: str, ticks: int) -> None:
    """Zero means zero either way; a sign in the cell settles it."""
    evidence = rates(text)
    assert evidence.problems == ()
    assert evidence.ledgers["survey-rating"].frame["rate"].to_list() == [ticks]


def test_typed_numbers_are_no_clearer(ruleset: Any, roster: Any) -> None:
    """A whole 1 in a typed frame may mean the whole as well."""
    frame = pl.DataFrame({"单位": ["001"], "日期": ["2025-01-01"], "得分": ["1"], "满意率(%)": [1], "份数": [1]})
    evidence = Evidence.from_frames({"survey-rating": frame}, ruleset, roster)
    assert [problem.code for problem in evidence.problems] == ["percent-ambiguous"]
