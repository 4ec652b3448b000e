"""Tests of RaterMean."""

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.errors import ValueProblem
from efficiency_rules.formulas import RaterMean
from efficiency_rules.points import Points

LEADERS = RaterMean(score=pl.col("score"), drop_when_more_than=5)


def _facts(ticks: list[int]) -> dict[str, int]:
    extremes = {"highest": max(ticks, default=0), "lowest": min(ticks, default=0)}
    return {"cases": len(ticks), "raters": len(ticks), "sum": sum(ticks)} | extremes


@pytest.mark.parametrize(
    ("scores_", "mark"),
    [([80], "8"), ([100, 80, 80, 60, 40], "7.2"), ([100, 80, 80, 80, 80, 40], "8")],
)
def test_worked_table(score, scores_, mark):
    """The worked table of the docstring holds."""
    assert score(LEADERS, "10", **_facts([Points(points).ticks for points in scores_])) == Fraction(mark)


@given(
    ballots=st.lists(st.lists(st.integers(0, 1_000_000), max_size=9), min_size=1, max_size=4),
    drop=st.none() | st.integers(2, 6),
    least=st.integers(1, 3),
)
def test_mark_is_full_times_the_mean_of_what_is_kept(scores, ballots, drop, least):
    """One highest and one lowest are left out only when there are more raters than said."""
    formula = RaterMean(score=pl.col("score"), drop_when_more_than=drop, min_raters=least)
    columns = {name: [_facts(row)[name] for row in ballots] for name in _facts([])}

    def expected(row: list[int]) -> Fraction | None:
        if len(row) < least:
            return None
        kept = sorted(row)[1:-1] if drop is not None and len(row) > drop else row
        return 10 * Fraction(sum(kept), len(kept) * 1_000_000)

    assert scores(formula, "10", **columns) == [expected(row) for row in ballots]


@given(ticks=st.lists(st.integers(0, 900_000), min_size=1, max_size=9), more=st.integers(0, 100_000))
def test_a_better_score_never_harms(score, ticks, more):
    """A higher score by any rater never lowers the mark, dropped extremes or not."""
    better = [ticks[0] + more, *ticks[1:]]
    assert score(LEADERS, "10", **_facts(better)) >= score(LEADERS, "10", **_facts(ticks))


def test_levels_are_scores_by_their_scale():
    """Levels become ticks of the scale; a rater without a level is missing from `raters`."""
    formula = RaterMean(level=pl.col("level"), scale={"好": Points(100), "一般": Points(60)})
    frame = pl.DataFrame({"level": ["好", "一般", "差", None]})
    facts = formula.facts()
    assert frame.filter(facts["raters"].where).height == 2
    assert frame.with_columns(facts["sum"].value.alias("s"))["s"].to_list() == [1_000_000, 600_000, None, None]
    assert frame.with_columns(formula.costs().weight.alias("w"))["w"].to_list() == [0, 400_000, 0, 0]
    with pytest.raises(ValueProblem, match="level-not-listed"):
        formula.mark({"raters": 2, "ballots": 3, "sum": 0, "highest": 0, "lowest": 0, "cases": 3}, 1)


@pytest.mark.parametrize("strange", [1_000_001, -1])
def test_a_score_outside_0_to_100_fails_loudly(score, strange):
    """A score above 100 or below 0 is refused, not cut off."""
    with pytest.raises(ValueProblem, match="score-out-of-range"):
        score(LEADERS, "10", **_facts([500_000, strange]))


def test_scores_or_levels(refusal):
    """Neither, both, levels without a scale, and dropping two of two are refused."""
    assert "formula-choose-one" in refusal(RaterMean)
    assert "formula-choose-one" in refusal(lambda: RaterMean(level=pl.col("a")))
    assert "formula-choose-one" in refusal(lambda: RaterMean(score=pl.col("a"), scale={"好": Points(1)}))
    assert "formula-too-few" in refusal(lambda: RaterMean(score=pl.col("a"), drop_when_more_than=1))
