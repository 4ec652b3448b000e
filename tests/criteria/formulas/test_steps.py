"""Tests of Steps."""

import math
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.formulas import Steps
from efficiency_rules.points import Percent, Points


def closing(partial: str = "ignored") -> Steps:
    """结案率90%,低于此每10个百分点扣1分."""
    return Steps(hit=pl.col("ok"), target=Percent("90%"), step=Percent("10%"), per_step=Points(1), partial=partial)


@pytest.mark.parametrize(
    ("rate", "mark", "counted"),
    [(90, 3, 3), (85, 3, 2), (80, 2, 2), (61, 1, 0), (50, 0, 0), (100, 3, 3), (0, 0, 0)],
)
def test_worked_table(score, rate, mark, counted):
    """The worked table of the docstring holds, with and without steps that have only begun."""
    assert score(closing(), "3", hits=rate, cases=100) == mark
    assert score(closing("counted"), "3", hits=rate, cases=100) == counted


@given(
    rows=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=1, max_size=4),
    target=st.integers(0, 1_000_000),
    step=st.integers(1, 1_000_000),
    per_step=st.integers(0, 40_000),
    partial=st.sampled_from(["ignored", "counted"]),
)
def test_mark_equals_the_sentence(scores, rows, target, step, per_step, partial):
    """Every full (or begun) step below the target costs per_step, never more than full points."""
    formula = Steps(
        hit=pl.col("ok"),
        target=Percent.from_ticks(target),
        step=Percent.from_ticks(step),
        per_step=Points.from_ticks(per_step),
        partial=partial,
    )
    hits, cases = [hit for hit, _ in rows], [hit + miss for hit, miss in rows]

    def expected(hit: int, case: int) -> Fraction | None:
        if not case:
            return None
        below = max(Fraction(target, 10_000) - Fraction(100 * hit, case), 0) / Fraction(step, 10_000)
        steps = math.ceil(below) if partial == "counted" else math.floor(below)
        return max(3 - steps * Fraction(per_step, 10_000), Fraction(0))

    assert scores(formula, "3", hits=hits, cases=cases) == [expected(*row) for row in zip(hits, cases, strict=True)]


@given(hits=st.integers(0, 60), misses=st.integers(1, 60))
def test_more_hits_never_harm(score, hits, misses):
    """A miss turned into a hit never lowers the mark, and begun steps never cost less than full ones."""
    cases = hits + misses
    assert score(closing(), "3", hits=hits + 1, cases=cases) >= score(closing(), "3", hits=hits, cases=cases)
    assert score(closing("counted"), "3", hits=hits, cases=cases) <= score(closing(), "3", hits=hits, cases=cases)


def test_a_step_of_nothing_is_refused(refusal):
    """A step of 0 % is refused: it would never end."""
    found = refusal(lambda: Steps(hit=pl.col("ok"), target=Percent("90%"), step=Percent("0%"), per_step=Points(1)))
    assert "0.0001%" in found["formula-out-of-range"]


def test_problems_against_full_points():
    """A first step that costs more than the item is a warning: the later steps cannot be reached."""
    formula = Steps(hit=pl.col("ok"), target=Percent("90%"), step=Percent("10%"), per_step=Points(4), floor=Points(1))
    assert [problem.severity for problem in formula.problems(Points(3))] == ["warning"]
