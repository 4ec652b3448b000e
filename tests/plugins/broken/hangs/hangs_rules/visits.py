"""走访：its loop has no end."""

from collections.abc import Sequence
from datetime import date

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import PerUnit, UnitMark


class Visit(EvidenceType, id="hangs-visit", title="hangs走访台账"):
    """One visit to a unit."""

    number: str = column("走访编号", key=True)
    unit: UnitId = column("被走访单位")
    day: date = column("走访日期", dated=True)
    missed: bool = column("是否缺席")


class Visits(Params):
    per_missed: Points
    """缺席，每次扣分"""


@criterion("hangs-visits", edition=2025, title="走访", reads=Visit, params=Visits)
def visits(p: Visits) -> PerUnit:
    """Every missed visit costs points."""

    def mark(records: Sequence[Visit], full: Points) -> UnitMark:
        left = full
        while left > 0:
            left = Points(max(left, 0))
        return UnitMark(left, "走访")

    return PerUnit(function=mark)
