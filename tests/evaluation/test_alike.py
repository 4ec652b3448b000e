"""Rows are told apart by the numbers they hold."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.evaluation.alike import alike

NUMBERS = st.sampled_from([-1, 0, 1, 2, 2**32, 2**62, -(2**62)])
ROWS = st.lists(st.tuples(NUMBERS, NUMBERS), max_size=40)


def columns(rows):
    """Return what the rows hold, one array a column."""
    return [np.array([row[at] for row in rows], dtype=np.int64) for at in range(2)]


@given(rows=ROWS)
def test_a_kind_is_known_by_one_of_its_rows(rows):
    """The row that stands for a kind is of that kind and holds the numbers of all its rows."""
    kinds = alike(columns(rows), len(rows))
    assert [rows[kinds.one[kind]] for kind in kinds.kind] == rows
    assert kinds.kind[kinds.one].tolist() == list(range(len(kinds.one)))


def test_rows_that_hold_the_same_numbers_are_mostly_of_one_kind():
    """A thousand rows of twelve sorts; rows of no column at all are one kind."""
    rows = [(at % 3, at % 4) for at in range(1_000)]
    assert len(alike(columns(rows), 1_000).one) == 12
    assert len(alike([], 5).one) == 1
