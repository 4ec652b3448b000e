"""Criteria and a complete ruleset file for the tests of rulesets."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent, indent
from typing import Literal

import polars as pl
import pytest

import efficiency_rules as er
from efficiency_rules.criteria.criterion import Criterion, criterion
from efficiency_rules.criteria.formulas import Bands, GradeCap, PerEvent, Shortfall
from efficiency_rules.criteria.params import Params
from efficiency_rules.errors import Problem
from efficiency_rules.evidence.types import EvidenceType, UnitId, column
from efficiency_rules.points import Percent, Points
from efficiency_rules.rulesets.checking import check_ruleset

EXAMPLE = Path(__file__).with_name("example.yaml")


class HotlineTicket(EvidenceType, id="hotline-ticket", title="热线工单台账"):
    """One ticket."""

    ticket: str = column("工单号", key=True)
    unit: UnitId = column("承办单位")
    due_on: date = column("办理时限", dated=True)
    closed_on: date | None = column("办结时间")


class Breach(EvidenceType, id="breach", title="问题台账"):
    """One verified breach."""

    number: str = column("编号", key=True)
    unit: UnitId = column("单位")
    day: date = column("日期", dated=True)
    kind: Literal["refused", "late"] = column("类型")


class OnTime(Params):
    """Parameters of a rate."""

    target: Percent
    """目标按时办结率"""
    per_point: Points
    floor: Points = Points(0)
    min_cases: int = 1


class Costs(Params):
    """Parameters of events by kind."""

    costs: dict[str, Points]
    floor: Points = Points(0)


class Step(Params):
    """One band."""

    at_least: Percent
    """完成率达到该值"""
    points: Points


class Steps(Params):
    """Parameters of bands."""

    bands: tuple[Step, ...]
    since: date | None = None


class Times(Params):
    """Parameters of a cap."""

    at_least: int = 1


@criterion("hotline-mailbox-resolution", edition=2025, title="热线办理", reads=HotlineTicket, params=OnTime)
def hotline(p: OnTime) -> Shortfall:
    """Every percentage point below the target costs points."""
    return Shortfall(
        hit=pl.col("closed_on") <= pl.col("due_on"),
        target=p.target,
        per_point=p.per_point,
        floor=p.floor,
        min_cases=p.min_cases,
    )


@criterion("rule-breaches", edition=2025, title="违规问题", reads=Breach, params=Costs)
def breaches(p: Costs) -> PerEvent:
    """Every breach costs points by its kind."""
    return PerEvent(points=p.costs, kind=pl.col("kind"), floor=p.floor)


@criterion("task-completion", edition=2024, title="任务完成", reads=HotlineTicket, params=Steps)
def completion_2024(p: Steps) -> Bands:
    """The band of the completion rate gives the points."""
    return completion_2026.build(p)


@criterion("task-completion", edition=2026, title="任务完成情况", reads=HotlineTicket, params=Steps)
def completion_2026(p: Steps) -> Bands:
    """The band of the completion rate gives the points."""
    bands = [(step.at_least, step.points) for step in p.bands]
    return Bands(bands=bands, hit=pl.col("closed_on") <= pl.col("due_on"))


@criterion("fraud-verified", edition=2025, title="弄虚作假", reads=Breach, params=Times)
def fraud(p: Times) -> GradeCap:
    """Fraud keeps a unit from the best grade."""
    return GradeCap(at_least=p.at_least)


@pytest.fixture
def criteria() -> Mapping[str, Criterion]:
    """All installed criteria by name."""
    installed = (hotline, breaches, completion_2024, completion_2026, fraud)
    return {one.name: one for one in installed}


@pytest.fixture
def example() -> str:
    """The text of a ruleset file without any mistake."""
    return EXAMPLE.read_text(encoding="utf-8")


@pytest.fixture
def graded(example: str) -> Callable[..., str]:
    """A function that returns the example with another `grading` section, its lines indented by two spaces."""

    def text(section: str, status: str = "provisional") -> str:
        start, end = example.index("grading:\n"), example.index("consequences:\n")
        grading = "grading:\n" + indent(dedent(section).strip("\n"), "  ") + "\n"
        return (example[:start] + grading + example[end:]).replace("status: provisional", f"status: {status}")

    return text


@pytest.fixture
def load(tmp_path: Path, criteria: Mapping[str, Criterion]) -> Callable[[str], er.Ruleset]:
    """A function that loads a ruleset text as an embedder does."""

    class Bundle:
        @er.hookimpl
        def provide_criteria(self) -> list[Criterion]:
            return list(criteria.values())

    catalog = er.load_plugins([Bundle()], discover=False)

    def ruleset(text: str) -> er.Ruleset:
        path = tmp_path / "loaded.yaml"
        path.write_text(text, encoding="utf-8")
        return er.load_ruleset(path, catalog)

    return ruleset


@pytest.fixture
def check(tmp_path: Path, criteria: Mapping[str, Criterion]) -> Callable[[str], list[Problem]]:
    """A function that returns the errors and warnings of a ruleset text."""

    def problems(text: str) -> list[Problem]:
        path = tmp_path / "ruleset.yaml"
        path.write_text(text, encoding="utf-8")
        found = check_ruleset(path, criteria)
        for problem in found:
            assert problem.text("zh")
            assert problem.text("en")
        return [problem for problem in found if problem.severity != "info"]

    return problems
