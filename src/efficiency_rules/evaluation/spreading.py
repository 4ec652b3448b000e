"""Spreading: a loss or gain over the records that made it, in whole quanta that always add up.

Every function works on records sorted by unit; `unit` holds their unit indices, `weight` their weights.
Differences of a rounded running sum add up to the rounded sum, whatever the weights are.
"""

import numpy as np
import numpy.typing as npt

from efficiency_rules.criteria.integers import times
from efficiency_rules.evaluation.ordering import first_of_each
from efficiency_rules.evaluation.reducing import Counts
from efficiency_rules.points import divide_half_up

Units = npt.NDArray[np.integer]


def share(unit: Units, weight: Counts, loss: Counts) -> Counts:
    """Return each record's share of its unit's loss: L x C // S - L x (C - w) // S."""
    first, lengths, after = _running(unit, weight)
    whole = np.repeat(after[first + lengths - 1], lengths)
    per_record = np.repeat(loss[unit[first]], lengths)
    return _apart(times(per_record, after) // whole, first)


def charge(unit: Units, weight: Counts, full: int, quantum: int) -> Counts:
    """Return what each record costs by its own ticks, rounded so that the sum agrees with the rounded mark."""
    first, _, after = _running(unit, weight)
    return _apart(divide_half_up(full, quantum) - divide_half_up(full - after, quantum), first)


def earn(unit: Units, weight: Counts, quantum: int) -> Counts:
    """Return what each record earns by its own ticks, rounded so that the sum agrees with the rounded mark."""
    first, _, after = _running(unit, weight)
    return _apart(divide_half_up(after, quantum), first)


def _running(unit: Units, weight: Counts) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], Counts]:
    """Return where each unit begins, how many records it has, and the running sum of the weights within it."""
    first = np.flatnonzero(first_of_each(unit))
    lengths = np.diff(first, append=len(unit))
    total = np.cumsum(weight)
    return first, lengths, total - np.repeat(total[first] - weight[first], lengths)


def _apart(running: Counts, first: npt.NDArray[np.intp]) -> Counts:
    """Return what each record adds to the running number of its unit, which begins at zero."""
    apart = np.diff(running, prepend=0)
    apart[first] = running[first]
    return apart
