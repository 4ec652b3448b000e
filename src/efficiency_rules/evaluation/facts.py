"""Facts of a whole evaluation: every ledger is read once for all the formulas that rest on it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from efficiency_rules.criteria.formula import FactValues, Formula
from efficiency_rules.criteria.formulas.per_unit import PerUnit, UnitMark
from efficiency_rules.evaluation.at_once import mapped
from efficiency_rules.evaluation.containment import Failure, contained
from efficiency_rules.evaluation.gather import Gatherer, Records
from efficiency_rules.evaluation.per_unit import run_per_unit
from efficiency_rules.evidence.types import EvidenceType
from efficiency_rules.points import Points
from efficiency_rules.units import Units

_WORTH_IT = 2**20
"""Records from which two ledgers at once gain more than their threads cost."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The facts of one formula by name, `cases` among them; for a PerUnit formula also each unit's mark."""

    values: FactValues
    by_unit: Mapping[int, UnitMark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A formula, the ledger it reads, and the full points of its item."""

    reads: type[EvidenceType]
    formula: Formula | PerUnit
    full: Points


def gather_facts(
    wanted: Sequence[Wanted], records: Mapping[str, Records], roster: Units
) -> list[Gathered | Failure | None]:
    """Return what each formula needs, in the order asked; of many records, two ledgers are read at once.

    None where there is no ledger; a Failure where the formula's own expressions or function broke.
    """
    found: list[Gathered | Failure | None] = [None] * len(wanted)
    ledgers = [id for id in dict.fromkeys(want.reads.id for want in wanted) if id in records]
    readers = Counter(want.reads.id for want in wanted)
    # What takes longest comes first, or one thread waits for the other's last ledger.
    ledgers.sort(key=lambda id: len(records[id].unit) * readers[id], reverse=True)
    many = sum(len(records[id].unit) for id in ledgers) >= _WORTH_IT
    for facts in mapped(partial(_of_ledger, wanted, records, roster), ledgers, two=many):
        for at, one in facts.items():
            found[at] = one
    return found


def _of_ledger(
    wanted: Sequence[Wanted], records: Mapping[str, Records], roster: Units, id: str
) -> dict[int, Gathered | Failure]:
    found: dict[int, Gathered | Failure] = {}
    gatherer = Gatherer(records[id], len(roster))
    formulas = {at: want.formula for at, want in enumerate(wanted) if want.reads.id == id}
    for at, formula in formulas.items():
        if isinstance(formula, PerUnit):
            marks = contained(partial(run_per_unit, formula, wanted[at].reads, records[id], roster, wanted[at].full))
            found[at] = marks if isinstance(marks, Failure) else Gathered({"cases": gatherer.cases}, marks)
    plain = {at: formula for at, formula in formulas.items() if not isinstance(formula, PerUnit)}
    return found | dict(zip(plain, _gather(gatherer, list(plain.values())), strict=True))


def _gather(gatherer: Gatherer, formulas: Sequence[Formula]) -> list[Gathered | Failure]:
    together = contained(partial(_reduce, gatherer, formulas))
    if not isinstance(together, Failure):
        return list(together)
    # One of them broke: find out which, and let the others have their facts.
    apart = [contained(partial(_reduce, gatherer, [formula])) for formula in formulas]
    return [alone if isinstance(alone, Failure) else alone[0] for alone in apart]


def _reduce(gatherer: Gatherer, formulas: Sequence[Formula]) -> list[Gathered]:
    facts = gatherer.gather([formula.facts() for formula in formulas])
    return [Gathered({**values, "cases": gatherer.cases}) for values in facts]
