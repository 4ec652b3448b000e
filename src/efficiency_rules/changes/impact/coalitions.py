"""Coalitions: what every unit gets under the old ruleset with any choice of the steps to the new one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from efficiency_rules.changes.difference import Difference, Step
from efficiency_rules.changes.trying import Keeper, Outcome, Place
from efficiency_rules.errors import EvaluationError
from efficiency_rules.evaluation.evaluation import cap_problems
from efficiency_rules.evaluation.grades import bounds_of, kept_out, key_values
from efficiency_rules.evaluation.marking import Marks, quantum
from efficiency_rules.evaluation.reducing import Counts
from efficiency_rules.evaluation.totals import AreaPart, Totals, area_part, together
from efficiency_rules.grading.standings import Bounds
from efficiency_rules.rulesets.model import Ruleset

Mask = int
"""A choice of steps: bit i says whether step i is carried out."""


@dataclass(frozen=True, slots=True, eq=False)
class Situation:
    """A county under one ruleset: marks in document order, totals, and totals in ticks with ranks and grades.

    `ruleset` says how it adds up and grades; what its items are is said by the marks.
    """

    ruleset: Ruleset
    marks: tuple[Marks, ...]
    totals: Totals
    ticks: Counts
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class _Frame:
    """All of a ruleset but its items: areas in their order, how it grades, who is restricted."""

    ruleset: Ruleset
    place: Place
    bounds: Sequence[Bounds]


@dataclass(frozen=True, slots=True)
class Coalitions:
    """Every choice of steps, tried on one county; what a step does not touch is kept from one try to the next."""

    difference: Difference
    steps: tuple[Step, ...]
    keeper: Keeper
    touching: dict[str, Mask]
    """The steps that touch an item, by its id: its numbers, its policies, its area, whether it is there."""
    everywhere: Mask
    """The steps that touch every mark: unit groups, precision."""
    outside: Mask
    """The steps that touch what is no item."""
    _frames: dict[Mask, _Frame] = field(default_factory=dict, repr=False)
    _marks: dict[tuple[str, Mask], Marks] = field(default_factory=dict, repr=False)
    _parts: dict[tuple[str, tuple[tuple[str, Mask], ...]], AreaPart] = field(default_factory=dict, repr=False)
    _outcomes: dict[tuple[Mask, tuple[bytes, ...]], Outcome] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, difference: Difference, keeper: Keeper) -> "Coalitions":
        """Return the coalitions of the steps of a difference."""
        steps = difference.steps()
        touching = {item.id: 0 for ruleset in (difference.old, difference.new) for item in ruleset.items}
        everywhere = outside = 0
        for at, step in enumerate(steps):
            for change in step.changes:
                if change.part == "item":
                    touching[change.id] |= 1 << at
                if change.part in ("unit-group", "document"):
                    everywhere |= 1 << at
                if change.part != "item" or change.kind in ("added", "removed", "moved"):
                    outside |= 1 << at
        return cls(difference, steps, keeper, touching, everywhere, outside)

    @property
    def all(self) -> Mask:
        """All steps."""
        return (1 << len(self.steps)) - 1

    def situation(self, mask: Mask) -> Situation:
        """Return the county under the old ruleset with these steps.

        Raises EvaluationError where a criterion fails or a ledger is missing that the ruleset cannot do without,
        GradingError where the units cannot be graded.
        """
        frame = self._frame(mask & self.outside)
        units = len(self.keeper.roster)
        inside: dict[str, list[tuple[tuple[str, Mask], Marks]]] = {area.id: [] for area in frame.ruleset.areas}
        for item in frame.ruleset.items:
            key = item.id, mask & (self.touching[item.id] | self.everywhere)
            inside[item.area].append((key, self._item(key)))
        parts = []
        for area, here in inside.items():
            name = area, tuple(key for key, _ in here)
            if name not in self._parts:
                self._parts[name] = area_part(area, [marks for _, marks in here], units)
            parts.append(self._parts[name])
        totals = together(parts, units)
        found = [marks for here in inside.values() for _, marks in here]
        return Situation(
            ruleset=frame.ruleset,
            marks=tuple(found),
            totals=totals,
            ticks=totals.total * quantum(frame.ruleset),
            outcome=self._outcome(mask & self.outside, frame, found, totals),
        )

    def _outcome(self, mask: Mask, frame: _Frame, marks: Sequence[Marks], totals: Totals) -> Outcome:
        numbers = key_values(frame.ruleset, marks, totals)
        key = mask, (*(values.tobytes() for values in numbers), totals.applicable.tobytes())
        if key not in self._outcomes:
            out = kept_out(frame.ruleset, self.keeper.roster, totals)
            self._outcomes[key] = frame.place.outcome(numbers, frame.bounds, out)
        return self._outcomes[key]

    def _ruleset(self, mask: Mask) -> Ruleset:
        return self.difference.applied(self._chosen(mask))

    def _chosen(self, mask: Mask) -> Iterable[Step]:
        return (step for at, step in enumerate(self.steps) if mask >> at & 1)

    def _frame(self, mask: Mask) -> _Frame:
        if mask not in self._frames:
            ruleset = self._ruleset(mask)
            caps = [self.keeper.facts(cap) for cap in ruleset.caps]
            problems = cap_problems(ruleset, caps)
            if problems:
                raise EvaluationError(problems)
            place = Place.of(ruleset, self.keeper.roster)
            bounds = place.bounds(bounds_of(ruleset, caps, len(self.keeper.roster)))
            self._frames[mask] = _Frame(ruleset, place, bounds)
        return self._frames[mask]

    def _item(self, key: tuple[str, Mask]) -> Marks:
        """Return the marks of an item under those of the steps that touch it."""
        if key not in self._marks:
            id, mask = key
            ruleset = self._ruleset(mask)
            item = next(item for item in ruleset.items if item.id == id)
            self._marks[key] = self.keeper.marks(ruleset, item, self.keeper.applies(ruleset))
        return self._marks[key]
