"""Tests of Veto and GradeCap."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.formulas import GradeCap, Veto


@pytest.mark.parametrize(("hits", "once", "thrice"), [(0, 6, 6), (1, 0, 6), (2, 0, 6), (3, 0, 0)])
def test_worked_table_of_veto(score, hits, once, thrice):
    """The worked table of Veto holds on the threshold and beside it."""
    assert score(Veto(), "6", cases=hits, hits=hits) == once
    assert score(Veto(hit=pl.col("bad"), at_least=3), "6", cases=9, hits=hits) == thrice


@given(hits=st.lists(st.integers(0, 9), min_size=1, max_size=9), least=st.integers(1, 5))
def test_veto_gives_all_or_nothing(scores, hits, least):
    """A unit below the number of hits keeps everything, any other nothing; more hits never help."""
    marks = scores(Veto(at_least=least), "6", cases=9, hits=sorted(hits))
    assert marks == [0 if hit >= least else 6 for hit in sorted(hits)]
    assert marks == sorted(marks, reverse=True)


@given(hits=st.lists(st.integers(0, 9), min_size=1, max_size=9), least=st.integers(1, 5))
def test_grade_cap_costs_nothing_and_is_triggered_by_hits(scores, hits, least):
    """Worked table of GradeCap: full points whatever happens, triggered from the number of hits on."""
    formula = GradeCap(hit=pl.col("fraud"), at_least=least)
    assert scores(formula, "0", cases=9, hits=hits) == [0] * len(hits)
    assert scores(formula, "3", cases=9, hits=hits) == [3] * len(hits)
    assert formula.triggered({"hits": np.array(hits)}).tolist() == [hit >= least for hit in hits]
    assert bool(formula.triggered({"hits": least})) is True


def test_no_hit_at_all_is_no_condition(refusal):
    """A veto or cap that needs no hit is refused."""
    assert "formula-too-few" in refusal(lambda: Veto(at_least=0))
    assert "formula-too-few" in refusal(lambda: GradeCap(at_least=0))
