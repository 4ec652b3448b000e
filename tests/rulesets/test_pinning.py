"""Criteria that refuse their parameters or break are contained: the item's line, and everything else checked."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.criteria.formulas import Shortfall
from efficiency_rules.errors import Problem
from efficiency_rules.evidence.types import EvidenceType, UnitId, column
from efficiency_rules.rulesets.checking import check_ruleset

HOTLINE = "hotline-mailbox-resolution@2025"


def refuse(params: Any) -> Any:
    raise ValueError("target and floor contradict each other")


def crash(params: Any) -> Any:
    raise KeyError("due_on")


def no_formula(params: Any) -> Any:
    return 4


def unknown_column(params: Any) -> Any:
    return Shortfall(hit=pl.col("closed") <= pl.col("due_on"), target=params.target, per_point=params.per_point)


class OtherTicket(EvidenceType, id="hotline-ticket", title="另一份工单台账"):
    """A ledger of the same id."""

    ticket: str = column("工单号", key=True)
    unit: UnitId = column("承办单位")
    due_on: date = column("办理时限", dated=True)
    closed_on: date = column("办结时间")


def errors(example: str, criteria: Mapping[str, Criterion], tmp_path: Path) -> list[Problem]:
    path = tmp_path / "ruleset.yaml"
    path.write_text(example, encoding="utf-8")
    return [problem for problem in check_ruleset(path, criteria) if problem.severity == "error"]


@pytest.mark.parametrize(
    ("build", "code", "found"),
    [
        (refuse, "ruleset-formula-invalid", "target and floor contradict each other"),
        (crash, "ruleset-criterion-broken", "KeyError: 'due_on'"),
        (no_formula, "ruleset-criterion-no-formula", "int"),
    ],
)
def test_broken_criteria(
    example: str, criteria: Mapping[str, Criterion], tmp_path: Path, build: Any, code: str, found: str
) -> None:
    """Whatever a criterion's function does is one problem at the item, beside all others."""
    installed = {**criteria, HOTLINE: replace(criteria[HOTLINE], build=build)}
    problems = errors(example.replace("task-completion@2026", "task-completion@2027"), installed, tmp_path)
    assert [problem.code for problem in problems] == [code, "ruleset-edition-unknown"]
    assert problems[0].facts["found"] == found
    line = example[: example.index(HOTLINE)].count("\n") + 1
    assert (problems[0].place.line, problems[0].place.column) == (line, len("      - use: ") + 1)


def test_expressions_are_checked(example: str, criteria: Mapping[str, Criterion], tmp_path: Path) -> None:
    """A formula over a column that the ledger does not have is a problem of the item."""
    installed = {**criteria, HOTLINE: replace(criteria[HOTLINE], build=unknown_column)}
    problems = errors(example, installed, tmp_path)
    assert {problem.code for problem in problems} == {"expression-column-unknown"}
    assert {problem.place.line for problem in problems} == {example[: example.index(HOTLINE)].count("\n") + 1}


def test_evidence_types_of_one_id(example: str, criteria: Mapping[str, Criterion], tmp_path: Path) -> None:
    """Two different ledgers under one id cannot be told apart."""
    name = "task-completion@2026"
    installed = {**criteria, name: replace(criteria[name], reads=OtherTicket)}
    (problem,) = errors(example, installed, tmp_path)
    assert problem.code == "ruleset-evidence-twice"
    assert problem.facts == {"found": "hotline-ticket", "use": name, "first": HOTLINE}


def test_parameters_left_out(example: str, criteria: Mapping[str, Criterion], tmp_path: Path) -> None:
    """An item without its parameters is told which are missing, and of what type."""
    start, end = example.index("        params:\n          bands:"), example.index("grading:\n")
    (problem,) = errors(example[:start] + example[end:], criteria, tmp_path)
    assert problem.code == "ruleset-param-missing"
    assert problem.facts["missing"] == "bands"
    assert problem.place.line == example[: example.index("task-completion@2026")].count("\n") + 1


def test_gap_in_bands(example: str, criteria: Mapping[str, Criterion], tmp_path: Path) -> None:
    """Bands that leave rates without points are an error with the item's line."""
    text = example.replace("            - {at_least: 0%, points: 0}\n", "")
    (problem,) = errors(text, criteria, tmp_path)
    assert problem.code == "bands-start"
    assert problem.place.line == text[: text.index("task-completion@2026")].count("\n") + 1


def test_nothing_installed(example: str, tmp_path: Path) -> None:
    """Without any bundle every pinned criterion is unknown, and nothing else is wrong."""
    problems = errors(example, {}, tmp_path)
    assert [problem.code for problem in problems] == ["ruleset-criterion-unknown"] * 4
