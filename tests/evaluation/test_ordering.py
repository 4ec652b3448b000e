"""Records stand unit by unit, those of a unit in the order of their keys, without being compared."""

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from efficiency_rules.evaluation.ordering import by_key, by_unit, first_of_each

INDICES = st.sampled_from([0, 1, 2, 65_535, 65_536, 300_000, 2**31 - 1])
UNITS = arrays.arrays(np.int32, st.integers(0, 50), elements=INDICES)


@given(unit=UNITS)
def test_by_unit_is_a_stable_sort(unit):
    """The order is that of a stable sort by unit, for any number of units."""
    assert by_unit(unit).tolist() == np.argsort(unit, kind="stable").tolist()


@given(unit=UNITS)
def test_first_of_each_marks_where_a_unit_begins(unit):
    """In entries that stand unit by unit, one entry a unit is its first."""
    ordered = np.sort(unit)
    first = first_of_each(ordered)
    assert ordered[first].tolist() == sorted(set(unit.tolist()))
    assert first.tolist()[:1] == [True] * min(len(unit), 1)


@given(keys=st.lists(st.text("ab甲", max_size=3), unique=True, max_size=20))
def test_records_follow_their_keys(keys):
    """The order is that of the keys; None says that the records stand in it."""
    order = by_key(pl.DataFrame({"key": keys}, schema={"key": pl.String}), ["key"])
    if order is None:
        assert keys == sorted(keys)
    else:
        assert [keys[at] for at in order] == sorted(keys)


def test_several_keys_are_compared_one_after_the_other():
    """With two key columns, the second decides where the first is the same."""
    frame = pl.DataFrame({"book": ["b", "a", "b"], "page": [1, 9, 0]})
    order = by_key(frame, ["book", "page"])
    assert order is not None
    assert order.tolist() == [1, 2, 0]
