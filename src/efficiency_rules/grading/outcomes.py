"""Outcomes: ranks and possible grades of the same units under many totals, from whole numbers and without words."""

from collections.abc import Sequence
from dataclasses import dataclass

from efficiency_rules.grading.pools import pools_of
from efficiency_rules.grading.process import outcome_of
from efficiency_rules.grading.scheme import GradeScheme
from efficiency_rules.grading.standings import Bounds, Key, Standing, contest_of


@dataclass(frozen=True, slots=True)
class Outcomes:
    """One entry a unit, in input order: its rank in its pool, and the grades it can get as positions, best first."""

    ranks: list[int]
    possible: list[tuple[int, ...]]


def outcomes(standings: Sequence[Standing], keys: Sequence[Key], bounds: list[Bounds], scheme: GradeScheme) -> Outcomes:
    """Return what `grade` would find, without decisions, for these units under other keys and bounds.

    `standings` say who the units are and their groups. `keys` are whole numbers of 10**-12, one entry a unit: the
    total and the raw values of the tie-break keys. `bounds` are the best and worst grade as positions, thresholds not
    included. Raises GradingError where thresholds contradict the bounds or seats do not fit.
    """
    lower = [False, *(key.better == "lower" for key in scheme.breaks)]
    if any(lower):
        keys = [tuple(-value if flip else value for flip, value in zip(lower, key, strict=True)) for key in keys]
    contest = contest_of(standings, keys, bounds, scheme)
    ranks = [0] * len(keys)
    possible: list[tuple[int, ...]] = [(best,) for best, _ in contest.bounds]
    for pool in pools_of(standings, scheme, contest):
        for at, rank in zip(pool.units, pool.ranks, strict=True):
            ranks[at] = rank
        outcome = outcome_of(pool, scheme, pool.blocks)
        for at, grades in zip(pool.contestants, outcome.possible, strict=True):
            possible[at] = grades
    return Outcomes(ranks, [tuple(grades) for grades in possible])
