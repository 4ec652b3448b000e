"""Applicability: which item applies to which unit, by the ruleset's groups or by a signed 不适用认定."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from efficiency_rules.errors import Place, Problem
from efficiency_rules.evaluation.gather import Records
from efficiency_rules.evidence.builtin import NotApplicable
from efficiency_rules.evidence.ledgers import Ledger
from efficiency_rules.rulesets.model import Item, Ruleset
from efficiency_rules.units import Roster

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Signed:
    """One line of the 不适用认定 ledger: why an item does not apply to a unit."""

    number: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Applicability:
    """Dense numbers of each unit's group and jurisdiction, and what was signed off, by item and unit index."""

    group: npt.NDArray[np.int64]
    groups: tuple[str, ...]
    jurisdiction: npt.NDArray[np.int64]
    jurisdictions: tuple[str, ...]
    signed: Mapping[str, Mapping[int, Signed]]

    def of(self, item: Item) -> Flags:
        """Return whether the item applies, one flag a unit."""
        applies: Flags = np.ones(len(self.group), dtype=bool)
        for number, group in enumerate(self.groups):
            if group not in item.applies_to:
                applies &= self.group != number
        applies[list(self.signed.get(item.id, ()))] = False
        return applies


def applicability(ruleset: Ruleset, roster: Roster, records: Records | None) -> Applicability:
    """Return what applies to whom; `records` are those of the 不适用认定 ledger in the period."""
    groups = tuple(ruleset.groups)
    places = [unit.jurisdiction for unit in roster]
    jurisdictions = tuple(sorted(set(places)))
    alone = len(jurisdictions) == 1
    signed: dict[str, dict[int, Signed]] = {}
    if records is not None:
        columns = records.frame.sort(_number()).select(_number(), "criterion", "reason", "by")
        order = records.frame.get_column(_number()).arg_sort().to_numpy()
        for unit, (number, criterion, reason, by) in zip(records.unit[order], columns.iter_rows(), strict=True):
            signed.setdefault(criterion, {})[int(unit)] = Signed(number, reason, by)
    return Applicability(
        group=_numbers([unit.group for unit in roster], groups),
        groups=groups,
        jurisdiction=np.zeros(len(places), dtype=np.int64) if alone else _numbers(places, jurisdictions),
        jurisdictions=jurisdictions,
        signed=signed,
    )


def _numbers(names: Sequence[str], among: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return where each name stands among all of them."""
    number = {name: at for at, name in enumerate(among)}
    return np.fromiter(map(number.__getitem__, names), np.int64, len(names))


def unknown_criteria(ruleset: Ruleset, ledger: Ledger | None) -> list[Problem]:
    """Return a problem for every criterion of the 不适用认定 ledger that the ruleset does not have."""
    if ledger is None:
        return []
    known = {item.id for item in ruleset.items}
    found = sorted(set(ledger.frame.get_column("criterion")) - known)
    place = Place(file=NotApplicable.title)
    return [Problem("sign-off-unknown", place, {"found": name, "expected": "、".join(sorted(known))}) for name in found]


def _number() -> str:
    return NotApplicable.key_columns()[0].name


def check_groups(ruleset: Ruleset, roster: Roster) -> Sequence[Problem]:
    """Return a problem for every unit whose group the ruleset does not know."""
    return [
        Problem("unit-group-unknown", facts={"unit": u.id, "found": u.group, "expected": "、".join(ruleset.groups)})
        for u in roster
        if u.group not in ruleset.groups
    ]
