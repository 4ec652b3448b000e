"""Two items that count the same records of one ledger."""

from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import polars as pl
import pytest

from efficiency_rules.formulas import (
    Bands,
    Bonus,
    Checklist,
    Costs,
    Count,
    Custom,
    Outcome,
    PerEvent,
    PerUnit,
    RankBased,
    Shortfall,
    SurveyMean,
    UnitMark,
    Veto,
    working_days,
)
from efficiency_rules.points import Percent, Points
from efficiency_rules.rulesets.checking import check_ruleset

LATE, RUDE = pl.col("late"), pl.col("rude")
IN_TIME = pl.col("closed_on") <= pl.col("due_on")
CODE = "rubric-event-twice"
ONE = Points(1)


def rate(hit: pl.Expr, of: pl.Expr | None = None) -> Shortfall:
    """A rate with enough records that only the events are told."""
    return Shortfall(hit=hit, of=of, target=Percent("100%"), per_point=Points("0.01"), min_cases=100)


def twice(lint: Any, *items: Any) -> list[Any]:
    return [problem for problem in lint(*items) if problem.code == CODE]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (PerEvent(points=ONE, where=LATE), PerEvent(points=Points(2), where=LATE)),
        (PerEvent(points=ONE, where=~IN_TIME | pl.col("closed_on").is_null()), rate(IN_TIME)),
        (PerEvent(points=ONE, where=LATE), PerEvent(points=ONE, where=LATE & RUDE)),
        (PerEvent(points={"甲": ONE, "乙": ONE, "丙": ONE}, kind=pl.col("kind")), rate(RUDE)),
        (Checklist(elements={"late": ~LATE}, per_missing=ONE), Veto(hit=LATE)),
        (Bands(value=Count(LATE), bands={0: Points(4), 1: Points(0)}), PerEvent(points=ONE, where=LATE)),
        (Bonus(points=ONE, where=LATE), Bonus(points=Points(2), where=LATE)),
        (
            PerEvent(points=ONE, where=working_days(pl.col("due_on"), pl.col("closed_on")) > 5),
            PerEvent(points=ONE, where=working_days(pl.col("due_on"), pl.col("closed_on")) > 20),
        ),
        (
            PerEvent(points=ONE, where=pl.col("people") > 40),
            PerEvent(points=ONE, where=pl.col("people") >= 41),
        ),
    ],
)
def test_the_same_event_is_told_once(lint: Any, one: Any, two: Any) -> None:
    """Equal conditions, however they are written, and conditions that hold whenever another does."""
    (problem,) = twice(lint, one, two)
    assert problem.facts["found"] == "事项台账"
    assert twice(lint, two, one)[0].facts["found"] == "事项台账"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (PerEvent(points=ONE, where=LATE), PerEvent(points=ONE, where=RUDE)),
        (PerEvent(points=ONE, where=LATE), PerEvent(points=ONE, where=~LATE)),
        (PerEvent(points=ONE, where=LATE), Bonus(points=ONE, where=LATE)),
        (PerEvent(points=ONE, where=LATE), RankBased(value=Count(LATE), per_rank=Percent("1%"))),
        (
            PerEvent(points={"甲": ONE, "乙": Points(0), "丙": Points(0)}, kind=pl.col("kind")),
            PerEvent(points={"甲": Points(0), "乙": ONE, "丙": ONE}, kind=pl.col("kind")),
        ),
        (
            PerEvent(points=ONE, where=pl.col("people") > 40),
            PerEvent(points=ONE, where=pl.col("people") < 3),
        ),
        (Bands(value=Count(LATE), bands={0: Points(0), 1: Points(4)}), PerEvent(points=ONE, where=LATE)),
        (PerEvent(points=ONE, where=LATE), PerUnit(function=lambda records, full: UnitMark(full, "都好"))),
    ],
)
def test_what_only_touches_is_not_told(lint: Any, one: Any, two: Any) -> None:
    """Other conditions, the opposite direction, other kinds, ranks and plain functions."""
    assert twice(lint, one, two) == []


def test_two_questions_of_one_survey_are_two_things(lint: Any) -> None:
    """Answers that are split by a column between two items are counted once each."""
    scale = {"甲": Points(100), "乙": Points(60), "丙": Points(0)}
    one, two = (SurveyMean(answer=pl.col("kind"), scale=scale, valid=of, min_valid=30) for of in (LATE, ~LATE))
    both = SurveyMean(answer=pl.col("kind"), scale=scale, min_valid=30)
    assert twice(lint, one, two) == []
    assert len(twice(lint, one, two, both)) == 2


def test_a_custom_formula_is_read_by_its_costs(lint: Any) -> None:
    """Costs by a condition are compared; costs spread over all records say nothing about events."""

    def custom(weight: pl.Expr) -> Custom:
        def mark(facts: Any, full: int) -> Outcome:
            return Outcome(np.maximum(full - 10_000 * facts["late"], 0))

        return Custom(
            own_facts={"late": Count(LATE)}, own_mark=mark, own_costs=Costs(weight, "share"), reason="扣 {lost}"
        )

    events = PerEvent(points=ONE, where=LATE)
    assert len(twice(lint, events, custom(LATE.cast(pl.Int64)))) == 1
    assert twice(lint, events, custom(pl.lit(1, dtype=pl.Int64))) == []


def test_formulas_that_are_wrong_are_left_to_the_errors(tmp_path: Any, example: str, criteria: Any) -> None:
    """A formula that cannot be computed is an error of its own, and the linter does not stumble over it."""
    broken = replace(criteria["rule-breaches@2025"], build=lambda p: PerEvent(points=ONE, where=pl.col("nowhere") == 1))
    file = tmp_path / "ruleset.yaml"
    file.write_text(example, "utf-8")
    found = check_ruleset(file, {**criteria, broken.name: broken}, linted=True)
    assert [problem.code for problem in found if problem.severity == "error"] == ["expression-column-unknown"]


def test_other_ledgers_and_other_units_do_not_meet(lint: Any, scored: Any, other: Any) -> None:
    """Two ledgers are two events as far as anybody can see, and groups apart lose once each."""
    events = PerEvent(points=ONE, where=LATE)
    assert twice(lint, events, scored(events, reads=other)) == []
    town, department = (scored(events, more=f"applies_to: [{group}]") for group in ("town", "department"))
    assert twice(lint, town, department) == []
    assert len(twice(lint, town, events)) == 1


def test_every_pair_is_told_once_with_the_line_of_the_first(lint: Any, scored: Any, line_of: Any) -> None:
    """Three equal items make three findings, each at the later one, naming the earlier."""
    items = [scored(PerEvent(points=ONE, where=LATE), title=title) for title in ("一", "二", "三")]
    found = twice(lint, *items)
    pairs = {(problem.facts["other"], problem.facts["title"]) for problem in found}
    assert (len(found), pairs) == (3, set(combinations(("一", "二", "三"), 2)))
    assert sorted(line_of(problem) for problem in found) == ["item-1@2025", "item-2@2025", "item-2@2025"]


def test_days_beyond_the_calendar_are_passed_over(lint: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the sample days cannot be computed with, nothing is said."""
    from datetime import timedelta

    from efficiency_rules.rulesets.linting import losing

    monkeypatch.setattr(losing, "_DAYS", (0, timedelta(days=40_000).days))
    late = PerEvent(points=ONE, where=working_days(pl.col("due_on"), pl.col("closed_on")) > 5)
    assert twice(lint, late, late) == []
