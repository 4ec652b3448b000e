"""The suite on criteria with one defect each: the check that is meant for it finds it, and says where."""

import os
import random
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import numpy as np
import polars as pl
import pytest
from pydantic import Field

from efficiency_rules import Criterion, EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.evaluation.evaluation import Evaluation
from efficiency_rules.formulas import (
    Costs,
    Count,
    Custom,
    FactValues,
    Formula,
    Outcome,
    PerEvent,
    PerUnit,
    SurveyMean,
    UnitMark,
    times,
)
from efficiency_rules.rulesets.document import read_document
from efficiency_rules.testing import Monotone
from efficiency_rules.testing.running import Outcome as Found
from efficiency_rules.testing.running import run_suite
from efficiency_rules.testing.subject import Subject


class Visit(EvidenceType, id="visit", title="走访台账"):
    """One visit."""

    number: str = column("编号", key=True)
    unit: UnitId = column("单位")
    day: date = column("日期", dated=True)
    kind: Literal["轻", "重"] = column("程度")
    people: int = column("人数")


class Visits(Params):
    each: Points
    """每次扣分"""


class Tables(Params):
    table: dict[str, Points]
    """各程度的分值"""


Mark = Callable[[FactValues, int], Outcome]


def made(build: Callable[[Any], Formula | PerUnit], params: type[Params] = Visits, id: str = "visits") -> Criterion:
    """Return a criterion of this formula."""

    def rule(p: Params) -> Formula | PerUnit:
        """Every visit costs points."""
        return build(p)

    return criterion(id, edition=2025, title="走访", reads=Visit, params=params)(rule)


def custom(mark: Mark, id: str = "visits") -> Criterion:
    """Return a criterion with this mark."""
    costs = Costs(pl.lit(1, dtype=pl.Int64), "share")
    facts = {"visits": Count()}
    return made(lambda p: Custom(own_facts=facts, own_mark=mark, own_costs=costs, reason="{visits} 次"), id=id)


def full_marks(facts: FactValues, full: int) -> Outcome:
    return Outcome(0 * facts["visits"] + full)


def failed(subject: Criterion, **more: Any) -> dict[str, Found]:
    """Return the checks that do not hold, by name; every problem can be said in both languages."""
    settled = {"params": {"each": "1"}, "full": Points(4)} if subject.params is Visits else {}
    outcomes = run_suite(Subject(subject, **({"examples": 15} | settled | more)))
    found = {name: outcome for name, outcome in outcomes.items() if outcome.failed}
    assert all(outcome.text() for outcome in found.values())
    return found


def raises(facts: FactValues, full: int) -> Outcome:
    if np.any(facts["visits"] > 2):
        raise RuntimeError("more than two")
    return full_marks(facts, full)


BROKEN: dict[str, tuple[Mark, str, int]] = {
    "raises on some records": (raises, "RuntimeError: more than two", 3),
    "returns a float": (lambda facts, full: Outcome(full - facts["visits"] * 0.5), "float64", 0),
    "returns more than full": (lambda facts, full: Outcome(full + facts["visits"]), "outside", 1),
    "returns less than nothing": (lambda facts, full: Outcome(-facts["visits"]), "outside", 1),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_mark_that_breaks_is_found(name: str) -> None:
    """`points` names the cause, the bundle, the file and the criterion, and shows the smallest ledger that does it."""
    mark, words, rows = BROKEN[name]
    id = name.replace(" ", "-")
    found = failed(custom(mark, id))["points"]
    assert found.problem is not None
    for part in (words, f"{id}@2025", Path(__file__).name):
        assert part in found.text()
    assert found.trial is not None
    assert len(found.trial.rows) == rows
    assert f"criterion: {id}@2025\nparams: " in found.text()


def test_records_that_the_type_admits_and_the_formula_does_not() -> None:
    """A count of people below zero is admitted by the type and refused by the formula: the type lacks a bound."""
    scale = {"轻": Points(100), "重": Points(0)}
    found = failed(made(lambda p: SurveyMean(answer=pl.col("kind"), scale=scale, count=pl.col("people"))))
    assert list(found) == ["points"]
    assert "ge=0" in found["points"].text()
    assert found["points"].problem is not None
    assert found["points"].problem.code == "suite-failed"


def looks(look: Callable[[], object]) -> Criterion:
    def mark(facts: FactValues, full: int) -> Outcome:
        look()
        return full_marks(facts, full)

    return custom(mark)


def write_down() -> None:
    with Path(os.devnull).open("w") as file:
        file.write("x")


LOOKS: dict[str, tuple[Callable[[], object], str]] = {
    "today": (lambda: date.today(), "date.today"),
    "now": (lambda: datetime.now(), "datetime.now"),
    "time": (lambda: time.time(), "time.time"),
    "chance": (lambda: random.random(), "random.random"),
    "choice": (lambda: random.choice([1, 2]), "random.choice"),
    "environment": (lambda: os.environ.get("HOME"), "os.environ"),
    "network": (lambda: socket.gethostname(), "socket.gethostname"),
}


@pytest.mark.parametrize("name", LOOKS)
def test_a_look_outside_is_found(name: str) -> None:
    """Whatever a mark calls that is no record and no parameter is named with the line that called it."""
    look, words = LOOKS[name]
    found = failed(looks(look))
    assert list(found) == ["nothing_outside"]
    assert f"{words}（{__file__}:" in found["nothing_outside"].text()


def test_a_look_outside_from_a_unit_function_is_found() -> None:
    """A PerUnit function runs in a thread of the engine, and is watched there as well."""

    def mark(records: Sequence[Visit], full: Points) -> UnitMark:
        write_down()
        return UnitMark(full, str(date.today().year))

    found = failed(made(lambda p: PerUnit(function=mark)))
    assert list(found) == ["nothing_outside"]
    assert "date.today" in found["nothing_outside"].text()


def test_chance_is_found_by_its_results() -> None:
    """Where the call itself cannot be seen, two runs that differ give it away."""
    chance = np.random.default_rng()

    def mark(facts: FactValues, full: int) -> Outcome:
        return Outcome(0 * facts["visits"] + int(chance.integers(0, full)))

    assert "deterministic" in failed(custom(mark))


def test_state_that_is_kept_is_found() -> None:
    """A formula that counts how often it was built gives other marks the next time."""
    built: list[int] = []

    def build(p: Visits) -> PerEvent:
        built.append(1)
        return PerEvent(points=Points(len(built) % 7))

    assert "deterministic" in failed(made(build))


def test_a_look_at_other_units_is_found() -> None:
    """A mark that rests on the whole cohort and does not say so depends on other units' records."""

    def mark(facts: FactValues, full: int) -> Outcome:
        return Outcome(np.maximum(full - times(10_000, facts["visits"] - np.min(facts["visits"])), 0))

    found = failed(custom(mark), examples=60)
    assert list(found) == ["other_units"]


def test_changed_parameters_are_found() -> None:
    """A formula that takes an entry out of the table it was given has changed its parameters."""

    def build(p: Tables) -> PerEvent:
        return PerEvent(points=p.table.pop("轻"))

    assert list(failed(made(build, Tables))) == ["mutated"]


def test_a_broken_promise_is_found() -> None:
    """A Custom formula that gives points back for a third visit breaks the promise that visits only cost."""

    def mark(facts: FactValues, full: int) -> Outcome:
        return Outcome(np.where(facts["visits"] % 3 == 0, full, 0))

    found = failed(custom(mark), monotone=Monotone(), examples=60)
    assert list(found) == ["monotone"]
    assert "never raises the mark" in found["monotone"].text()
    assert failed(custom(mark), monotone=Monotone(costly_never_raises=False)) == {}


class Bare(Params):
    each: Points


class Wrong(Params):
    each: Points = Field(default=Points(-1), ge=0)
    """每次扣分"""


def test_missing_words_are_found() -> None:
    """A parameter without its meaning is named."""
    found = failed(made(lambda p: PerEvent(points=p.each), Bare))
    assert "params.each" in found["metadata"].text()


def test_a_default_that_is_not_legal_is_found() -> None:
    """pydantic does not look at defaults; the suite does."""
    found = failed(made(lambda p: PerEvent(points=Points(1)), Wrong))
    assert list(found) == ["default_parameters"]
    assert "-1" in found["default_parameters"].text()


def test_parameters_that_can_never_be_legal() -> None:
    """Where no drawn parameters make a formula, the last attempt is shown; nothing else is claimed to hold."""
    found = failed(made(lambda p: PerEvent(points=Points(-1))), params=None)
    assert found["points"].problem is not None
    assert found["points"].problem.code == "suite-no-params"
    assert {outcome.problem.code for name, outcome in found.items() if outcome.problem and name != "points"} == {
        "suite-not-run"
    }


def test_given_parameters_that_are_not_legal() -> None:
    """Parameters that the author gives are not drawn anew: they are refused, with the reason."""
    found = failed(made(lambda p: PerEvent(points=p.each)), params={"each": "-1"})
    assert found["points"].problem is not None
    assert found["points"].problem.code == "suite-params-refused"
    assert failed(made(lambda p: PerEvent(points=p.each)), params={"each": "0.5"}, full=Points(3)) == {}


RULES = """schema: efficiency-rules/ruleset/1
scheme: plum
year: 2025
status: draft
title: 青梅县计分细则
document: {name: 青梅县办法}
valid_from: 2025-01-01
valid_to: 2025-12-31
full_marks: 4
units: {town: {title: 镇街}}
methods: {daily: {title: 日常, clause: 一, due: [H1, year], scorer: 中心}}
areas:
  - {id: style, title: 作风, clause: 二, full: 4, items: [ITEM]}
grading:
  seats: largest-remainder
  ties: {break: [], then: decide}
  grades: [{id: good, title: 良好, share: 50%}, {id: poor, title: 较差, share: 50%}]
"""
ITEM = "{use: visits@2025, method: daily, clause: 二, full: 4, params: {each: 1}QUOTE}"


@pytest.mark.parametrize(("quote", "expected"), [("", ["quotes"]), (", quote: 是否走访", [])])
def test_an_item_without_a_quote_is_found(quote: str, expected: list[str], tmp_path: Path) -> None:
    """Every item that pins the criterion has to quote the plan."""
    path = tmp_path / "2025.yaml"
    path.write_text(RULES.replace("ITEM", ITEM.replace("QUOTE", quote)), "utf-8")
    assert list(failed(made(lambda p: PerEvent(points=p.each)), rulesets=[read_document(path)])) == expected


def test_lines_that_do_not_add_up_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine makes lines that add up; were it broken, the suite would say so."""
    whole = Evaluation.lines.fget
    assert whole is not None
    monkeypatch.setattr(Evaluation, "lines", property(lambda evaluation: whole(evaluation).head(0)))
    assert list(failed(made(lambda p: PerEvent(points=p.each)))) == ["lines"]


def test_the_bundle_is_named() -> None:
    """A criterion that came with a bundle is named with it, another with the module it stands in."""
    mine = replace(custom(BROKEN["returns a float"][0]), bundle="plum-rules 1.0")
    assert "plum-rules 1.0" in failed(mine)["points"].text()
