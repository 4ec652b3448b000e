"""What every formula family promises, tried on ledgers drawn at random."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from efficiency_rules import formulas
from efficiency_rules.criteria.formulas import FAMILIES
from efficiency_rules.evidence.types import EvidenceType, UnitId, column
from efficiency_rules.formulas import (
    Band,
    Bands,
    Bonus,
    Checklist,
    Costs,
    Count,
    CountDistinct,
    Custom,
    Formula,
    GiveBack,
    GradeCap,
    Max,
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
    Veto,
    check_formula,
)
from efficiency_rules.points import WHOLE, Percent, Points

Kind = Literal["minor", "major", "severe"]


class Matter(EvidenceType, id="matter", title="事项台账"):
    """One matter of any sort."""

    number: str = column("编号", key=True)
    unit: UnitId = column("单位")
    day: date = column("日期", dated=True)
    kind: Kind = column("类别")
    ok: bool = column("合格")
    seen: bool | None = column("到位")
    counts: bool | None = column("计入")
    done: int | None = column("完成")
    target: int | None = column("目标")
    people: int = column("人数", ge=0)
    score: Points | None = column("评分", ge=0, le=100)


OK, KIND, COUNTS = pl.col("ok"), pl.col("kind"), pl.col("counts")
LEVELS = {"minor": Points("0.3"), "major": Points(1), "severe": Points("2.5")}
SCALE = {"minor": Points(100), "major": Points("62.5"), "severe": Points(0)}
DONE = {"done": pl.col("done"), "target": pl.col("target")}
RATE = {"hit": OK, "target": Percent("97.5%")}

SAMPLES: dict[str, Any] = {
    "PerEvent flat": PerEvent(points=Points("0.7"), where=~OK),
    "PerEvent all": PerEvent(points=Points(1), floor=Points(1)),
    "PerEvent by kind": PerEvent(points=LEVELS, kind=KIND, where=COUNTS),
    "Shortfall": Shortfall(**RATE, per_point=Points("0.16")),
    "Shortfall of some": Shortfall(**RATE, per_point=Points("0.3"), of=COUNTS, floor=Points(2), min_cases=2),
    "Steps": Steps(**RATE, step=Percent("7.5%"), per_step=Points("0.5"), of=COUNTS),
    "Steps begun": Steps(**RATE, step=Percent("20%"), per_step=Points(1), partial="counted"),
    "Bands": Bands(
        hit=OK, of=COUNTS, bands={Percent("50%"): Points(2), Percent("80%"): Points(4)}, otherwise=Points(1)
    ),
    "Bands falling": Bands(hit=~OK, bands={Percent("0%"): Points(5), Percent("20%"): Points(0)}),
    "Bands of a value": Bands(value=CountDistinct(KIND), bands=[Band(0, Points(5)), Band(2, Points(1))]),
    "Bands of a maximum": Bands(value=Max(pl.col("people")), bands={0: Points(1), 9: Points(5)}),
    "Proportional": Proportional(**DONE, lower_cut=Percent("40%")),
    "Proportional of some": Proportional(**DONE, of=COUNTS),
    "Proportional percentages": Proportional(done=pl.col("score"), of=COUNTS),
    "Proportional hits": Proportional(hit=OK, of=COUNTS),
    "Checklist": Checklist(elements=["ok", "seen"], per_missing={"ok": Points("0.4"), "seen": Points("0.1")}),
    "Checklist rows": Checklist(missing=~OK, per_missing=Points("0.6"), where=COUNTS),
    "SamplePassRate": SamplePassRate(passed=OK, per_failed=Points("0.4"), min_sample=3),
    "SamplePassRate by rate": SamplePassRate(passed=OK, of=COUNTS, floor=Points(1)),
    "SurveyMean": SurveyMean(answer=KIND, scale=SCALE, valid=COUNTS, min_valid=2),
    "SurveyMean of sums": SurveyMean(answer=KIND, scale=SCALE, count=pl.col("people")),
    "RaterMean": RaterMean(score=pl.col("score"), drop_when_more_than=3),
    "RaterMean by level": RaterMean(level=KIND, scale=SCALE, where=COUNTS),
    "RankBased": RankBased(value=Sum(pl.col("people")), per=Count(), per_rank=Percent("15%")),
    "RankBased lower": RankBased(value=Count(~OK), per_rank=Percent("40%"), better="lower", within="group"),
    "RelativeToBest": RelativeToBest(value=Sum(pl.col("people")), per=Count(COUNTS), within="group"),
    "GiveBack": GiveBack(
        points=Points("0.5"), status=KIND, give_back={"minor": Points("0.4")}, extra={"severe": Points(1)}
    ),
    "Bonus": Bonus(points=LEVELS, level=KIND, where=COUNTS, cap=Points(3)),
    "Bonus highest": Bonus(points=LEVELS, level=KIND, take="highest"),
    "Bonus flat": Bonus(points=Points("0.8"), where=OK),
    "Veto": Veto(hit=~OK, at_least=2),
    "GradeCap": GradeCap(hit=~OK),
    "Custom": Custom(
        own_facts={"bad": Count(~OK)},
        own_mark=lambda facts, full: Outcome(np.maximum(full - 10_000 * facts["bad"], 0)),
        own_costs=Costs((~OK).cast(pl.Int64) * 10_000),
        reason="{bad} 件，扣 {lost} 分",
    ),
}
FULL = Points(5)

flag = st.none() | st.booleans()
number = st.none() | st.integers(-5, 40)
row = st.fixed_dictionaries(
    {
        "at": st.integers(0, 3),
        "kind": st.sampled_from(["minor", "major", "severe"]),
        "ok": st.booleans(),
        "seen": flag,
        "counts": flag,
        "done": number,
        "target": number,
        "people": st.integers(0, 30),
        "score": st.none() | st.integers(0, WHOLE),
    }
)
ledgers = st.lists(row, max_size=16)
SCHEMA = {
    "at": pl.Int64,
    "kind": pl.String,
    "ok": pl.Boolean,
    "seen": pl.Boolean,
    "counts": pl.Boolean,
    "done": pl.Int64,
    "target": pl.Int64,
    "people": pl.Int64,
    "score": pl.Int64,
}
UNITS = 4


def _reduced(fact: Any, frame: pl.DataFrame) -> int:
    kept = frame if fact.where is None else frame.filter(fact.where.fill_null(False))
    if isinstance(fact, Count):
        return kept.height
    values = [value for value in kept.with_columns(fact.value.alias("it"))["it"].to_list() if value is not None]
    if isinstance(fact, CountDistinct):
        return len(set(values))
    reduce = {"Sum": sum, "Max": max, "Min": min}[type(fact).__name__]
    return int(reduce(values)) if values else 0


def _facts(formula: Any, frame: pl.DataFrame) -> dict[str, np.ndarray]:
    units = [frame.filter(pl.col("at") == unit) for unit in range(UNITS)]
    cases = np.array([unit.height for unit in units])
    facts = {name: np.array([_reduced(fact, unit) for unit in units]) for name, fact in formula.facts().items()}
    in_cohort = cases > 0
    group = np.where(in_cohort, np.arange(UNITS) % 2, -1)
    return facts | {"cases": cases, "cohort": np.where(in_cohort, 0, -1), "group": group}


def _marks(formula: Any, facts: dict[str, np.ndarray], full: int = FULL.ticks) -> list[Fraction | None]:
    outcome = formula.mark(facts, full)
    parts = [np.broadcast_to(part, UNITS).tolist() for part in (outcome.numerator, outcome.denominator, outcome.enough)]
    return [Fraction(top, bottom) if enough else None for top, bottom, enough in zip(*parts, strict=True)]


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=12)
@given(ledger=ledgers)
def test_promises(name, ledger):
    """Marks lie between zero and full, plain numbers equal arrays, and lines can carry the whole loss or gain."""
    formula = SAMPLES[name]
    frame = pl.DataFrame(ledger, schema=SCHEMA)
    facts = _facts(formula, frame)
    marks = _marks(formula, facts)
    assert all(mark is None or 0 <= mark <= FULL.ticks for mark in marks)
    if formula.absolute:
        for unit, mark in enumerate(marks):
            outcome = formula.mark({fact: int(values[unit]) for fact, values in facts.items()}, FULL.ticks)
            assert bool(outcome.enough) == (mark is not None)
            assert mark is None or Fraction(int(outcome.numerator), int(outcome.denominator)) == mark
    costs = formula.costs()
    weights = frame.with_columns(costs.weight.alias("weight"))
    assert weights["weight"].null_count() == 0
    assert all(weight >= 0 for weight in weights["weight"])
    for unit, mark in enumerate(marks):
        own = weights.filter(pl.col("at") == unit)["weight"].to_list()
        if mark is None or not own:
            continue
        if costs.how == "points":
            assert sum(own) >= FULL.ticks - mark
        elif costs.how == "gain":
            assert sum(own) >= mark
        elif costs.how == "best":
            assert max(own) >= mark


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=5)
@given(ledger=ledgers)
def test_one_unit_never_touches_anothers_absolute_mark(name, ledger):
    """Dropping a unit's records leaves every other unit's mark as it was, cohort families excepted."""
    formula = SAMPLES[name]
    if formula.absolute:
        frame = pl.DataFrame(ledger, schema=SCHEMA)
        alone = _marks(formula, _facts(formula, frame.filter(pl.col("at") != 0)))
        assert _marks(formula, _facts(formula, frame))[1:] == alone[1:]


@pytest.mark.parametrize("name", SAMPLES)
def test_expressions_and_words_are_sound(name):
    """Every sample passes the check of expressions, choices and words over its evidence type."""
    formula = SAMPLES[name]
    assert [problem.text() for problem in check_formula(formula, Matter)] == []
    parts = {part: getattr(formula, part) for part in ("facts", "mark", "costs", "figures", "reason")}
    # As a formula of no known family: what the family composes is checked too.
    assert [problem.text() for problem in check_formula(SimpleNamespace(**parts), Matter)] == []
    assert isinstance(SAMPLES[name], Formula)
    assert all(problem.text("en") for problem in SAMPLES[name].problems(Points(1)))


ONLY_COMPARE = ("Veto", "GradeCap", "Custom", "Bonus highest", "Bands of")
MULTIPLY = [name for name in SAMPLES if not name.startswith(ONLY_COMPARE)]


@pytest.mark.parametrize("name", MULTIPLY)
def test_overflow_is_refused(name):
    """Facts whose products int64 cannot hold raise OverflowError instead of wrapping."""
    formula = SAMPLES[name]
    names = (*formula.facts(), "cases")
    facts = {fact: 2**55 - 2 * at - np.arange(UNITS) for at, fact in enumerate(names)}
    facts |= {fact: np.zeros(UNITS, int) for fact in ("highest", "lowest", "cohort", "group")}
    if "ballots" in facts:
        facts["ballots"] = facts["raters"]
    if "hits" in facts:
        facts["hits"] = np.full(UNITS, 2**54 + 1)
    levels = formula.levels() if hasattr(formula, "levels") else None
    if levels is not None and levels.complete:
        listed = sum(values for fact, values in facts.items() if "_" in fact)
        facts |= dict.fromkeys(("valid", "events", "awards"), listed)
    with pytest.raises(OverflowError):
        formula.mark(facts, Points(10**9).ticks)


FAMILY_NAMES = [family.__name__ for family in FAMILIES]


def test_the_list_of_families_is_the_public_one():
    """Everything public that can mark is a family, and every family is public."""
    marking = {name for name in formulas.__all__ if hasattr(getattr(formulas, name), "mark")}
    assert marking | {"PerUnit"} == set(FAMILY_NAMES) | {"Formula"}
    assert set(FAMILY_NAMES) <= set(formulas.__all__)


@pytest.mark.parametrize("family", FAMILIES, ids=FAMILY_NAMES)
def test_every_family_has_a_worked_table_and_tests(family):
    """A family's docstring holds a worked table, and its tests name it."""
    assert "Worked table" in family.__doc__
    assert family.__doc__.count("|---") >= 1
    assert family is PerUnit or any(name.startswith(family.__name__) for name in SAMPLES)
    tests = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py")]
    assert sum(f"{family.__name__}(" in text for text in tests) >= (1 if family is PerUnit else 2)
