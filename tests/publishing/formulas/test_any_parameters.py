"""Whatever the numbers of a year are, as long as the family allows them, a curve and a table can be drawn."""

import re
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.criteria.formulas import FAMILIES
from efficiency_rules.formulas import (
    Bands,
    Bonus,
    Checklist,
    Count,
    Custom,
    GiveBack,
    GradeCap,
    PerEvent,
    PerUnit,
    Proportional,
    RankBased,
    RaterMean,
    RelativeToBest,
    SamplePassRate,
    Shortfall,
    Steps,
    SurveyMean,
    Veto,
)
from efficiency_rules.points import Percent, Points
from efficiency_rules.publishing.formulas import SKETCHES, Setting, view_of

OK, KIND = pl.col("ok"), pl.col("kind")


def hundredths(lowest: int, highest: int) -> st.SearchStrategy[Fraction]:
    """Numbers with up to two decimals, whole ones and both ends more often."""
    whole = st.sampled_from([lowest, highest]) | st.integers(lowest, highest)
    return whole.map(Fraction) | st.integers(100 * lowest, 100 * highest).map(lambda number: Fraction(number, 100))


def _decimal(number: Fraction) -> str:
    return f"{float(number):.2f}"


points = hundredths(0, 30).map(lambda number: Points(_decimal(number)))
scores = hundredths(0, 100).map(lambda number: Points(_decimal(number)))
rates = hundredths(0, 100).map(lambda number: Percent(_decimal(number) + "%"))
above = hundredths(0, 120).map(lambda number: Percent(_decimal(number) + "%"))
few = st.integers(1, 12)
prices = st.dictionaries(st.sampled_from(["严重", "一般", "轻微"]), points, min_size=1)
scale = st.dictionaries(st.sampled_from(["好", "中", "差"]), scores, min_size=1)


def ladders(bounds: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[Any, Points]]:
    """Bands by their lower bounds."""
    return st.dictionaries(bounds, points, min_size=1, max_size=5)


FORMULAS: dict[str, st.SearchStrategy[Any]] = {
    "Bands": st.builds(Bands, hit=st.just(OK), bands=ladders(rates | above), otherwise=points, min_cases=few)
    | st.builds(Bands, value=st.just(Count(~OK)), bands=ladders(st.integers(-9, 99)), otherwise=points)
    | st.builds(Bands, value=st.just(Count(~OK)), bands=ladders(scores), otherwise=points),
    "Bonus": st.builds(Bonus, points=points, cap=st.none() | points, take=st.sampled_from(["sum", "highest"]))
    | st.builds(Bonus, points=prices, level=st.just(KIND), cap=st.none() | points),
    "Checklist": st.builds(Checklist, elements=st.just(["basis", "steps"]), per_missing=points, floor=points),
    "GiveBack": st.builds(GiveBack, points=points, status=st.just(KIND), give_back=st.just({}), extra=prices),
    "GradeCap": st.builds(GradeCap, at_least=few),
    "PerEvent": st.builds(PerEvent, points=points, floor=points)
    | st.builds(PerEvent, points=prices, kind=st.just(KIND), floor=points),
    "Proportional": st.builds(Proportional, hit=st.just(OK), lower_cut=rates, min_cases=few),
    "RankBased": st.builds(
        RankBased, value=st.just(Count()), per_rank=rates, floor=points, better=st.sampled_from(["higher", "lower"])
    ),
    "RaterMean": st.builds(
        RaterMean, score=st.just(pl.col("score")), min_raters=few, drop_when_more_than=st.none() | st.integers(2, 9)
    )
    | st.builds(RaterMean, level=st.just(KIND), scale=scale, min_raters=few),
    "RelativeToBest": st.builds(RelativeToBest, value=st.just(Count()), per=st.just(Count()), min_cases=few),
    "SamplePassRate": st.builds(
        SamplePassRate, passed=st.just(OK), per_failed=st.none() | points, min_sample=few, floor=points
    ),
    "Shortfall": st.builds(Shortfall, hit=st.just(OK), target=rates, per_point=points, floor=points, min_cases=few),
    "Steps": st.builds(
        Steps,
        hit=st.just(OK),
        target=rates,
        step=rates.filter(lambda step: step.ticks > 0),
        per_step=points,
        floor=points,
        partial=st.sampled_from(["ignored", "counted"]),
        min_cases=few,
    ),
    "SurveyMean": st.builds(SurveyMean, answer=st.just(KIND), scale=scale, min_valid=few),
    "Veto": st.builds(Veto, hit=st.just(OK), at_least=few),
}


def test_every_family_with_a_curve_is_tried():
    """A new family of the library without parameters here fails."""
    assert set(FORMULAS) == {family.__name__ for family in FAMILIES} - {Custom.__name__, PerUnit.__name__}


@pytest.mark.parametrize("family", FORMULAS)
@given(data=st.data(), full=points.filter(lambda full: full.ticks > 0))
def test_everything_drawn_lies_inside_the_frame(family, data, full):
    """The frame has a width, what is drawn has finite numbers inside it, and the table has rows."""
    formula = data.draw(FORMULAS[family])
    setting = Setting(full, 2)
    chart = SKETCHES[type(formula)](formula, setting).chart
    assert chart.low < chart.high
    spots = [
        spot
        for one in chart.series
        for spot in (*one.dots, *one.gaps, *(end for stretch in one.stretches for end in stretch))
    ]
    assert spots
    assert all(chart.low <= spot.x <= chart.high and 0 <= spot.y <= chart.full for spot in spots)
    assert all(chart.low <= at <= chart.high for at in (*chart.ticks, *(line.at for line in chart.down)))
    view = view_of(formula, setting)
    assert view.table.rows
    _, _, wide, high = map(int, ElementTree.fromstring(view.svg).attrib["viewBox"].split())
    for x, y in re.findall(r'\bc?x="(\S+)" c?y="(\S+)"', view.svg):
        assert 0 <= Fraction(x) <= wide
        assert 0 <= Fraction(y) <= high
