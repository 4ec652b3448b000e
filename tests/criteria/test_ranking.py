"""Tests of exact ranking within pools."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from efficiency_rules.criteria.ranking import rank_fractions

big = st.integers(2**52 - 3, 2**53)
small = st.integers(-6, 6)
entry = st.tuples(st.one_of(small, big), st.one_of(st.integers(1, 6), big), st.integers(-1, 1))


@given(entries=st.lists(entry, min_size=1, max_size=9), higher=st.booleans())
@example(entries=[(2**53 - 1, 2**53, 0), (2**53 - 2, 2**53 - 1, 0)], higher=True)
def test_ranks_agree_with_fractions(entries, higher):
    """Ranks, numbers ranked and the best are those of exact fractions, even where floats could not tell."""
    above, below, pool = (np.array(column) for column in zip(*entries, strict=True))
    ranks = rank_fractions(above, below, (pool,), higher_is_better=higher)
    values = [Fraction(numerator, denominator) * (1 if higher else -1) for numerator, denominator, _ in entries]
    for at, (_, _, place) in enumerate(entries):
        rivals = [other for other in range(len(entries)) if entries[other][2] == place and place >= 0]
        if not rivals:
            assert (ranks.rank[at], ranks.ranked[at], ranks.best[at]) == (0, 0, at)
            continue
        assert ranks.rank[at] == 1 + sum(values[other] > values[at] for other in rivals)
        assert ranks.ranked[at] == len(rivals)
        assert ranks.best[at] == max(rivals, key=lambda other: (values[other], -other))


def test_units_must_agree_in_all_pools():
    """With two pool numbers, only units that share both are compared."""
    ones = np.ones(4, np.int64)
    pools = (np.array([0, 0, 1, 1]), np.array([0, 1, 0, 0]))
    ranks = rank_fractions(np.array([1, 9, 3, 4]), ones, pools, higher_is_better=True)
    assert ranks.rank.tolist() == [1, 1, 2, 1]
    assert ranks.ranked.tolist() == [1, 1, 2, 2]


@pytest.mark.parametrize("size", [0, 3])
def test_nobody_in_a_pool(size):
    """Without any unit in a pool everybody has rank 0."""
    nothing = np.full(size, -1)
    ranks = rank_fractions(nothing, np.ones(size, np.int64), (nothing,), higher_is_better=True)
    assert ranks.rank.tolist() == [0] * size
