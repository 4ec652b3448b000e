"""Tests of whole-number arithmetic that refuses to overflow."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.criteria.integers import LIMIT, lowest_terms, plus, times, weighted

wide = st.integers(-(2**62), 2**62)


@given(left=wide, right=wide)
def test_times_is_exact_or_refused(left, right):
    """A product is the exact one, or OverflowError; plain numbers and arrays agree."""
    if abs(left * right) > LIMIT:
        with pytest.raises(OverflowError):
            times(left, right)
        with pytest.raises(OverflowError):
            times(np.array([left, 0]), np.array([0, right]))
    else:
        assert times(left, right) == left * right
        assert times(np.array([left]), right).tolist() == [left * right]


@given(terms=st.lists(wide, min_size=1, max_size=5))
def test_plus_is_exact_or_refused(terms):
    """A sum is the exact one, or OverflowError when the terms could pass the limit together."""
    if sum(abs(term) for term in terms) > LIMIT:
        with pytest.raises(OverflowError):
            plus(*(np.array([term]) for term in terms))
    else:
        assert plus(*terms) == sum(terms)
        assert plus(*(np.array([term]) for term in terms)).tolist() == [sum(terms)]


@given(terms=st.lists(st.tuples(st.integers(-(2**31), 2**31), st.integers(-(2**40), 2**40)), min_size=1, max_size=5))
def test_weighted_sums_are_exact_or_refused(terms):
    """A weighted sum is the exact one, or OverflowError when the terms could pass the limit together."""
    columns = [(weight, np.array([value, 0])) for weight, value in terms]
    if sum(abs(weight * value) for weight, value in terms) > LIMIT:
        with pytest.raises(OverflowError):
            weighted(columns)
    else:
        assert weighted(columns).tolist() == [sum(weight * value for weight, value in terms), 0]


@given(pairs=st.lists(st.tuples(st.integers(0, 2**53), st.integers(0, 2**53)), min_size=1, max_size=5))
def test_lowest_terms_keep_the_value(pairs):
    """The shortened fraction is the same one, and nothing is left to shorten."""
    above, below = (np.array(column) for column in zip(*pairs, strict=True))
    top, bottom = lowest_terms(above, below)
    for numerator, denominator, short, of in zip(above, below, top, bottom, strict=True):
        if denominator:
            exact = Fraction(int(numerator), int(denominator))
            assert (int(short), int(of)) == (exact.numerator, exact.denominator)


def test_empty_arrays_have_nothing_to_overflow():
    """No units, no overflow."""
    assert times(np.array([], np.int64), 2**62).tolist() == []
