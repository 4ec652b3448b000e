"""One record of the fewest that count may move a quarter of an item."""

from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.formulas import (
    Bands,
    Count,
    PerEvent,
    Proportional,
    RaterMean,
    SamplePassRate,
    Shortfall,
    Steps,
    SurveyMean,
)
from efficiency_rules.points import Percent, Points

LATE = pl.col("late")
CODE = "rubric-small-denominator"


def shortfall_mark(full: Fraction, target: Fraction, per_point: Fraction, floor: Fraction, rate: Fraction) -> Fraction:
    """The published rule, in exact fractions; rates in percentage points."""
    return max(min(floor, full), full - per_point * max(Fraction(0), target - rate))


@given(
    target=st.integers(60, 100),
    per_point=st.integers(1, 60),
    floor=st.integers(0, 4),
    cases=st.integers(1, 60),
)
def test_a_shortfall_is_told_exactly_when_one_miss_costs_more_than_a_quarter(
    lint: Any, target: int, per_point: int, floor: int, cases: int
) -> None:
    """The finding, what it costs and how many records are enough are those of exact fractions."""
    formula = Shortfall(
        hit=LATE,
        target=Percent(f"{target}%"),
        per_point=Points.from_ticks(100 * per_point),
        floor=Points(floor),
        min_cases=cases,
    )

    def lost(number: int) -> Fraction:
        rates = (Fraction(100), Fraction(100 * (number - 1), number))
        marks = [
            shortfall_mark(Fraction(4), Fraction(target), Fraction(per_point, 100), Fraction(floor), r) for r in rates
        ]
        return marks[0] - marks[1]

    found = lint(formula)
    assert [problem.code for problem in found] == ([CODE] if lost(cases) > 1 else [])
    for problem in found:
        facts = problem.facts
        enough = next(number for number in range(cases, 1001) if lost(number) <= 1)
        assert (facts["cases"], facts["enough"]) == (cases, f"至少 {enough} 条记录时才不超过")
        assert abs(Fraction(str(facts["lost"])) - lost(cases)) <= Fraction(1, 20000)


@pytest.mark.parametrize(
    ("formula", "cases", "share"),
    [
        (Proportional(hit=LATE, min_cases=3), 3, "33%"),
        (Proportional(done=pl.col("done")), 1, "100%"),
        (Proportional(done=pl.col("done"), of=LATE, lower_cut=Percent("80%"), min_cases=4), 4, "100%"),
        (SamplePassRate(passed=LATE, min_sample=2), 2, "50%"),
        (SamplePassRate(passed=LATE, per_failed=Points("1.2"), min_sample=10), 10, "30%"),
        (Steps(hit=LATE, target=Percent("100%"), step=Percent("5%"), per_step=Points(1), min_cases=10), 10, "50%"),
        (SurveyMean(answer=pl.col("kind"), scale={"甲": Points(100), "乙": Points(50), "丙": Points(10)}), 1, "90%"),
        (
            SurveyMean(answer=pl.col("kind"), scale={"甲": Points(100), "乙": Points(0), "丙": Points(0)}, min_valid=3),
            3,
            "33%",
        ),
        (Bands(hit=LATE, bands={Percent("90%"): Points(4)}, otherwise=Points(0), min_cases=9), 9, "100%"),
        (Bands(hit=LATE, bands={Percent("0%"): Points(4), Percent("20%"): Points(1)}, min_cases=5), 5, "75%"),
    ],
)
def test_every_family_with_a_denominator_is_tried(lint: Any, formula: Any, cases: int, share: str) -> None:
    """The part that one record moves is worked out by hand for each family."""
    (problem,) = lint(formula)
    assert (problem.code, problem.facts["cases"], problem.facts["found"]) == (CODE, cases, share)


@pytest.mark.parametrize(
    "formula",
    [
        Proportional(hit=LATE, min_cases=4),
        Bands(hit=LATE, bands={Percent("90%"): Points(4)}, otherwise=Points(0), min_cases=10),
        Bands(hit=LATE, bands={Percent("0%"): Points(4), Percent("20%"): Points(1)}, min_cases=6),
        Bands(value=Count(LATE), bands={0: Points(4), 1: Points(0)}),
        RaterMean(level=pl.col("kind"), scale={"甲": Points(100), "乙": Points(50), "丙": Points(0)}),
        PerEvent(points=Points(4), where=LATE),
    ],
)
def test_what_is_not_told(lint: Any, formula: Any) -> None:
    """A quarter exactly is no cliff; counts, raters and events have no denominator."""
    assert CODE not in [problem.code for problem in lint(formula)]


def test_a_cliff_of_any_size_is_said_to_be_one(lint: Any) -> None:
    """Where a thousand records are not enough, the finding says so."""
    (problem,) = lint(Bands(hit=LATE, bands={Percent("99.99%"): Points(4)}, otherwise=Points(0)))
    assert problem.facts["enough"] == "到 1000 条记录仍超过"


def test_it_stands_at_the_parameter(lint: Any, scored: Any, line_of: Any) -> None:
    """The place is the minimum where it is written, else the item."""

    def rate(p: Any) -> Proportional:
        return Proportional(hit=LATE, min_cases=p.min_cases)

    (written,) = lint(scored(rate, params="min_cases: 2"))
    (silent,) = lint(scored(rate))
    assert line_of(written).startswith("2}")
    assert line_of(silent).startswith("item-0@2025")
