"""审批精简与电子政务 (方案四(二))."""

from datetime import date

import polars as pl

from efficiency_rules import EvidenceType, Params, Percent, Points, UnitId, column, criterion
from efficiency_rules.formulas import Bands


class ItemClaim(EvidenceType, id="item-claim", title="事项认领台账"):
    """One item of the published list that a unit should have claimed."""

    item: str = column("事项编码", key=True)
    unit: UnitId = column("实施单位")
    checked_on: date = column("核查日期", dated=True)
    claimed: bool = column("是否已认领")
    proof: str | None = column("上线截图或链接")


class ApprovalStreamlining(Params):
    tiers: dict[Percent, Points]
    """应领尽领率达到该值的得分；低于最低一档不得分"""


@criterion(
    "approval-streamlining", edition=2025, title="审批精简与电子政务", reads=ItemClaim, params=ApprovalStreamlining
)
def approval_streamlining(p: ApprovalStreamlining) -> Bands:
    """The share of items claimed reaches a tier and gets its points; below the lowest tier it gets none."""
    return Bands(
        hit=pl.col("claimed"),
        bands=tuple(p.tiers.items()),
        otherwise=Points(0),
        reason="已认领 {hits}／{counted} 项，应领尽领率 {rate}，得 {points} 分",
        line="{item} 未认领",
    )
