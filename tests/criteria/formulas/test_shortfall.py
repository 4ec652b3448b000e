"""Tests of Shortfall, with the published pairs of 连云港 12345."""

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.formulas import Shortfall
from efficiency_rules.points import Percent, Points, divide_half_up


def satisfaction(target: str) -> Shortfall:
    """满意率: 25 points, 0.5 a point below the target, never below 12.5."""
    return Shortfall(hit=pl.col("ok"), target=Percent(target), per_point=Points("0.5"), floor=Points("12.5"))


ON_TIME = Shortfall(hit=pl.col("ok"), target=Percent("100%"), per_point=Points(1))


@pytest.mark.parametrize(
    ("formula", "rate", "published"),
    [
        (satisfaction("98%"), "87.5", "19.75"),
        (satisfaction("98%"), "75", "13.5"),
        (satisfaction("98%"), "71.43", "12.5"),
        (satisfaction("98%"), "50", "12.5"),
        (satisfaction("98%"), "83.33", "17.67"),
        (satisfaction("95%"), "70.59", "12.8"),
        (satisfaction("98%"), "98", "25"),
        (ON_TIME, "89.82", "14.82"),
        (ON_TIME, "80", "5"),
        (ON_TIME, "66.67", "0"),
    ],
)
def test_published_pairs(score, formula, rate, published):
    """The published pairs of rate and points come out to the cent, rounded half up."""
    mark = score(formula, "25", hits=int(Fraction(rate) * 100), cases=10_000)
    assert Fraction(divide_half_up(mark.numerator * 100, mark.denominator), 100) == Fraction(published)


rows = st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 5000)), min_size=1, max_size=5)


@given(
    rows=rows,
    target=st.integers(0, 1_000_000),
    per_point=st.integers(0, 50_000),
    floor=st.integers(0, 300_000),
    least=st.integers(1, 20),
)
def test_mark_equals_the_sentence(scores, rows, target, per_point, floor, least):
    """The mark is full less per_point for every percentage point below the target, down to the floor."""
    formula = Shortfall(
        hit=pl.col("ok"),
        target=Percent.from_ticks(target),
        per_point=Points.from_ticks(per_point),
        floor=Points.from_ticks(floor),
        min_cases=least,
    )
    hits, cases = [hit for hit, _ in rows], [hit + miss for hit, miss in rows]

    def expected(hit: int, case: int) -> Fraction | None:
        if case < least:
            return None
        below = max(Fraction(target, 10_000) - Fraction(100 * hit, case), 0)
        return max(25 - below * Fraction(per_point, 10_000), min(Fraction(floor, 10_000), Fraction(25)))

    assert scores(formula, "25", hits=hits, cases=cases) == [expected(*row) for row in zip(hits, cases, strict=True)]


@given(hits=st.integers(0, 60), misses=st.integers(1, 60))
def test_more_hits_never_harm(score, hits, misses):
    """A hit more, or a miss turned into a hit, never lowers the mark."""
    mark = score(ON_TIME, "25", hits=hits, cases=hits + misses)
    assert score(ON_TIME, "25", hits=hits + 1, cases=hits + misses + 1) >= mark
    assert score(ON_TIME, "25", hits=hits + 1, cases=hits + misses) >= mark


@given(hits=st.integers(0, 60), misses=st.integers(1, 60), times=st.integers(1, 9))
def test_only_the_rate_counts(score, hits, misses, times):
    """The same rate on more cases gives the same mark."""
    one = score(ON_TIME, "25", hits=hits, cases=hits + misses)
    assert score(ON_TIME, "25", hits=times * hits, cases=times * (hits + misses)) == one


def test_records_outside_of_do_not_count(score):
    """With `of`, the rate is taken of those records alone, and too few of them are not enough."""
    formula = Shortfall(hit=pl.col("ok"), of=pl.col("due"), target=Percent("100%"), per_point=Points(1), min_cases=2)
    assert score(formula, "25", hits=3, counted=4, cases=90) == 0
    assert score(formula, "25", hits=1, counted=1, cases=90) is None


def test_numbers_that_make_no_sense_are_refused(refusal):
    """Targets above 100 %, negative points and a minimum of no case are refused, all at once."""
    codes = refusal(
        lambda: Shortfall(hit=pl.col("ok"), target=Percent("101%"), per_point=Points(-1), floor=Points(-2), min_cases=0)
    )
    assert set(codes) == {"formula-out-of-range", "formula-negative", "formula-too-few"}


def test_the_reason_gets_its_numbers():
    """Rate and target are figures, the rate with two decimals."""
    figures = satisfaction("98%").figures({"hits": 2, "cases": 3}, 250_000)
    assert {name: figure.text(figure.values) for name, figure in figures.items()} == {
        "rate": "66.67%",
        "counted": "3",
        "target": "98%",
    }


def test_problems_against_full_points():
    """A floor above full points is reported against the item."""
    assert [problem.code for problem in satisfaction("98%").problems(Points(25))] == []
    codes = [problem.code for problem in satisfaction("98%").problems(Points(10))]
    assert "formula-above-full" in codes
