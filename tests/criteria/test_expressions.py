"""Tests of the check of a formula's expressions."""

from datetime import date, timedelta
from typing import Literal

import polars as pl
import pytest

from efficiency_rules.errors import Place
from efficiency_rules.evidence.types import EvidenceType, UnitId, column
from efficiency_rules.formulas import (
    Bonus,
    Checklist,
    Costs,
    Count,
    CountDistinct,
    Custom,
    Figure,
    GiveBack,
    Outcome,
    PerEvent,
    PerUnit,
    Shortfall,
    Sum,
    UnitMark,
    check_formula,
    days,
    working_days,
)
from efficiency_rules.points import Percent, Points


class Case(EvidenceType, id="case", title="办件台账"):
    """One case."""

    number: str = column("编号", key=True)
    unit: UnitId = column("单位")
    due_on: date = column("时限", dated=True)
    closed_on: date | None = column("办结")
    kind: Literal["late", "refused", "other"] = column("类别")
    amount: int = column("金额")
    score: Points = column("分值")
    rate: Percent | None = column("比率")
    online: bool = column("网办")


C = pl.col
ALLOWED_CONDITIONS = {
    "compare dates": C("closed_on") <= C("due_on"),
    "literal date": C("due_on") >= date(2025, 3, 1),
    "between": C("due_on").is_between(date(2025, 1, 1), date(2025, 6, 30)),
    "null": C("closed_on").is_null() | C("closed_on").is_not_null(),
    "choices": C("kind").is_in(["late", "refused"]) & ~C("online"),
    "equal": (C("kind") == "late") ^ C("online").eq_missing(True),
    "text": C("number").str.starts_with("A") | C("number").str.contains("x", literal=True),
    "text ends": C("number").str.strip_chars().str.ends_with("9"),
    "text length": C("number").str.len_chars() > 3,
    "days": days(C("due_on"), C("closed_on")) > 5,
    "working days": working_days(C("due_on"), C("closed_on")) > 20,
    "duration": C("closed_on") - C("due_on") > timedelta(days=3),
    "deadline": C("closed_on") <= C("due_on") + pl.duration(days=30),
    "deadline by column": C("closed_on") <= C("due_on") + pl.duration(days=C("amount")),
    "offset": C("closed_on") <= C("due_on").dt.offset_by("1mo"),
    "parts of a date": (C("due_on").dt.month() == 3) & (C("due_on").dt.weekday() < 6),
    "horizontal": pl.any_horizontal("online") & pl.all_horizontal("online"),
    "arithmetic": (C("amount") * 3 - C("score") + 1) % 7 == 2,
    "ticks": C("rate") >= Percent("98%").ticks,
    "alias": (C("amount") > 0).alias("positive"),
    "constant": pl.lit(True),
    "fill": C("online").fill_null(False),
}
ALLOWED_VALUES = {
    "column": C("amount"),
    "ternary": pl.when(C("kind") == "late").then(3).when(C("online")).then(2).otherwise(None),
    "cast": C("online").cast(pl.Int64) * C("amount"),
    "clip": C("amount").clip(0, 10) + C("score").fill_null(0),
    "least": pl.min_horizontal("amount", "score") - pl.max_horizontal("amount", "score"),
    "sum": pl.sum_horizontal("amount", "score"),
    "whole division": C("amount") // 10,
    "table": C("kind").replace_strict({"late": 1, "refused": 2, "other": 0}, return_dtype=pl.Int64),
    "negative": -C("amount").abs(),
    "coalesce": pl.coalesce("rate", "score"),
    "month": C("due_on").dt.month().cast(pl.Int64) * 100,
    "working days": working_days(C("due_on"), C("closed_on")),
    "literal": pl.lit(1, dtype=pl.Int64),
}
REFUSED = {
    "sum": (C("amount").sum(), "expression-not-allowed"),
    "mean": (C("amount").mean(), "expression-not-allowed"),
    "maximum": (C("amount") - C("amount").max(), "expression-not-allowed"),
    "first": (C("amount").first(), "expression-not-allowed"),
    "length": (pl.len(), "expression-not-allowed"),
    "window": (C("amount").sum().over("kind"), "expression-not-allowed"),
    "shift": (C("amount").shift(1), "expression-not-allowed"),
    "difference": (C("amount").diff(), "expression-not-allowed"),
    "running sum": (C("amount").cum_sum(), "expression-not-allowed"),
    "rolling": (C("amount").rolling_sum(2), "expression-not-allowed"),
    "rank": (C("amount").rank(), "expression-not-allowed"),
    "sort": (C("amount").sort(), "expression-not-allowed"),
    "reverse": (C("amount").reverse(), "expression-not-allowed"),
    "head": (C("amount").head(1), "expression-not-allowed"),
    "filter": (C("amount").filter(C("online")), "expression-not-allowed"),
    "unique": (C("amount").unique(), "expression-not-allowed"),
    "duplicated": (C("amount").is_duplicated().cast(pl.Int64), "expression-not-allowed"),
    "gather": (C("amount").gather(0), "expression-not-allowed"),
    "forward fill": (C("amount").forward_fill(), "expression-not-allowed"),
    "several columns": (pl.col("amount", "score"), "expression-not-allowed"),
    "all columns": (pl.all(), "expression-not-allowed"),
    "series": (pl.lit(pl.Series([1, 2])), "expression-not-allowed"),
    "python per value": (
        C("amount").map_elements(lambda value: value, return_dtype=pl.Int64),
        "expression-not-allowed",
    ),
    "python per column": (C("amount").map_batches(lambda s: s), "expression-not-allowed"),
    "silent cast": (C("number").cast(pl.Int64, strict=False), "expression-not-allowed"),
    "narrow cast": (C("amount").cast(pl.Int8), "expression-not-allowed"),
    "narrow product": (C("due_on").dt.month() * 100, "expression-not-allowed"),
    "32-bit product": (pl.when(C("online")).then(50_000).otherwise(0) * 100_000, "expression-not-allowed"),
    "flags added": (C("online") + C("online"), "expression-not-allowed"),
    "unsigned difference": (C("number").str.len_chars() - 5, "expression-not-allowed"),
    "division by a column": (C("amount") // C("score"), "expression-not-allowed"),
    "division by zero": (C("amount") // 0, "expression-not-allowed"),
    "division": (C("amount") / 2, "expression-not-exact"),
    "float literal": (C("amount") * 1.5, "expression-not-exact"),
    "float cast": ((C("amount").cast(pl.Float64) * 2).cast(pl.Int64), "expression-not-exact"),
    "decimal cast": (C("amount").cast(pl.Decimal(10, 2)), "expression-not-exact"),
    "float table": (C("kind").replace_strict({"late": 0.5}, default=0).cast(pl.Int64), "expression-not-exact"),
    "float table type": (
        C("kind").replace_strict({"late": 1}, default=0, return_dtype=pl.Float64).cast(pl.Int64),
        "expression-not-exact",
    ),
    "fractional days": (
        days(C("due_on"), C("closed_on")) + (C("closed_on") - C("due_on")).dt.total_days().sqrt(),
        "expression-not-allowed",
    ),
    "square root": (C("amount").sqrt(), "expression-not-allowed"),
    "unknown column": (C("ammount"), "expression-column-unknown"),
    "unit column": ((C("unit") == "u1").cast(pl.Int64), "expression-unit-column"),
    "text as value": (C("number"), "expression-type"),
    "date as value": (C("due_on"), "expression-type"),
    "flag as value": (C("online"), "expression-type"),
    "unsigned value": (C("number").str.len_chars(), "expression-type"),
    "types that do not fit": ((C("due_on") > "2025-01-01").cast(pl.Int64), "expression-type"),
}


def _custom(fact, reason: str = "", **own: object) -> Custom:
    return Custom(
        own_facts={"it": fact},
        own_mark=lambda facts, full: Outcome(facts["it"]),
        own_costs=own.pop("own_costs", Costs(pl.lit(1, dtype=pl.Int64))),
        reason=reason,
        **own,
    )


def _codes(formula) -> list[str]:
    problems = check_formula(formula, Case)
    assert all(problem.text("zh") and problem.text("en") for problem in problems)
    return [problem.code for problem in problems]


@pytest.mark.parametrize("name", ALLOWED_CONDITIONS)
def test_allowed_conditions(name):
    """Elementwise conditions on whole numbers, dates, flags and text pass."""
    assert _codes(_custom(Count(ALLOWED_CONDITIONS[name]))) == []


@pytest.mark.parametrize("name", ALLOWED_VALUES)
def test_allowed_values(name):
    """Elementwise whole numbers pass, as values of facts and as weights."""
    assert _codes(_custom(Sum(ALLOWED_VALUES[name]))) == []
    assert _codes(_custom(Count(), own_costs=Costs(ALLOWED_VALUES[name]))) == []


@pytest.mark.parametrize("name", REFUSED)
def test_refused_expressions(name):
    """Aggregations, windows, order, Python, floats, narrow arithmetic and unknown columns are refused."""
    expression, code = REFUSED[name]
    assert code in _codes(_custom(Sum(expression)))
    assert code in _codes(_custom(Count(), own_costs=Costs(expression)))


def test_a_pattern_of_columns_is_refused():
    """A regular expression over column names is refused, as what it is depends on the version of Polars."""
    (code,) = _codes(_custom(Sum(pl.col("^amo.*$"))))
    assert code in ("expression-not-allowed", "expression-column-unknown")


def test_a_condition_must_be_a_condition():
    """A number is no condition."""
    assert _codes(_custom(Count(C("amount")))) == ["expression-type"]
    assert _codes(_custom(CountDistinct(C("due_on"), C("online")))) == []


def test_near_names_are_suggested():
    """An unknown column names what was found, what there is, and what looks like it."""
    (problem,) = check_formula(_custom(Sum(C("ammount"))), Case, Place("bundle.py"))
    assert problem.text("zh").startswith("bundle.py: ")
    assert "是否想写：amount" in problem.text("zh")
    assert "办件台账" in problem.text("zh")


def test_every_problem_is_reported_at_once():
    """Several faults in one formula give several problems."""
    formula = Shortfall(
        hit=C("closed") <= C("due"), target=Percent("98%"), per_point=Points(1), reason="{rat}", line="{numbr}"
    )
    codes = _codes(formula)
    assert codes.count("expression-column-unknown") == 2
    assert codes.count("reason-name-unknown") == 2


def test_a_mistake_is_reported_once_under_the_name_its_author_gave_it():
    """A misspelt column, a float and a wrong type are one problem each, however many facts are made of them."""
    points = {"late": Points(1), "refused": Points(2), "other": Points(3)}

    def parts(**own):
        problems = check_formula(PerEvent(points=points, kind=C("kind"), **own), Case)
        return [(problem.code, problem.facts["part"]) for problem in problems]

    assert parts(where=C("ammount") > 0) == [("expression-column-unknown", "where")]
    assert parts(where=C("amount") * 1.5 > 3) == [("expression-not-exact", "where")]
    assert parts(where=C("amount")) == [("expression-type", "where")]
    assert parts(where=C("amount").sum() > 3) == [("expression-not-allowed", "where")]
    wrong = (C("ammount") > 0).cast(pl.Int64)
    (problem,) = check_formula(_custom(Sum(wrong, C("ammount") > 1), own_costs=Costs(wrong)), Case)
    assert problem.facts["part"] == "own_facts[it].where、own_facts[it].value、own_costs"


def test_columns_of_a_checklist_are_checked_by_name():
    """Elements are columns of flags: one that is not there, or holds no flags, is named."""
    problems = check_formula(Checklist(per_missing=Points(1), elements=["online", "onlin", "kind"]), Case)
    assert [(problem.code, problem.facts["part"]) for problem in problems] == [
        ("expression-column-unknown", "elements[onlin]"),
        ("expression-type", "elements[kind]"),
    ]


def test_choices_of_a_column_and_points_must_match():
    """A kind the column cannot hold, and a choice without points, are found before any record is read."""
    formula = PerEvent(points={"late": Points(1), "refuse": Points(2)}, kind=C("kind"))
    assert sorted(_codes(formula)) == ["level-missing", "level-missing", "level-unknown"]
    within = PerEvent(points={"late": Points(1)}, kind=C("kind"), where=C("kind") == "late")
    assert _codes(within) == []
    assert _codes(GiveBack(points=Points(1), status=C("kind"), give_back={"lat": Points(1)})) == ["level-unknown"]
    assert _codes(Bonus(points={"x": Points(1)}, level=C("number"))) == []


def test_reserved_names_and_broken_words():
    """A fact called like one of the engine's, an unbalanced brace and failing figures are reported."""
    taken = Custom(
        own_facts={"cases": Count()},
        own_mark=lambda facts, full: Outcome(full),
        own_costs=Costs(pl.lit(1, dtype=pl.Int64)),
        reason="{",
    )
    assert _codes(taken) == ["fact-name-taken", "reason-not-readable"]
    failing = _custom(Count(), own_figures=lambda facts, full: {"x": Figure(1 // int(facts["it"][0]))})
    assert _codes(failing) == ["figures-failed"]
    assert _codes(_custom(Count(), "{it} {cases} {full} {points} {lost}")) == []


def test_a_per_unit_function_has_no_expressions():
    """There is nothing to check in a plain function."""
    assert check_formula(PerUnit(function=lambda records, full: UnitMark(full, "")), Case) == []
