"""Placing: ranks and possible grades of a county's units from their numbers, many times over."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from efficiency_rules.evaluation.marking import quantum
from efficiency_rules.evaluation.reducing import Counts
from efficiency_rules.grading.numbers import PLACES
from efficiency_rules.grading.outcomes import outcomes
from efficiency_rules.grading.standings import Bounds, Standing
from efficiency_rules.points import TICKS
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.units import Roster

_PER_TICK: int = 10**PLACES // TICKS

UNPLACED = 0
"""The rank of a unit that is evaluated and not graded."""

Grades = tuple[tuple[str, ...], ...]
"""The grades (ids) each unit can get, in roster order, best first; one where it is certain, none where not graded."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One entry a unit in roster order: its rank and grades; a unit that is not graded has rank UNPLACED."""

    ranks: tuple[int, ...]
    grades: Grades


@dataclass(frozen=True, slots=True)
class Place:
    """How the units of a roster are graded under a ruleset, jurisdiction by jurisdiction."""

    ruleset: Ruleset
    units: tuple[Standing, ...]
    homes: tuple[tuple[int, ...], ...]
    """The units of each jurisdiction, by index."""

    @classmethod
    def of(cls, ruleset: Ruleset, roster: Roster) -> "Place":
        """Return the place for the units of a roster."""
        homes: dict[str, list[int]] = {}
        for at, unit in enumerate(roster):
            homes.setdefault(unit.jurisdiction, []).append(at)
        units = tuple(Standing(unit.id, ("—",), unit.group) for unit in roster)
        return cls(ruleset, units, tuple(tuple(units) for units in homes.values()))

    @property
    def scale(self) -> int:
        """How many 10**-12, of which grading's numbers are made, a quantum is."""
        return quantum(self.ruleset) * _PER_TICK

    def bounds(self, named: Sequence[tuple[str | None, str | None]]) -> list[Bounds]:
        """Return the best and worst grade of each unit as positions."""
        order = self.ruleset.grading.order
        last = len(order) - 1
        return [(0 if best is None else order[best], last if worst is None else order[worst]) for best, worst in named]

    def outcome(self, numbers: Sequence[Counts], bounds: Sequence[Bounds], out: Collection[int]) -> Outcome:
        """Return what the units get.

        `numbers` are those that standings are compared by, in quanta, the total first; `out` the units that are not
        graded. Raises GradingError as grading does.
        """
        keys = list(zip(*((values * self.scale).tolist() for values in numbers), strict=True))
        scheme = self.ruleset.grading
        ranks = [UNPLACED] * len(self.units)
        grades: list[tuple[str, ...]] = [()] * len(self.units)
        ids = [grade.id for grade in scheme.grades]
        for home in self.homes:
            inside = [at for at in home if at not in out] if out else home
            found = outcomes(
                [self.units[at] for at in inside], [keys[at] for at in inside], [bounds[at] for at in inside], scheme
            )
            for at, rank, possible in zip(inside, found.ranks, found.possible, strict=True):
                ranks[at] = rank
                grades[at] = tuple(ids[grade] for grade in possible)
        return Outcome(tuple(ranks), tuple(grades))
