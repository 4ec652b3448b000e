"""Distances: how many points more lift a unit's grade, and how many fewer cost it, all other units fixed."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from efficiency_rules.grading.numbers import PLACES, scaled
from efficiency_rules.grading.trials import Grades, Trials


@dataclass(frozen=True, slots=True)
class Reach:
    """A total at which a unit's grade is another one.

    `total` and `change`, the points between it and the unit's own total (above zero), are decimal text with the
    places of the totals; `possible` holds the ids of the grades the unit can get there, best first.
    """

    total: str
    change: str
    possible: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Distances:
    """How far a unit is from a better and from a worse grade.

    `enough`: the smallest total at which it certainly has a better grade; where it waits, at which it certainly
    has the best grade it can get now. `margin`: the largest total at which it may have a worse grade; where it
    waits, at which it certainly misses the best grade it can get now. None where no total does it.
    """

    enough: Reach | None
    margin: Reach | None


def distances(trials: Trials, *, least: str, most: str) -> Distances:
    """Return the distances of a unit, for totals from `least` to `most` (decimal text, points).

    Totals are tried on the grid of the most decimals that a total of the pool has. What the unit gets depends on
    its total only through which other totals of the pool are higher, equal or lower and which thresholds it
    misses; so it can change only where the total reaches another one, passes it by one step of the grid, or
    reaches a threshold. And it changes in one direction only: a higher total never worsens a unit (docs/grading.md,
    section 8). The least total that is enough is thus found among these by halving, and so is the margin, which
    lies one step below one of them.
    """
    others = [at for at in trials.pool.units if at != trials.at]
    own = trials.contest.keys[trials.at][0]
    places = max(_places(trials.standings[at].keys[0]) for at in trials.pool.units)
    step = 10 ** (PLACES - places)
    lines = [cast(int, scaled(line.at_least)) for line in trials.scheme.thresholds]
    changes = {-(-line // step) * step for line in lines}
    for at in others:
        total = trials.contest.keys[at][0]
        changes |= {total, total + step}
    lowest, highest = cast(int, scaled(least)), cast(int, scaled(most))
    best, *others_open = trials.now
    goal = best if others_open else best - 1
    tries = _Tries(trials, own, places)
    return Distances(
        enough=tries.first(
            sorted(total for total in changes if own < total <= highest), lambda grades: grades[-1] <= goal
        ),
        margin=tries.first(
            sorted((total - step for total in changes if lowest < total <= own), reverse=True),
            lambda grades: (grades[0] if others_open else grades[-1]) > best,
        ),
    )


@dataclass(frozen=True, slots=True)
class _Tries:
    trials: Trials
    own: int
    places: int

    def first(self, totals: Sequence[int], reached: Callable[[Grades], bool]) -> Reach | None:
        """Return the first of these totals that reaches it; none before one that does may do so, all behind may.

        Totals at which the units could not be graded stand behind all others: they differ by a threshold, which
        puts the unit among the forced or takes it from there, or which contradicts its guarantee.
        """

        def passed(total: int) -> bool:
            grades = self._grades(total)
            return grades is None or reached(grades)

        at = bisect_left(totals, True, key=passed)
        grades = self._grades(totals[at]) if at < len(totals) else None
        if grades is None:
            return None
        ids = [grade.id for grade in self.trials.scheme.grades]
        change = abs(totals[at] - self.own)
        return Reach(self._text(totals[at]), self._text(change), tuple(ids[grade] for grade in grades))

    def _grades(self, total: int) -> Grades | None:
        return self.trials.with_total(self._text(total))

    def _text(self, number: int) -> str:
        """Return a whole number of 10**-12 as decimal text with the places of the totals."""
        sign = "-" if number < 0 else ""
        whole, rest = divmod(abs(number), 10**PLACES)
        decimals = f"{rest:0{PLACES}}"[: self.places]
        return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


def _places(text: str) -> int:
    return len(text.partition(".")[2])
