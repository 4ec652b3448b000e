"""Tests of Proportional."""

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.formulas import Proportional
from efficiency_rules.points import Percent, divide_half_up

TASKS = Proportional(done=pl.col("done"), target=pl.col("target"), lower_cut=Percent("80%"))


def _facts(formula: Proportional, rows: list[tuple[int | None, int | None]]) -> dict[str, int]:
    frame = pl.DataFrame(rows, schema={"done": pl.Int64, "target": pl.Int64}, orient="row")
    sums = {}
    for name, fact in formula.facts().items():
        kept = frame if fact.where is None else frame.filter(fact.where.fill_null(False))
        sums[name] = int(kept.with_columns(fact.value.alias("it"))["it"].sum())
    return sums | {"cases": len(rows)}


@pytest.mark.parametrize(
    ("done", "mark"),
    [((10, 30), "7"), ((10, 24), "5.95"), ((20, 24), "5.95"), ((8, 24), "5.6"), ((7, 24), "0")],
)
def test_worked_table(score, done, mark):
    """The worked table of the docstring holds."""
    facts = _facts(TASKS, list(zip(done, (10, 30), strict=True)))
    assert score(TASKS, "7", **facts) == Fraction(mark)


@pytest.mark.parametrize(
    ("finished", "satisfied", "published"),
    [("96.21", "94.01", "97.4"), ("98.06", "99.00", "99.3"), ("99.25", "97.02", "99.0")],
)
def test_published_rows_of_panjin(score, finished, satisfied, published):
    """盘锦 12345, 2023-01 to 04: 办结率 x 20 + 满意率 x 30 + 50 (all else at 100 %) gives the published score."""
    by_rate = Proportional(hit=pl.col("ok"))
    parts = [
        score(by_rate, full, hits=int(Fraction(rate) * 100), cases=10_000)
        for full, rate in (("20", finished), ("30", satisfied), ("50", "100"))
    ]
    total = sum(parts)
    assert Fraction(divide_half_up(total.numerator * 10, total.denominator), 10) == Fraction(published)


cell = st.none() | st.integers(-20, 200)


@given(rows=st.lists(st.tuples(cell, cell), min_size=1, max_size=6), cut=st.integers(0, 1_000_000))
def test_mark_equals_the_sentence(score, rows, cut):
    """Each record counts up to its target; the sums' quotient gives the points, nothing below the cut."""
    formula = Proportional(done=pl.col("done"), target=pl.col("target"), lower_cut=Percent.from_ticks(cut))
    sound = [(max(done or 0, 0), target) for done, target in rows if target is not None and target > 0]
    target = sum(target for _, target in sound)
    mark = score(formula, "7", **_facts(formula, rows))
    if not target:
        assert mark is None
    else:
        rate = Fraction(sum(min(done, target) for done, target in sound), target)
        assert mark == (7 * rate if rate >= Fraction(cut, 1_000_000) else 0)


@given(rows=st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=1, max_size=5), more=st.integers(0, 9))
def test_doing_more_never_harms(score, rows, more):
    """More done of any task never lowers the mark."""
    better = [(rows[0][0] + more, rows[0][1]), *rows[1:]]
    assert score(TASKS, "7", **_facts(TASKS, better)) >= score(TASKS, "7", **_facts(TASKS, rows))


def test_percentages_without_a_target(score):
    """A column of percentages is done of 100 % each; a missing percentage counts as nothing done."""
    formula = Proportional(done=pl.col("done"))
    rows = [(1_000_000, None), (500_000, None), (None, None), (2_000_000, None)]
    assert score(formula, "8", **_facts(formula, rows)) == 8 * Fraction(5, 8)


def test_a_share_of_records(score):
    """`hit` gives full points times the share of records that satisfy it."""
    formula = Proportional(hit=pl.col("ok"), of=pl.col("due"))
    assert score(formula, "2", hits=3, counted=4, cases=9) == Fraction("1.5")
    assert score(formula, "2", hits=0, counted=0, cases=9) is None


def test_large_sums_are_shortened_before_they_are_multiplied(score):
    """Sums of money in ticks do not overflow when they share factors."""
    assert score(TASKS, "7", done=9 * 10**14, target=10**15, cases=2) == Fraction("6.3")


def test_one_way_of_saying_what_was_done(refusal):
    """Neither or both of done and hit, and a target for hit, are refused."""
    assert "formula-choose-one" in refusal(Proportional)
    assert "formula-choose-one" in refusal(lambda: Proportional(done=pl.col("a"), hit=pl.col("b")))
    assert "formula-choose-one" in refusal(lambda: Proportional(hit=pl.col("a"), target=pl.col("b")))
