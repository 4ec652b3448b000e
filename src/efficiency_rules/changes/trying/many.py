"""One county graded many times over: at once where that can be, one by one where it cannot."""

from dataclasses import replace

import numpy as np

from efficiency_rules.changes.trying.at_once import Draws, Possible, grade_at_once
from efficiency_rules.changes.trying.placing import Grades, Place
from efficiency_rules.evaluation.reducing import Counts
from efficiency_rules.grading.numbers import scaled


def grades_in(place: Place, draws: Draws) -> list[Grades]:
    """Return the grades of the units in every draw, exactly those of `Place.outcome`.

    `draws` has the units of the roster, with bounds that leave out the thresholds. Raises GradingError as grading does.
    """
    found = _at_once(place, draws)
    return [_one(place, draws, row) if grades is None else grades for row, grades in enumerate(found)]


def _one(place: Place, draws: Draws, row: int) -> Grades:
    bounds = list(zip(draws.best[row].tolist(), draws.worst[row].tolist(), strict=True))
    out = set(np.flatnonzero(~draws.graded[row]).tolist())
    return place.outcome([values[row] for values in draws.keys], bounds, out).grades


def _at_once(place: Place, draws: Draws) -> list[Grades | None]:
    scheme, times = place.ruleset.grading, len(draws.graded)
    if scheme.pool == "by-group-reconciled" or scheme.counts is not None:
        return [None] * times
    lowered = replace(draws, best=np.maximum(draws.best, _allowed_by_total(place, draws.keys[0])))
    clash = np.any(lowered.best > lowered.worst, axis=1).tolist()
    pools = _pools(place)
    parts = [grade_at_once(_columns(lowered, pool), scheme) for pool in pools]
    rows: list[Grades | None] = []
    for row in range(times):
        whole: list[Possible] = [()] * len(place.units)
        settled = not clash[row]
        for pool, part in zip(pools, parts, strict=True):
            here = part[row]
            settled &= here is not None
            for at, possible in zip(pool, here or (), strict=False):
                whole[at] = possible
        rows.append(tuple(whole) if settled else None)
    return rows


def _pools(place: Place) -> list[list[int]]:
    """Return the units that are graded among themselves, by index."""
    pools: dict[tuple[int, str | None], list[int]] = {}
    by_group = place.ruleset.grading.pool != "all"
    for number, home in enumerate(place.homes):
        for at in home:
            pools.setdefault((number, place.units[at].group if by_group else None), []).append(at)
    return list(pools.values())


def _columns(draws: Draws, pool: list[int]) -> Draws:
    keys = [values[:, pool] for values in draws.keys]
    return Draws(keys, draws.best[:, pool], draws.worst[:, pool], draws.graded[:, pool])


def _allowed_by_total(place: Place, totals: Counts) -> Counts:
    """Return the best grade each total allows, as a position: one worse than the worst line that it misses."""
    allowed = np.zeros_like(totals)
    for line in place.ruleset.grading.thresholds:
        at_least = scaled(line.at_least)
        assert at_least is not None
        # The least number of quanta that reaches the line.
        missed = totals < -(-at_least // place.scale)
        allowed = np.where(missed, np.maximum(allowed, place.ruleset.grading.order[line.grade] + 1), allowed)
    return allowed
