"""走访：it gives a point to every unit on top of full marks."""

from datetime import date

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import Costs, Count, Custom, FactValues, Outcome


class Visit(EvidenceType, id="above-full-visit", title="above-full走访台账"):
    """One visit to a unit."""

    number: str = column("走访编号", key=True)
    unit: UnitId = column("被走访单位")
    day: date = column("走访日期", dated=True)
    missed: bool = column("是否缺席")


class Visits(Params):
    per_missed: Points
    """缺席，每次扣分"""


@criterion("above-full-visits", edition=2025, title="走访", reads=Visit, params=Visits)
def visits(p: Visits) -> Custom:
    """Every missed visit costs points."""

    def mark(facts: FactValues, full: int) -> Outcome:
        return Outcome(0 * facts["missed"] + full + 10_000)

    return Custom(
        own_facts={"missed": Count(pl.col("missed"))},
        own_mark=mark,
        own_costs=Costs(pl.col("missed").cast(pl.Int64), "share", "{number}"),
        reason="缺席 {missed} 次，扣 {lost} 分",
    )
