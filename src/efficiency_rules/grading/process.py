"""The grades a pool's units can get: the level process, the tie policy, and restrictions during or after it."""

from collections.abc import Sequence
from itertools import pairwise

from efficiency_rules.grading.levels import Outcome, fill
from efficiency_rules.grading.pools import Pool
from efficiency_rules.grading.scheme import GradeScheme
from efficiency_rules.grading.standings import Bounds
from efficiency_rules.grading.together import fill_together


def outcome_of(pool: Pool, scheme: GradeScheme, places: Sequence[int]) -> Outcome:
    """Return the outcome for the contestants of a pool.

    `places` orders them, equal means tied: the pool's blocks, or these refined by decisions.
    """
    bounds = pool.bounds if scheme.restrictions == "fill" else [(0, pool.grades - 1)] * pool.base
    if scheme.then == "decide":
        outcome = fill(places, bounds, pool.cumulative)
    else:
        grades, moved = fill_together(places, bounds, pool.cumulative, scheme.then)
        outcome = Outcome([(grade,) for grade in grades], {}, moved)
    return outcome if scheme.restrictions == "fill" else _restricted(outcome, pool.bounds, places)


def _restricted(outcome: Outcome, bounds: Sequence[Bounds], places: Sequence[int]) -> Outcome:
    """Return the outcome after every unit has moved into its bounds, and nobody else."""
    moved = [
        [min(max(grade, best), worst) for grade in grades]
        for grades, (best, worst) in zip(outcome.possible, bounds, strict=True)
    ]
    # A line inside a place matters only where it still makes a difference to somebody.
    differs = {
        (place, above)
        for place, grades, ends in zip(places, outcome.possible, moved, strict=True)
        for above, (end, next_end) in zip(grades, pairwise(ends), strict=False)
        if end != next_end
    }
    return Outcome(
        possible=[tuple(sorted(set(ends))) for ends in moved],
        cuts={cut: left for cut, left in outcome.cuts.items() if cut in differs},
        moved=outcome.moved,
    )
