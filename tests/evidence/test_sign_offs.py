"""The built-in ledger 不适用认定: one decision for a unit and a criterion."""

from pathlib import Path
from typing import Any

HEADINGS = ["认定编号", "单位", "指标", "理由", "认定人", "认定日期"]


def row(number: str, unit: str, criterion: str) -> list[str]:
    return [number, unit, criterion, "没有审批职能", "某人", "2025-03-05"]


def test_two_decisions_on_one_unit_and_criterion_are_both_refused(tmp_path: Path, write_csv: Any, read: Any) -> None:
    """Whatever their numbers and however the unit is written; others are kept."""
    first = [row("1", "青禾镇", "one-window"), row("2", "水务局", "one-window"), row("3", "青禾镇", "work-style")]
    write_csv(tmp_path / "不适用认定1.csv", [HEADINGS, *first])
    write_csv(tmp_path / "不适用认定2.csv", [HEADINGS, row("4", "001", "one-window")])
    evidence = read()
    found = [(one.code, str(one.place), one.facts["other"]) for one in evidence.problems]
    assert found == [
        ("sign-off-repeated", "不适用认定1.csv > B2", "不适用认定2.csv > B2"),
        ("sign-off-repeated", "不适用认定2.csv > B2", "不适用认定1.csv > B2"),
    ]
    assert sorted(evidence.ledgers["not-applicable"].frame["number"]) == ["2", "3"]
    assert "青禾镇" in evidence.problems[0].what()
    assert "one-window" in evidence.problems[0].what()
