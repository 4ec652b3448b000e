"""Copies of one county behind each other: many draws are marked and added up as one county of many jurisdictions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from efficiency_rules.changes.trying import Draws, Grades, Place, grades_in
from efficiency_rules.criteria.formula import FactValues
from efficiency_rules.criteria.formulas.per_unit import UnitMark
from efficiency_rules.evaluation.applicability import Applicability
from efficiency_rules.evaluation.evaluation import Evaluation
from efficiency_rules.evaluation.facts import Gathered
from efficiency_rules.evaluation.grades import key_values, stays_out
from efficiency_rules.evaluation.marking import Marks, mark_item
from efficiency_rules.evaluation.reducing import Counts
from efficiency_rules.evaluation.totals import Totals
from efficiency_rules.rulesets.model import Item
from efficiency_rules.units import Unit


@dataclass(frozen=True, slots=True)
class Copied:
    """Units copied some times; the first copy stands before the second."""

    units: Sequence[Unit]

    def __len__(self) -> int:
        return len(self.units)


@dataclass(frozen=True, slots=True)
class Copies:
    """An evaluated county, so many times; every copy is a county of its own, also for marks that look at others."""

    evaluation: Evaluation
    times: int

    @property
    def units(self) -> int:
        """The units of one copy."""
        return len(self.evaluation.roster)

    def marks(self, number: int) -> Marks:
        """Return the marks of an item (by its number in the document) as they are, copied."""
        one = self.evaluation.marking[number]
        return replace(
            one,
            state=np.tile(one.state, self.times),
            points=np.tile(one.points, self.times),
            counted=np.tile(one.counted, self.times),
            rescaled_whole=np.tile(one.rescaled_whole, self.times),
        )

    def facts(self, values: FactValues) -> dict[str, Counts]:
        """Return facts copied, ready to be changed."""
        return {name: np.tile(value, self.times) for name, value in values.items()}

    def marked(self, item: Item, facts: FactValues, by_unit: Mapping[int, UnitMark]) -> Marks:
        """Return an item's marks under facts of all copies; what breaks is broken in the marks."""
        roster = Copied(self.evaluation.roster.units * self.times)
        marks, _ = mark_item(self.evaluation.ruleset, roster, item, Gathered(facts, by_unit), self._applies(item), True)
        return marks

    def _applies(self, item: Item) -> Applicability:
        applies, units = self.evaluation.applies, self.units
        signed = applies.signed.get(item.id, {})
        places = len(applies.jurisdictions)
        first = np.repeat(np.arange(self.times), units)
        return Applicability(
            group=np.tile(applies.group, self.times),
            groups=applies.groups,
            jurisdiction=np.tile(applies.jurisdiction, self.times) + first * places,
            jurisdictions=applies.jurisdictions * self.times,
            signed={item.id: {copy * units + at: one for copy in range(self.times) for at, one in signed.items()}},
        )

    def grades(self, place: Place, marks: Sequence[Marks], totals: Totals, bounds: Counts) -> list[Grades]:
        """Return the grades of the units in each copy; `bounds` by copy, unit, and best before worst, as positions."""
        ruleset = self.evaluation.ruleset
        counted = np.array([ruleset.units[unit.group].counted for unit in self.evaluation.roster], dtype=bool)
        out = stays_out(ruleset, np.tile(counted, self.times), totals)
        apart = self.times, self.units
        keys = [values.reshape(apart) for values in key_values(ruleset, marks, totals)]
        return grades_in(place, Draws(keys, bounds[..., 0], bounds[..., 1], ~out.reshape(apart)))
