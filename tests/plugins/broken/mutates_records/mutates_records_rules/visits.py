"""走访：it writes into the records that it is given."""

from collections.abc import Sequence
from datetime import date

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import PerUnit, UnitMark


class Visit(EvidenceType, id="mutates-records-visit", title="mutates-records走访台账"):
    """One visit to a unit."""

    number: str = column("走访编号", key=True)
    unit: UnitId = column("被走访单位")
    day: date = column("走访日期", dated=True)
    missed: bool = column("是否缺席")


class Visits(Params):
    per_missed: Points
    """缺席，每次扣分"""


@criterion("mutates-records-visits", edition=2025, title="走访", reads=Visit, params=Visits)
def visits(p: Visits) -> PerUnit:
    """Every missed visit costs points."""

    def mark(records: Sequence[Visit], full: Points) -> UnitMark:
        for record in records:
            record.missed = False
        return UnitMark(full, "走访")

    return PerUnit(function=mark)
