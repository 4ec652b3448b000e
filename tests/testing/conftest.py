"""A small bundle with sound and broken criteria, and a ruleset, for the tests of cases."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Literal

import polars as pl
import pytest
from pydantic import field_validator

import efficiency_rules as er
from efficiency_rules import EvidenceType, Params, Percent, Points, UnitId, column, criterion
from efficiency_rules.errors import Problem
from efficiency_rules.formulas import PerEvent, PerUnit, Shortfall, UnitMark
from efficiency_rules.testing.cases import run_cases
from efficiency_rules.testing.results import CaseResult


class HotlineTicket(EvidenceType, id="hotline-ticket", title="热线工单台账"):
    """One ticket."""

    ticket: str = column("工单号", key=True)
    unit: UnitId = column("承办单位")
    due_on: date = column("办理时限", dated=True)
    closed_on: date | None = column("办结时间")


class Breach(EvidenceType, id="breach", title="问题台账"):
    """One verified breach, with a column of every kind."""

    number: str = column("编号", key=True)
    unit: UnitId = column("单位")
    day: date = column("日期", dated=True)
    kind: Literal["轻", "重"] = column("程度")
    settled: bool | None = column("是否了结")
    people: int | None = column("人数", ge=1)
    cost: Points | None = column("金额")
    share: Percent | None = column("占比")
    note: str | None = column("备注")


class OnTime(Params):
    """Parameters of a rate."""

    target: Percent
    per_point: Points
    floor: Points = Points(0)
    min_cases: int = 1


class Costs(Params):
    """Parameters of breaches."""

    light: Points
    grave: Points


class Touchy(Params):
    """Parameters whose own check is a mistake."""

    light: Points

    @field_validator("light")
    @classmethod
    def check(cls, value: Points) -> Points:
        raise KeyError("validator")


def on_time(p: OnTime) -> Shortfall:
    """Every percentage point below the target costs points."""
    return Shortfall(
        hit=pl.col("closed_on") <= pl.col("due_on"),
        target=p.target,
        per_point=p.per_point,
        floor=p.floor,
        min_cases=p.min_cases,
        reason="按时办结 {hits}／{cases} 件，办结率 {rate}，目标 {target}，扣 {lost} 分",
    )


def breaches(p: Costs) -> PerEvent:
    """Every breach costs points by its kind."""
    return PerEvent(points={"轻": p.light, "重": p.grave}, kind=pl.col("kind"), line="{number}")


def broken_formula(p: Costs) -> PerEvent:
    """Raises."""
    raise ZeroDivisionError("formula")


def broken_mark(p: Costs) -> PerUnit:
    """Raises while scoring."""

    def mark(records: object, full: Points) -> UnitMark:
        raise ZeroDivisionError("mark")

    return PerUnit(function=mark)


CRITERIA = [
    criterion("hotline", edition=2025, title="热线", reads=HotlineTicket, params=OnTime)(on_time),
    criterion("breaches", edition=2024, title="问题", reads=Breach, params=Costs)(breaches),
    criterion("breaches", edition=2025, title="问题", reads=Breach, params=Costs)(breaches),
    criterion("broken-formula", edition=2025, title="坏公式", reads=Breach, params=Costs)(broken_formula),
    criterion("broken-mark", edition=2025, title="坏计分", reads=Breach, params=Costs)(broken_mark),
    criterion("broken-params", edition=2025, title="坏参数", reads=Breach, params=Touchy)(breaches),
]

RULES = """\
schema: efficiency-rules/ruleset/1
scheme: qinghe
year: 2025
status: provisional
title: 青禾县计分细则
document: {name: 青禾县办法}
valid_from: 2025-01-01
valid_to: 2025-12-31
full_marks: 100
units: {town: {title: 镇街}, office: {title: 部门}}
methods: {daily: {title: 日常检查, clause: 一, due: [H1, year], scorer: 中心}}
missing: {no-cases: full}
areas:
  - id: duty
    title: 履职
    clause: 一
    full: 100
    items:
      - {use: breaches@2025, method: daily, clause: 一, full: 60, params: {light: 1, grave: 10}}
      - use: hotline@2025
        method: daily
        clause: 一
        full: 40
        missing: {no-cases: error}
        params: {target: 100%, per_point: 1}
grading:
  seats: largest-remainder
  ties: {break: [], then: decide}
  grades:
    - {id: good, title: 良好, share: 50%}
    - {id: poor, title: 较差, share: 50%}
"""
"""An invented ruleset: breaches cost 1 or 10 of 60, every percentage point of late tickets 1 of 40."""


@pytest.fixture(scope="session")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented ruleset as a file."""
    path = tmp_path_factory.mktemp("rules") / "2025.yaml"
    path.write_text(RULES, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def catalog(rules: Path) -> er.Catalog:
    """The invented bundle alone."""

    @er.hookimpl
    def provide_criteria() -> list[er.Criterion]:
        return CRITERIA

    @er.hookimpl
    def provide_rulesets() -> list[Path]:
        return [rules]

    module = ModuleType("qinghe_rules")
    vars(module).update(provide_criteria=provide_criteria, provide_rulesets=provide_rulesets)
    return er.load_plugins([module], discover=False)


@pytest.fixture
def run(tmp_path: Path, catalog: er.Catalog) -> Callable[[str], list[CaseResult]]:
    """A function that runs the text of a cases file; every problem met can be said in both languages."""

    def results(text: str) -> list[CaseResult]:
        path = tmp_path / "example.cases.yaml"
        path.write_text(text, encoding="utf-8")
        found = run_cases(path, catalog)
        for problem in (problem for result in found for problem in result.problems):
            assert problem.text("zh")
            assert problem.text("en")
        return found

    return results


@pytest.fixture
def found(run: Callable[[str], list[CaseResult]]) -> Callable[[str], list[tuple[str, int | None, int | None]]]:
    """A function that returns the problems of a cases file as code, line and column."""

    def problems(text: str) -> list[tuple[str, int | None, int | None]]:
        every: list[Problem] = [problem for result in run(text) for problem in result.problems]
        return [(problem.code, problem.place.line, problem.place.column) for problem in every]

    return problems
