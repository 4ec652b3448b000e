"""Spreading: a loss or gain over the records that made it, in whole quanta that always add up.

Every function works on records that stand unit by unit: `runs` says where each unit begins, `weight` holds the weights.
Differences of a rounded running sum add up to the rounded sum, whatever the weights are.
"""

import numpy as np

from efficiency_rules.criteria.integers import times
from efficiency_rules.evaluation.ordering import Runs
from efficiency_rules.evaluation.reducing import Counts
from efficiency_rules.points import divide_half_up


def share(runs: Runs, weight: Counts, loss: Counts) -> Counts:
    """Return each record's share of its unit's loss, one entry a run: L x C // S - L x (C - w) // S."""
    after = _running(runs, weight)
    whole = np.repeat(after[runs.first + runs.lengths - 1], runs.lengths)
    return _apart(times(np.repeat(loss, runs.lengths), after) // whole, runs)


def charge(runs: Runs, weight: Counts, full: int, quantum: int) -> Counts:
    """Return what each record costs by its own ticks, rounded so that the sum agrees with the rounded mark."""
    after = _running(runs, weight)
    return _apart(divide_half_up(full, quantum) - divide_half_up(full - after, quantum), runs)


def earn(runs: Runs, weight: Counts, quantum: int) -> Counts:
    """Return what each record earns by its own ticks, rounded so that the sum agrees with the rounded mark."""
    return _apart(divide_half_up(_running(runs, weight), quantum), runs)


def _running(runs: Runs, weight: Counts) -> Counts:
    """Return the running sum of the weights within each unit."""
    total = np.cumsum(weight)
    total -= np.repeat(total[runs.first] - weight[runs.first], runs.lengths)
    return total


def _apart(running: Counts, runs: Runs) -> Counts:
    """Return what each record adds to the running number of its unit, which begins at zero."""
    apart = running.copy()
    apart[1:] -= running[:-1]
    apart[runs.first] = running[runs.first]
    return apart
