"""Spreading: a loss or gain over the records that made it, in whole quanta that always add up.

Every function works on records sorted by unit; `unit` holds their unit indices, `weight` their weights.
Differences of a rounded running sum add up to the rounded sum, whatever the weights are.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from efficiency_rules.criteria.integers import times
from efficiency_rules.evaluation.reducing import Counts
from efficiency_rules.points import divide_half_up

Units = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Running:
    """The running sum of the weights within each unit: after and before each record, and the unit's sum."""

    after: Counts
    before: Counts
    whole: Counts


def run(unit: Units, weight: Counts) -> Running:
    """Return the running sums, one entry a record."""
    if not len(unit):
        return Running(weight, weight, weight)
    total = np.cumsum(weight)
    first = np.flatnonzero(np.r_[True, unit[1:] != unit[:-1]])
    lengths = np.diff(np.r_[first, len(unit)])
    start = np.repeat(total[first] - weight[first], lengths)
    end = np.repeat(total[first + lengths - 1], lengths)
    return Running(total - start, total - weight - start, end - start)


def share(unit: Units, weight: Counts, loss: Counts) -> Counts:
    """Return each record's share of its unit's loss: L x C // S - L x (C - w) // S."""
    sums = run(unit, weight)
    per_record = loss[unit]
    shared: Counts = times(per_record, sums.after) // sums.whole - times(per_record, sums.before) // sums.whole
    return shared


def charge(unit: Units, weight: Counts, full: int, quantum: int) -> Counts:
    """Return what each record costs by its own ticks, rounded so that the sum agrees with the rounded mark."""
    sums = run(unit, weight)
    charged: Counts = divide_half_up(full - sums.before, quantum) - divide_half_up(full - sums.after, quantum)
    return charged


def earn(unit: Units, weight: Counts, quantum: int) -> Counts:
    """Return what each record earns by its own ticks, rounded so that the sum agrees with the rounded mark."""
    sums = run(unit, weight)
    earned: Counts = divide_half_up(sums.after, quantum) - divide_half_up(sums.before, quantum)
    return earned
