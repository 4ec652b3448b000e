"""走访：it reads a column that its ledger does not have."""

from datetime import date

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import PerEvent


class Visit(EvidenceType, id="wrong-columns-visit", title="wrong-columns走访台账"):
    """One visit to a unit."""

    number: str = column("走访编号", key=True)
    unit: UnitId = column("被走访单位")
    day: date = column("走访日期", dated=True)
    missed: bool = column("是否缺席")


class Visits(Params):
    per_missed: Points
    """缺席，每次扣分"""


@criterion("wrong-columns-visits", edition=2025, title="走访", reads=Visit, params=Visits)
def visits(p: Visits) -> PerEvent:
    """Every missed visit costs points."""
    return PerEvent(
        points=p.per_missed, where=pl.col("absent"), reason="缺席 {events} 次，扣 {lost} 分", line="{number}"
    )
