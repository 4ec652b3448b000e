"""Tests of SamplePassRate."""

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.formulas import SamplePassRate
from efficiency_rules.points import Points

BY_FILE = SamplePassRate(passed=pl.col("ok"), per_failed=Points("0.4"))
BY_RATE = SamplePassRate(passed=pl.col("ok"))


@pytest.mark.parametrize(
    ("hits", "cases", "by_file", "by_rate"),
    [(10, 10, "4", "4"), (9, 10, "3.6", "3.6"), (6, 8, "3.2", "3"), (0, 12, "0", "0")],
)
def test_worked_table(score, hits, cases, by_file, by_rate):
    """The worked table of the docstring holds."""
    assert score(BY_FILE, "4", hits=hits, cases=cases) == Fraction(by_file)
    assert score(BY_RATE, "4", hits=hits, cases=cases) == Fraction(by_rate)


@given(
    rows=st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=4),
    per_failed=st.none() | st.integers(0, 30_000),
    floor=st.integers(0, 50_000),
    least=st.integers(1, 9),
)
def test_mark_equals_the_sentence(scores, rows, per_failed, floor, least):
    """Failed files cost points each, or the share that passed gives them; a floor holds in both."""
    formula = SamplePassRate(
        passed=pl.col("ok"),
        per_failed=None if per_failed is None else Points.from_ticks(per_failed),
        floor=Points.from_ticks(floor),
        min_sample=least,
    )

    def expected(passed: int, failed: int) -> Fraction | None:
        if passed + failed < least:
            return None
        by_rate = 4 * Fraction(passed, passed + failed)
        mark = by_rate if per_failed is None else 4 - Fraction(per_failed, 10_000) * failed
        return max(mark, min(Fraction(floor, 10_000), Fraction(4)))

    hits, cases = [hit for hit, _ in rows], [hit + miss for hit, miss in rows]
    assert scores(formula, "4", hits=hits, cases=cases) == [expected(*row) for row in rows]


@given(passed=st.integers(0, 30), failed=st.integers(1, 30))
def test_a_file_that_passes_never_harms(score, passed, failed):
    """A failed file that passes after all never lowers the mark."""
    for formula in (BY_FILE, BY_RATE):
        before = score(formula, "4", hits=passed, cases=passed + failed)
        assert score(formula, "4", hits=passed + 1, cases=passed + failed) >= before


def test_a_small_sample_is_not_enough(score):
    """Below the minimum sample there is no mark; only records of the sample count."""
    formula = SamplePassRate(passed=pl.col("ok"), of=pl.col("sampled"), min_sample=10)
    assert score(formula, "4", hits=9, counted=9, cases=50) is None
    assert score(formula, "4", hits=10, counted=10, cases=50) == 4


def test_costs_follow_the_way_of_marking():
    """Points a file make lines of those points, a rate is shared among the failed files."""
    frame = pl.DataFrame({"ok": [True, False, None]})
    for formula, how, weights in [(BY_FILE, "points", [0, 4000, 4000]), (BY_RATE, "share", [0, 1, 1])]:
        costs = formula.costs()
        assert costs.how == how
        assert frame.with_columns(costs.weight.alias("w"))["w"].to_list() == weights
