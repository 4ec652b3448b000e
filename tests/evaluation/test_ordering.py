"""Entries stand unit by unit without being compared."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from efficiency_rules.evaluation.ordering import Runs, by_unit, first_of_each

INDICES = st.sampled_from([0, 1, 2, 65_535, 65_536, 300_000])
UNITS = arrays.arrays(np.int32, st.integers(0, 50), elements=INDICES)


@given(parts=st.lists(UNITS.map(np.sort), min_size=1, max_size=4))
def test_by_unit_is_a_stable_sort(parts):
    """The order is that of a stable sort of all parts by unit, for any number of units."""
    assert by_unit(parts).tolist() == np.argsort(np.concatenate(parts), kind="stable").tolist()


@given(unit=UNITS)
def test_first_of_each_marks_where_a_unit_begins(unit):
    """In entries that stand unit by unit, one entry a unit is its first."""
    ordered = np.sort(unit)
    first = first_of_each(ordered)
    assert ordered[first].tolist() == sorted(set(unit.tolist()))
    assert first.tolist()[:1] == [True] * min(len(unit), 1)


@given(unit=UNITS)
def test_runs_say_where_each_unit_stands(unit):
    """The entries from the first of a run on, as many as it has, are those of one unit; together they are all."""
    ordered = np.sort(unit)
    runs = Runs.of(ordered)
    assert np.repeat(ordered[runs.first], runs.lengths).tolist() == ordered.tolist()
    assert len(runs.first) == len(set(unit.tolist()))
