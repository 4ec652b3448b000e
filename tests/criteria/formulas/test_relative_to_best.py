"""Tests of RelativeToBest."""

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.formulas import RelativeToBest, Sum

BEST = RelativeToBest(value=Sum(pl.col("score")))
RATE = RelativeToBest(value=Sum(pl.col("a")), per=Sum(pl.col("b")))


def test_worked_table(scores):
    """The worked table of the docstring holds."""
    marks = scores(BEST, "10", value=[96, 72, 0], cases=1, cohort=0, group=0)
    assert marks == [Fraction(10), Fraction("7.5"), Fraction(0)]


unit = st.tuples(st.integers(-9, 60), st.integers(0, 9), st.integers(-1, 2), st.integers(0, 2))


@given(units=st.lists(unit, min_size=1, max_size=10))
def test_mark_is_full_times_the_share_of_the_best(scores, units):
    """The mark is full times own quotient by the best of the cohort, exactly."""
    value, per, cohort, cases = (list(column) for column in zip(*units, strict=True))

    def rate(at: int) -> Fraction | None:
        ranked = cohort[at] >= 0 and per[at] > 0 and cases[at] > 0
        return Fraction(max(value[at], 0), per[at]) if ranked else None

    def expected(at: int) -> Fraction | None:
        rivals = [rate(other) for other in range(len(units)) if cohort[other] == cohort[at]]
        best = max((found for found in rivals if found is not None), default=Fraction(0))
        mine = rate(at)
        return None if mine is None or not best else 6 * mine / best

    marks = scores(RATE, "6", value=value, per=per, cohort=cohort, group=cohort, cases=cases)
    assert marks == [expected(at) for at in range(len(units))]


@given(values=st.lists(st.integers(1, 30), min_size=2, max_size=8), more=st.integers(0, 9))
def test_a_better_value_never_harms(scores, values, more):
    """A higher value of one unit never lowers its own mark."""
    facts = {"cases": 1, "cohort": 0, "group": 0}
    before = scores(BEST, "10", value=values, **facts)
    assert scores(BEST, "10", value=[values[0] + more, *values[1:]], **facts)[0] >= before[0]


def test_a_cohort_without_any_score_has_no_best(score):
    """Where the best score is zero there is nothing to compare with."""
    assert score(BEST, "10", value=0, cases=1, cohort=0, group=0) is None


def test_groups_have_their_own_best(scores):
    """Within groups, each group's best gets full points."""
    formula = RelativeToBest(value=Sum(pl.col("score")), within="group")
    marks = scores(formula, "10", value=[5, 10, 40], cases=1, cohort=0, group=[0, 0, 1])
    assert marks == [5, 10, 10]


def test_too_few_cases_to_compare_is_refused(refusal):
    """A minimum of no case is refused."""
    assert "formula-too-few" in refusal(lambda: RelativeToBest(value=Sum(pl.col("a")), min_cases=0))


@pytest.mark.parametrize(("value", "text"), [([96, 72], "75%"), ([3, 1], "33.33%")])
def test_the_reason_names_the_share(value, text):
    """The figure `share` is a percentage of the best."""
    import numpy as np

    facts = {name: np.array([0, 0]) for name in ("cohort", "group")}
    figure = BEST.figures(facts | {"value": np.array(value), "cases": np.array([1, 1])}, 1)["share"]
    assert figure.text(int(figure.values[1])) == text
