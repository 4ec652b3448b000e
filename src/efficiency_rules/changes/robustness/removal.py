"""Removal: every unit loses one of its records, drawn by chance, and everything that reads it is marked anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from efficiency_rules.changes.robustness.chance import Chance
from efficiency_rules.changes.robustness.copies import Copied, Copies
from efficiency_rules.criteria.formulas.per_unit import UnitMark
from efficiency_rules.evaluation.applicability import Applicability, Flags
from efficiency_rules.evaluation.evaluation import Evaluation
from efficiency_rules.evaluation.facts import Gathered, Wanted, gather_facts
from efficiency_rules.evaluation.gather import Records
from efficiency_rules.evaluation.marking import Marks, mark_item
from efficiency_rules.evaluation.reducing import Counts
from efficiency_rules.points import Points
from efficiency_rules.rulesets.model import CapRule, Item


@dataclass(frozen=True, slots=True)
class Without:
    """One ledger: for each of its records what its unit's facts are without it, by the number of item or cap.

    Caps are numbered behind the items. `first` is the first record of each unit and `cases` how many it has; a record
    may be `removable` or not: not where a unit would be left without a mark that it must have.
    """

    facts: Mapping[int, Gathered]
    first: Counts
    removable: Flags


def without_each(evaluation: Evaluation, ledger: str) -> Without:
    """Return the facts without each record of a ledger, gathered as if every record left were a unit of its own."""
    records = evaluation.records[ledger]
    sizes = np.bincount(records.unit, minlength=len(evaluation.roster))
    first = np.concatenate([[0], np.cumsum(sizes)])
    rows = [
        np.delete(np.arange(first[unit], first[unit + 1]), at - first[unit]) for at, unit in enumerate(records.unit)
    ]
    lonely = np.concatenate([*rows, np.empty(0, dtype=np.int64)]).astype(np.int64)
    unit = np.repeat(np.arange(len(rows), dtype=np.int32), [len(row) for row in rows])
    apart = Records(records.frame[lonely], unit, None, 0)
    ruleset = evaluation.ruleset
    rules: list[Item | CapRule] = [*ruleset.items, *ruleset.caps]
    reading = [at for at, rule in enumerate(rules) if rule.criterion.reads.id == ledger]
    units = Copied(tuple(evaluation.roster.units[at] for at in records.unit))
    wanted = [
        Wanted(rule.criterion.reads, rule.formula, rule.full if isinstance(rule, Item) else Points(0))
        for rule in (rules[at] for at in reading)
    ]
    found = {
        at: one
        for at, one in zip(reading, gather_facts(wanted, {ledger: apart}, units), strict=True)
        if isinstance(one, Gathered)
    }
    removable = np.ones(len(rows), dtype=bool)
    for at, gathered in found.items():
        if at < len(ruleset.items):
            item = ruleset.items[at]
            marks, _ = mark_item(ruleset, units, item, gathered, _each_alone(evaluation, records.unit), True)
            removable &= ~marks.broken
    return Without(found, first[:-1], removable)


def _each_alone(evaluation: Evaluation, unit: npt.NDArray[np.int32]) -> Applicability:
    """What applies to whom where every entry of `unit` is a county of its own."""
    applies = evaluation.applies
    return Applicability(
        group=applies.group[unit],
        groups=applies.groups,
        jurisdiction=np.arange(len(unit)),
        jurisdictions=tuple(str(at) for at in range(len(unit))),
        signed={
            id: {at: signed[int(one)] for at, one in enumerate(unit) if int(one) in signed}
            for id, signed in applies.signed.items()
        },
    )


@dataclass(frozen=True, slots=True)
class Removal:
    """The records that may be drawn: of every unit those of some ledgers."""

    evaluation: Evaluation
    ledgers: Mapping[str, Without]
    candidates: tuple[tuple[str, Counts], ...]
    """By ledger: the removable records, unit by unit."""
    counts: Counts
    """How many candidates each unit has in each ledger: one row a ledger, one column a unit."""

    @classmethod
    def of(cls, evaluation: Evaluation, ledgers: Sequence[str]) -> "Removal":
        """Return the removal of records of these ledgers."""
        without = {id: without_each(evaluation, id) for id in ledgers}
        candidates = tuple((id, np.flatnonzero(one.removable)) for id, one in without.items())
        counts = np.array(
            [
                np.bincount(evaluation.records[id].unit[found], minlength=len(evaluation.roster))
                for id, found in candidates
            ],
            dtype=np.int64,
        ).reshape(len(candidates), len(evaluation.roster))
        return cls(evaluation, without, candidates, counts)

    @property
    def concerned(self) -> Flags:
        """Which units can lose a record."""
        concerned: Flags = self.counts.sum(axis=0) > 0
        return concerned

    def drawn(self, copies: Copies, chance: Chance) -> tuple[list[Marks], dict[int, Gathered]]:
        """Return the marks of all items, and the facts of the caps that changed, where each unit lost one record."""
        total = self.counts.sum(axis=0)
        drawn = chance.below(np.tile(np.maximum(total, 1), copies.times)).reshape(copies.times, -1)
        items = self.evaluation.ruleset.items
        changed: dict[int, Marks] = {}
        caps: dict[int, Gathered] = {}
        before = np.zeros_like(total)
        for (id, found), counts in zip(self.candidates, self.counts, strict=True):
            here = (drawn >= before) & (drawn < before + counts)
            first = np.concatenate([[0], np.cumsum(counts)])[:-1]
            places = np.flatnonzero(here.reshape(-1))
            lost = found[(first + drawn - before).reshape(-1)[places]]
            for number, gathered in self.ledgers[id].facts.items():
                facts = self._facts(copies, number, gathered, places, lost)
                if number < len(items):
                    changed[number] = copies.marked(items[number], facts.values, facts.by_unit)
                else:
                    caps[number - len(items)] = facts
            before = before + counts
        return [changed.get(number) or copies.marks(number) for number in range(len(items))], caps

    def _facts(self, copies: Copies, number: int, gathered: Gathered, places: Counts, lost: Counts) -> Gathered:
        base = self._base(number)
        facts = copies.facts(base.values)
        for name, values in gathered.values.items():
            facts[name][places] = values[lost]
        by_unit: dict[int, UnitMark] = {
            copy * copies.units + at: mark for copy in range(copies.times) for at, mark in base.by_unit.items()
        }
        for place, record in zip(places.tolist() if gathered.by_unit else (), lost.tolist(), strict=False):
            if record in gathered.by_unit:
                by_unit[place] = gathered.by_unit[record]
        return Gathered(facts, by_unit)

    def _base(self, number: int) -> Gathered:
        ruleset = self.evaluation.ruleset
        rules: list[Item | CapRule] = [*ruleset.items, *ruleset.caps]
        rule = rules[number]
        (found,) = gather_facts(
            [Wanted(rule.criterion.reads, rule.formula, rule.full if isinstance(rule, Item) else Points(0))],
            self.evaluation.records,
            self.evaluation.roster,
        )
        assert isinstance(found, Gathered)
        return found
