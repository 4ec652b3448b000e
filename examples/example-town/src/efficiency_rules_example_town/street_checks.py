"""街面检查 (示例一(二))."""

from datetime import date

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import PerEvent


class StreetCheck(EvidenceType, id="street-check", title="街面检查台账"):
    """One check of one street of a village."""

    check: str = column("检查编号", key=True)
    unit: UnitId = column("被检查村")
    checked_on: date = column("检查日期", dated=True)
    littered: bool = column("是否有垃圾")


class StreetChecks(Params):
    littered: Points
    """有垃圾，每次扣分"""


@criterion("street-checks", edition=2025, title="街面检查", reads=StreetCheck, params=StreetChecks)
def street_checks(p: StreetChecks) -> PerEvent:
    """Every street found littered costs its points."""
    return PerEvent(
        points=p.littered,
        where=pl.col("littered"),
        reason="有垃圾 {events} 次，扣 {lost} 分",
        line="{check} 有垃圾",
    )
