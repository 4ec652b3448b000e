"""Ranking fractions within cohorts, exactly: no float ever decides who stands before whom."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from efficiency_rules.criteria.integers import LIMIT

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ranks:
    """One entry a unit: its rank (1 is best, ties share the better rank), the units ranked with it, and the
    index of the best of them (the first in input order). Units in no pool: rank 0, none, own index."""

    rank: Ints
    ranked: Ints
    best: Ints


def rank_fractions(numerator: Ints, denominator: Ints, pools: tuple[Ints, ...], *, higher_is_better: bool) -> Ranks:
    """Rank numerator / denominator (denominators above zero) among the units that agree in all `pools`.

    A pool number below zero leaves the unit out.
    """
    at = np.flatnonzero(np.logical_and.reduce([pool >= 0 for pool in pools]))
    nobody = np.zeros(len(numerator), dtype=np.int64)
    ranks = Ranks(nobody, nobody.copy(), np.arange(len(numerator)))
    if not len(at):
        return ranks
    digits = _digits(numerator[at], denominator[at])
    values = [-digit for digit in digits] if higher_is_better else digits
    groups = [pool[at] for pool in pools]
    order = np.lexsort((*reversed(values), *reversed(groups)))
    place = np.arange(len(at))
    first = _starts(groups, order)
    start = np.maximum.accumulate(np.where(first, place, 0))
    tie = np.maximum.accumulate(np.where(first | _starts(values, order), place, 0))
    sizes = np.bincount(np.cumsum(first) - 1)
    here = at[order]
    ranks.rank[here] = tie - start + 1
    ranks.ranked[here] = np.repeat(sizes, sizes)
    ranks.best[here] = here[start]
    return ranks


def _digits(numerator: Ints, denominator: Ints) -> list[Ints]:
    """Write fractions in a base so fine that different fractions differ in a digit.

    Fractions with denominators up to D differ by at least 1/D^2, so digits are needed up to D^2.
    """
    whole, rest = np.divmod(numerator, denominator)
    digits = [whole]
    largest = int(denominator.max())
    base = max(LIMIT // largest, 2)
    reach = 1
    while reach < largest**2 and rest.any():
        digit, rest = np.divmod(rest * base, denominator)
        digits.append(digit)
        reach *= base
    return digits


def _starts(columns: list[Any], order: Ints) -> npt.NDArray[np.bool_]:
    """Say where, in this order, any of the columns changes; the first place counts as a change."""
    changed = np.zeros(len(order), dtype=bool)
    changed[0] = True
    for column in columns:
        changed[1:] |= np.diff(column[order]) != 0
    return changed
