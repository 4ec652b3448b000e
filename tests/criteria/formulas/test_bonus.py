"""Tests of Bonus."""

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.errors import ValueProblem
from efficiency_rules.formulas import Bonus
from efficiency_rules.points import Points

LEVELS = {"national": Points(2), "province": Points("1.5"), "city": Points(1)}
HIGHEST = Bonus(points=LEVELS, level=pl.col("level"), take="highest")
SUM = Bonus(points=LEVELS, level=pl.col("level"))


def _facts(*counts: int) -> dict[str, int]:
    levels = {f"awards_{level}": count for level, count in zip(LEVELS, counts, strict=True)}
    return {"cases": sum(counts), "awards": sum(counts)} | levels


@pytest.mark.parametrize(
    ("awards", "highest", "sum_"),
    [((0, 0, 0), "0", "0"), ((0, 0, 1), "1", "1"), ((0, 1, 1), "1.5", "2"), ((1, 0, 1), "2", "2")],
)
def test_worked_table(score, awards, highest, sum_):
    """The worked table of the docstring holds."""
    assert score(HIGHEST, "2", **_facts(*awards)) == Fraction(highest)
    assert score(SUM, "2", **_facts(*awards)) == Fraction(sum_)


@given(
    rows=st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=1, max_size=4),
    points=st.lists(st.integers(0, 30_000), min_size=3, max_size=3),
    cap=st.none() | st.integers(0, 60_000),
    take=st.sampled_from(["sum", "highest"]),
)
def test_mark_is_the_sum_or_the_best_up_to_the_cap(scores, rows, points, cap, take):
    """Awards add up, or the best one counts; never more than the cap and the full points."""
    formula = Bonus(
        points=dict(zip(LEVELS, (Points.from_ticks(ticks) for ticks in points), strict=True)),
        level=pl.col("level"),
        take=take,
        cap=None if cap is None else Points.from_ticks(cap),
    )
    columns = {name: [_facts(*row)[name] for row in rows] for name in _facts(0, 0, 0)}

    def expected(row: tuple[int, ...]) -> Fraction:
        awards = [ticks for ticks, count in zip(points, row, strict=True) for _ in range(count)]
        earned = sum(awards) if take == "sum" else max(awards, default=0)
        return Fraction(min(earned, 50_000 if cap is None else min(cap, 50_000)), 10_000)

    assert scores(formula, "5", **columns) == [expected(row) for row in rows]


@given(awards=st.tuples(*[st.integers(0, 5)] * 3), at=st.integers(0, 2))
def test_a_further_award_never_harms(score, awards, at):
    """One more award never lowers the mark."""
    more = [count + (place == at) for place, count in enumerate(awards)]
    for formula in (HIGHEST, SUM):
        assert score(formula, "5", **_facts(*more)) >= score(formula, "5", **_facts(*awards))


def test_flat_awards(score):
    """Flat points count each award, or one of them."""
    flat = Bonus(points=Points(1), cap=Points(3))
    assert [score(flat, "5", cases=n, awards=n) for n in (0, 2, 9)] == [0, 2, 3]
    once = Bonus(points=Points(1), take="highest")
    assert [score(once, "5", cases=n, awards=n) for n in (0, 2)] == [0, 1]


def test_an_award_without_points_fails_loudly(score):
    """An award whose level has no points is refused."""
    for formula in (HIGHEST, SUM):
        with pytest.raises(ValueProblem, match="level-not-listed"):
            score(formula, "5", **_facts(0, 0, 1) | {"awards": 3})


def test_it_starts_from_zero_and_says_how_lines_earn():
    """A bonus earns: all records their points, or the best one the mark."""
    assert Bonus.from_zero
    assert SUM.costs().how == "gain"
    assert HIGHEST.costs().how == "best"


def test_problems_against_full_points():
    """A cap above full points is an error, an award above the cap a warning."""
    capped = Bonus(points=Points(4), cap=Points(3))
    assert [problem.code for problem in capped.problems(Points(5))] == ["formula-more-than-all"]
    assert "formula-above-full" in [problem.code for problem in capped.problems(Points(2))]
