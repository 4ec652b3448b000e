"""Mistakes in the Python of a criterion: named with criterion, file and line, and kept apart from the ruleset's."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.criteria.formulas import Bands, Shortfall
from efficiency_rules.errors import Problem
from efficiency_rules.points import Percent, Points
from efficiency_rules.rulesets.checking import check_ruleset

HOTLINE = "hotline-mailbox-resolution@2025"
HERE = Path(__file__)


def float_points(p: Any) -> Any:
    return Bands(bands={Percent("0%"): Points(1)}, hit=pl.col("closed_on") > pl.col("due_on"), otherwise=Points(0.5))


def misspelt(p: Any) -> Any:
    return Shortfall(hit=pl.col("closed_on") <= pl.col("due_on"), target=p.targt, per_point=p.per_point)


def float_field(p: Any) -> Any:
    return Shortfall(hit=pl.col("closed_on") <= pl.col("due_on"), target=p.target, per_point=0.5)


def helped(p: Any) -> Any:
    return misspelt(p)


def not_a_number(p: Any) -> Any:
    return p.model_copy().model_validate({"target": 1})


def no_return(p: Any) -> Any:
    Shortfall(hit=pl.col("closed_on") <= pl.col("due_on"), target=p.target, per_point=p.per_point)


def no_call(p: Any) -> Any:
    return Shortfall


def negative(p: Any) -> Any:
    return Shortfall(hit=pl.col("closed_on") <= pl.col("due_on"), target=p.target, per_point=Points(-1))


def wrong_column(p: Any) -> Any:
    return Shortfall(hit=pl.col("closed") * 1.5 > 2, target=p.target, per_point=p.per_point)


def problems_of(build: Any, example: str, criteria: Mapping[str, Criterion], tmp_path: Path) -> list[Problem]:
    """Return the errors of the example with this function in place of the hotline's."""
    path = tmp_path / "ruleset.yaml"
    path.write_text(example, encoding="utf-8")
    installed = {**criteria, HOTLINE: replace(criteria[HOTLINE], build=build, file=str(HERE))}
    found = [problem for problem in check_ruleset(path, installed) if problem.severity == "error"]
    assert all(problem.text("en") for problem in found)
    return found


def line_of(text: str) -> int:
    return next(at for at, line in enumerate(HERE.read_text("utf-8").splitlines(), 1) if text in line)


@pytest.mark.parametrize(
    ("build", "line", "found"),
    [
        (float_points, "otherwise=Points(0.5)", "0.5 (float)"),
        (misspelt, "target=p.targt", "AttributeError: 'OnTime' object has no attribute 'targt'"),
        (helped, "target=p.targt", "has no attribute 'targt'"),
        (float_field, "per_point=0.5)", "use Points or Percent, not float"),
        (not_a_number, "model_validate({", "ValidationError"),
    ],
)
def test_a_mistake_of_the_code_names_its_line(
    example: str, criteria: Mapping[str, Criterion], tmp_path: Path, build: Any, line: str, found: str
) -> None:
    """What a build function does wrong is said with the criterion, its own last line, and what was found."""
    (problem,) = problems_of(build, example, criteria, tmp_path)
    assert problem.code == "ruleset-criterion-broken"
    assert problem.facts["use"] == HOTLINE
    assert problem.facts["file"] == f"{HERE}:{line_of(line)}"
    assert found in problem.text()
    assert problem.place.line == example[: example.index(HOTLINE)].count("\n") + 1


@pytest.mark.parametrize(("build", "found"), [(no_return, "None"), (no_call, "Shortfall")])
def test_no_formula_is_returned(
    example: str, criteria: Mapping[str, Criterion], tmp_path: Path, build: Any, found: str
) -> None:
    """A function without `return`, and one that returns the family itself, are told what to return."""
    (problem,) = problems_of(build, example, criteria, tmp_path)
    assert (problem.code, problem.facts["found"]) == ("ruleset-criterion-no-formula", found)
    assert "没有返回公式" in problem.text()
    assert "是否漏写 return" in problem.text()
    assert HERE.name in problem.text()


def test_what_a_formula_refuses_is_named_with_the_line_that_made_it(
    example: str, criteria: Mapping[str, Criterion], tmp_path: Path
) -> None:
    """A value that the family refuses stands at the parameter of that name, with the code that passed it on."""
    (problem,) = problems_of(negative, example, criteria, tmp_path)
    assert problem.code == "formula-negative"
    assert problem.place.line == example[: example.index("per_point:")].count("\n") + 1
    at = f"{HOTLINE} {HERE}:{line_of('per_point=Points(-1)')}"
    assert f"（{at}）" in problem.what("zh")
    assert f" ({at})" in problem.what("en")


def test_expressions_are_reported_once_with_the_criterions_file(
    example: str, criteria: Mapping[str, Criterion], tmp_path: Path
) -> None:
    """A misspelt column and a float are one problem each, in the field the author wrote, with the author's file."""
    problems = problems_of(wrong_column, example, criteria, tmp_path)
    assert [(problem.code, problem.facts["part"]) for problem in problems] == [
        ("expression-column-unknown", "hit"),
        ("expression-not-exact", "hit"),
    ]
    assert all(f"（{HOTLINE} {HERE}）" in problem.what() for problem in problems)
