"""Many draws graded at once: the level process of `grading` over a matrix, one row a draw and one column a unit.

Grading itself is `grading.levels`, in plain integers and with its proof. This is the same process for draws that leave
nothing to argue, many times faster; a test holds both together. It leaves alone, and says so, ties on a line that a
policy moves as a whole, and ties on a line between units that may not get the same grades.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from efficiency_rules.evaluation.applicability import Flags
from efficiency_rules.evaluation.reducing import Counts
from efficiency_rules.grading.scheme import GradeScheme

Possible = tuple[str, ...]
"""The grades (ids) a unit can get, best first; none where it is not graded."""

_WAITING = -1


@dataclass(frozen=True, slots=True)
class Draws:
    """The units of one pool under many draws: every matrix has one row a draw and one column a unit.

    `keys` are what units are compared by, raw, the total first; `best` and `worst` the grades a unit may get as
    positions, thresholds included; `graded` says who is graded at all.
    """

    keys: Sequence[Counts]
    best: Counts
    worst: Counts
    graded: Flags


def grade_at_once(draws: Draws, scheme: GradeScheme) -> list[list[Possible] | None]:
    """Return what `grading.outcomes` finds in each draw, one entry a unit; None for a draw that has to go there.

    For schemes whose seats depend on nothing but the number of units in the base.
    """
    ids = [grade.id for grade in scheme.grades]
    last = len(ids) - 1
    forced = (draws.best == draws.worst) & (scheme.base == "exclude-forced")
    contests = draws.graded & ~forced
    free = scheme.restrictions == "after"
    best = np.zeros_like(draws.best) if free else draws.best
    worst = np.full_like(draws.worst, last) if free else draws.worst
    ranked = _Ranked.of(_better_first(draws.keys, scheme), best, worst, contests)
    given = ranked.levels(_cumulative(contests.sum(axis=1), scheme))
    # Column by column as the units came; within its bounds a forced unit has its one grade.
    back = np.empty_like(given)
    np.put_along_axis(back, ranked.order, given, axis=1)
    grades = np.clip(back, draws.best, draws.worst)
    alone: list[Possible] = [(id,) for id in ids]
    rows: list[list[Possible] | None] = [
        [alone[grade] if there else () for grade, there in zip(row, graded, strict=True)]
        for row, graded in zip(grades.tolist(), draws.graded.tolist(), strict=True)
    ]
    for row, tied in ranked.torn(given):
        units = ranked.order[row, tied]
        alike = len({*zip(best[row, units].tolist(), worst[row, units].tolist(), strict=True)}) == 1
        whole = rows[row]
        if scheme.then != "decide" or not alike:
            rows[row] = None
        elif whole is not None:
            # Nobody else notices who of them comes first: each can get what any of them gets.
            shared = set(given[row, tied].tolist())
            for unit in units.tolist():
                low, high = int(draws.best[row, unit]), int(draws.worst[row, unit])
                whole[unit] = tuple(ids[grade] for grade in sorted({min(max(grade, low), high) for grade in shared}))
    return rows


def _better_first(keys: Sequence[Counts], scheme: GradeScheme) -> list[Counts]:
    """Return the keys so that the smaller one is better."""
    signs = [-1, *(-1 if key.better == "higher" else 1 for key in scheme.breaks)]
    return [sign * values for sign, values in zip(signs, keys, strict=True)]


def _cumulative(sizes: Counts, scheme: GradeScheme) -> Counts:
    """Return how many units may get each grade or a better one, one row a draw; all where there are no seats."""
    known, at = np.unique(sizes, return_inverse=True)
    grades = len(scheme.grades)
    rule = scheme.rule
    seats = [[size] + [0] * (grades - 1) if rule is None else rule.seats(size) for size in known.tolist()]
    table: Counts = np.cumsum(np.array(seats, dtype=np.int64).reshape(len(known), grades), axis=1)
    return table[at]


@dataclass(frozen=True, slots=True)
class _Ranked:
    """The units of every draw from the best to the last: `order` says who stands where.

    Who does not contest for seats stands behind. `first` says where a new place begins: full keys differ.
    """

    order: Counts
    first: Flags
    best: Counts
    worst: Counts
    contests: Flags

    @classmethod
    def of(cls, keys: Sequence[Counts], best: Counts, worst: Counts, contests: Flags) -> "_Ranked":
        compared = [(~contests).astype(np.int64), *keys]
        order = np.lexsort(compared[::-1], axis=1)
        first = np.zeros(order.shape, dtype=bool)
        first[:, :1] = True
        for values in compared:
            along = np.take_along_axis(values, order, axis=1)
            first[:, 1:] |= along[:, 1:] != along[:, :-1]
        best, worst = (np.take_along_axis(values, order, axis=1) for values in (best, worst))
        return cls(order, first, best, worst, np.take_along_axis(contests, order, axis=1))

    def levels(self, cumulative: Counts) -> Counts:
        """Return the grade of each place of `order`, tied units served as they stand there."""
        given = np.full(self.order.shape, _WAITING, dtype=np.int64)
        for grade, seats in enumerate(cumulative.T):
            waiting = self.contests & (given == _WAITING)
            due = waiting & (self.worst == grade)
            may = waiting & ~due & (self.best <= grade)
            left = seats - (self.contests & ~waiting).sum(axis=1) - due.sum(axis=1)
            given[due | (may & (np.cumsum(may, axis=1) <= left[:, np.newaxis]))] = grade
        return given

    def torn(self, given: Counts) -> list[tuple[int, slice]]:
        """Return the ties whose units got different grades: the draw, and where they stand in `order`."""
        apart = np.zeros(self.first.shape, dtype=bool)
        apart[:, 1:] = ~self.first[:, 1:] & (given[:, 1:] != given[:, :-1])
        found = {}
        for row, at in np.argwhere(apart).tolist():
            start = at - int(np.argmax(self.first[row, at::-1]))
            ends = np.flatnonzero(self.first[row, at:])
            found[row, start] = slice(start, at + int(ends[0]) if len(ends) else self.first.shape[1])
        return [(row, tied) for (row, _), tied in found.items()]
