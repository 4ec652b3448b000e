"""Facts kept from one evaluation of a case to the next: what a mutant leaves as it was is not counted again."""

from collections.abc import Mapping, Sequence

from efficiency_rules.evaluation.containment import Failure
from efficiency_rules.evaluation.evaluation import Gather
from efficiency_rules.evaluation.facts import Gathered, Wanted, gather_facts
from efficiency_rules.evaluation.gather import Records
from efficiency_rules.units import Roster


def keeping() -> Gather:
    """Return a way to gather facts that remembers them by formula, ledger and full points.

    Formulas are told apart by identity: one that was not built anew is the same. For one evidence and period only.
    """
    kept: dict[tuple[int, str, int], tuple[Wanted, Gathered | Failure | None]] = {}

    def gather(
        wanted: Sequence[Wanted], records: Mapping[str, Records], roster: Roster
    ) -> list[Gathered | Failure | None]:
        new = [want for want in wanted if _key(want) not in kept]
        for want, found in zip(new, gather_facts(new, records, roster) if new else (), strict=True):
            # The wanted formula is kept too, so that no other one can come to have its identity.
            kept[_key(want)] = want, found
        return [kept[_key(want)][1] for want in wanted]

    return gather


def _key(want: Wanted) -> tuple[int, str, int]:
    return id(want.formula), want.reads.id, want.full.ticks
