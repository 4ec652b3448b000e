"""Ones counted in stretches of Polars' own bitmaps are those that Python counts, record by record."""

from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.evaluation.bitmaps import Stretches, bitmaps

FLAGS = st.lists(st.none() | st.booleans(), max_size=200)


def counted(column, bounds):
    """Return the ones between bounds as the bitmap has them."""
    (bits,) = bitmaps([column])
    most = max((end - begin for begin, end in pairwise(bounds)), default=0)
    return Stretches.of(np.array(bounds, dtype=np.intp), bits.lead, most).count(bits.words).tolist()


def by_hand(flags, bounds):
    """Return the ones between bounds, counted one by one."""
    return [sum(1 for flag in flags[begin:end] if flag) for begin, end in pairwise(bounds)]


@given(flags=FLAGS, cuts=st.lists(st.integers(0, 200), max_size=12), skip=st.integers(0, 80))
def test_ones_between_any_bounds_are_those_counted_one_by_one(flags, cuts, skip):
    """Null is no one; a column cut out of a longer one begins anywhere in its first byte."""
    column = pl.Series(flags, dtype=pl.Boolean)[skip:]
    bounds = [0, *sorted(min(cut, len(column)) for cut in cuts), len(column)]
    assert counted(column, bounds) == by_hand(flags[skip:], bounds)


@pytest.mark.parametrize("length", range(201))
def test_every_length_and_every_bound(length):
    """Stretches of every length from 0 to 200 are cut at every bound, however they lie on words."""
    flags = [bool((at * at + at // 3) % 3) for at in range(length)]
    for at in range(length + 1):
        assert counted(pl.Series(flags, dtype=pl.Boolean), [0, at, length]) == by_hand(flags, [0, at, length])


@pytest.mark.parametrize("most", [255, 256, 65_535, 65_536])
def test_counts_as_large_as_their_type_and_one_more(most):
    """A unit in which every record counts, behind others that let the running count wrap."""
    bounds = [0, 100, 100 + most, 100 + 2 * most]
    assert counted(pl.repeat(True, bounds[-1], dtype=pl.Boolean, eager=True), bounds) == [100, most, most]


def test_several_columns_of_one_frame_and_in_several_chunks():
    """Columns are told apart, whether Polars holds them in one piece or in several."""
    one, other = pl.Series([True, False, None]), pl.Series([False, True, True])
    one, other = one.append(one), pl.concat([other, other], rechunk=True)
    ones = [
        Stretches.of(np.array([0, 2, 6]), bits.lead, 4).count(bits.words).tolist() for bits in bitmaps([one, other])
    ]
    assert ones == [[1, 1], [1, 3]]


def test_what_is_not_true_or_false_is_refused():
    """A column of numbers is a TypeError that says what was found."""
    with pytest.raises(TypeError, match="Int64"):
        bitmaps([pl.Series([1, 0])])
