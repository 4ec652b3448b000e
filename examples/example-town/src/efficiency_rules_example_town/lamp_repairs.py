"""路灯报修 (示例一(一))."""

from datetime import date

import polars as pl

from efficiency_rules import EvidenceType, Params, UnitId, column, criterion
from efficiency_rules.formulas import Proportional


class LampRepair(EvidenceType, id="lamp-repair", title="路灯报修台账"):
    """One lamp that was reported broken in one village."""

    report: str = column("报修编号", key=True)
    unit: UnitId = column("所在村")
    due_on: date = column("修复时限", dated=True)
    repaired_on: date | None = column("修复日期")


class LampRepairs(Params):
    pass


@criterion("lamp-repairs", edition=2025, title="路灯报修", reads=LampRepair, params=LampRepairs)
def lamp_repairs(p: LampRepairs) -> Proportional:
    """Points in proportion to the lamps repaired by their day."""
    return Proportional(
        hit=pl.col("repaired_on") <= pl.col("due_on"),
        reason="按时修复 {hits}／{counted} 盏，占 {rate}，扣 {lost} 分",
        line="{report}：应于 {due_on} 前修复，实际 {repaired_on}",
    )
