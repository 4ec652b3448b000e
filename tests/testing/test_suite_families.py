"""The suite on one sound criterion of every family: everything holds, and what does not apply is said."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import numpy as np
import polars as pl
import pytest

from efficiency_rules import EvidenceType, Params, Percent, Points, UnitId, column, criterion
from efficiency_rules.formulas import (
    FAMILIES,
    Bands,
    Bonus,
    Checklist,
    Costs,
    Count,
    Custom,
    FactValues,
    Formula,
    GiveBack,
    GradeCap,
    Outcome,
    PerEvent,
    PerUnit,
    Proportional,
    RankBased,
    RaterMean,
    RelativeToBest,
    SamplePassRate,
    Shortfall,
    Steps,
    Sum,
    SurveyMean,
    UnitMark,
    Veto,
    times,
)
from efficiency_rules.testing.checks import CHECKS
from efficiency_rules.testing.running import run_suite
from efficiency_rules.testing.subject import Subject
from efficiency_rules.testing.suite import CriterionSuite


class Finding(EvidenceType, id="finding", title="核查台账"):
    """One finding, with a column of every kind."""

    number: str = column("编号", key=True)
    unit: UnitId = column("单位")
    day: date = column("日期", dated=True)
    closed_on: date | None = column("办结日期")
    kind: Literal["轻", "重"] = column("程度")
    fixed: bool | None = column("是否整改")
    people: int | None = column("人数", ge=0, le=50)
    score: Points = column("评分", ge=0, le=100)
    share: Percent | None = column("完成率")
    note: str | None = column("备注")


class Numbers(Params):
    each: Points
    """每件的分值"""
    rate: Percent = Percent("90%")
    """比率"""
    table: dict[str, Points]
    """各种程度的分值"""


Built = Callable[[Numbers], Formula | PerUnit]
HIT = pl.col("fixed")


def custom(p: Numbers) -> Custom:
    """Each finding with a note costs points."""

    def mark(facts: FactValues, full: int) -> Outcome:
        return Outcome(np.maximum(full - times(p.each.ticks, facts["noted"]), 0))

    noted = pl.col("note") == "重要"
    costs = Costs(noted.fill_null(False).cast(pl.Int64) * p.each.ticks, "points")
    return Custom(own_facts={"noted": Count(noted)}, own_mark=mark, own_costs=costs, reason="重要 {noted} 件")


def per_unit(p: Numbers) -> PerUnit:
    """A unit loses all its points by a grave finding that stands last."""

    def mark(records: Sequence[Finding], full: Points) -> UnitMark:
        last = records[-1]
        return UnitMark(Points(0), "最后一件为重", {last.number: full}) if last.kind == "重" else UnitMark(full, "轻")

    return PerUnit(function=mark)


SOUND: dict[str, Built] = {
    "Bands": lambda p: Bands(hit=HIT, bands={p.rate: Points(1)}, otherwise=Points(0)),
    "Bands of a value": lambda p: Bands(value=Sum(pl.col("people")), bands={0: Points(1), 10: Points("0.5")}),
    "Bonus": lambda p: Bonus(points=p.table, level=pl.col("kind"), take="highest"),
    "Checklist": lambda p: Checklist(per_missing=p.each, elements=["fixed"]),
    "Custom": custom,
    "GiveBack": lambda p: GiveBack(points=p.each, status=pl.col("kind"), extra={"重": p.each}),
    "GradeCap": lambda p: GradeCap(hit=HIT),
    "PerEvent": lambda p: PerEvent(points=p.table, kind=pl.col("kind"), line="{number}"),
    "PerUnit": per_unit,
    "Proportional": lambda p: Proportional(done=pl.col("share"), lower_cut=p.rate),
    "RankBased": lambda p: RankBased(value=Sum(pl.col("score")), per=Count(), per_rank=p.rate),
    "RaterMean": lambda p: RaterMean(score=pl.col("score"), drop_when_more_than=3),
    "RelativeToBest": lambda p: RelativeToBest(value=Sum(pl.col("people"))),
    "SamplePassRate": lambda p: SamplePassRate(passed=HIT, per_failed=p.each),
    "Shortfall": lambda p: Shortfall(hit=pl.col("closed_on") <= pl.col("day"), target=p.rate, per_point=p.each),
    "Steps": lambda p: Steps(hit=HIT, target=p.rate, step=Percent("10%"), per_step=p.each, partial="counted"),
    "SurveyMean": lambda p: SurveyMean(answer=pl.col("kind"), scale={"轻": Points(100), "重": Points(30)}),
    "Veto": lambda p: Veto(hit=HIT, at_least=2),
}

SILENT = {
    "Bands of a value": {"monotone"},
    "Custom": {"monotone"},
    "PerUnit": {"monotone"},
    "RankBased": {"monotone", "other_units"},
    "RelativeToBest": {"monotone", "other_units"},
}
"""What does not apply, beside the quotes: no ruleset pins these criteria."""


def test_every_family_is_tried() -> None:
    """No family is without a sound example here."""
    assert {name.partition(" ")[0] for name in SOUND} == {family.__name__ for family in FAMILIES}


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_criterion_passes(name: str) -> None:
    """Every check holds or says why it does not apply to this family."""
    build = SOUND[name]

    def built(p: Numbers) -> Formula | PerUnit:
        """Costs points."""
        return build(p)

    made = criterion("sound", edition=2025, title="核查", reads=Finding, params=Numbers)(built)
    outcomes = run_suite(Subject(made, examples=12))
    assert [outcome.text() for outcome in outcomes.values() if outcome.failed] == []
    silent = {check for check, outcome in outcomes.items() if outcome.problem is not None}
    assert silent == SILENT.get(name, set()) | {"quotes"}
    assert list(outcomes) == list(CHECKS)


def test_the_page_tells_every_check_and_every_setting() -> None:
    """docs/testing.md has a row for every check and for everything that may be written into the class."""
    page = (Path(__file__).parents[2] / "docs" / "testing.md").read_text("utf-8")
    told = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    settings = [name for name in CriterionSuite.__annotations__ if not name.startswith("_")]
    assert sorted(told) == sorted(["in_time", *CHECKS, *settings])
