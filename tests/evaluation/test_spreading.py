"""A loss or gain is spread over records in whole quanta that add up, whatever the weights are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from efficiency_rules.evaluation.ordering import Runs
from efficiency_rules.evaluation.spreading import charge, earn, share
from efficiency_rules.points import divide_half_up

UNITS = 3
RECORDS = st.lists(st.tuples(st.integers(0, UNITS - 1), st.integers(1, 10**6)), max_size=25).map(sorted)


def columns(records):
    """Return where the records of each unit stand, and the weight of each record."""
    unit = np.array([unit for unit, _ in records], np.int32)
    return Runs.of(unit), np.array([weight for _, weight in records], np.int64)


def running(records):
    """Yield unit, the weights before and with each record, and the unit's whole weight, in plain Python."""
    for at, (unit, weight) in enumerate(records):
        before = sum(w for u, w in records[:at] if u == unit)
        yield unit, before, before + weight, sum(w for u, w in records if u == unit)


@given(records=RECORDS, loss=st.lists(st.integers(0, 10**5), min_size=UNITS, max_size=UNITS))
def test_shares_are_telescoping_floors(records, loss):
    """Each record's share is L x C // S less L x (C - w) // S; a unit's shares are its loss."""
    unit = np.array([unit for unit, _ in records], np.int32)
    shared = share(*columns(records), np.array(loss)[sorted(set(unit.tolist()))])
    expected = [loss[u] * after // whole - loss[u] * before // whole for u, before, after, whole in running(records)]
    assert shared.tolist() == expected
    for number in set(unit.tolist()):
        assert int(shared[unit == number].sum()) == loss[number]


@given(records=RECORDS, full=st.integers(0, 10**6), quantum=st.sampled_from([1, 10, 100, 10_000]))
def test_charges_follow_the_rounded_mark(records, full, quantum):
    """Full points less the charges so far are the rounded points left, record by record."""
    charged = charge(*columns(records), full, quantum).tolist()
    left = {}
    for (unit, _, after, _), cost in zip(running(records), charged, strict=True):
        left[unit] = left.get(unit, divide_half_up(full, quantum)) - cost
        assert left[unit] == divide_half_up(full - after, quantum)


@given(records=RECORDS, quantum=st.sampled_from([1, 10, 100, 10_000]))
def test_earnings_follow_the_rounded_mark(records, quantum):
    """What the records earned so far is the rounded sum of their weights, record by record."""
    earned = earn(*columns(records), quantum).tolist()
    sums = {}
    for (unit, _, after, _), gain in zip(running(records), earned, strict=True):
        sums[unit] = sums.get(unit, 0) + gain
        assert sums[unit] == divide_half_up(after, quantum)
