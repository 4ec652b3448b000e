"""12345热线、县长信箱、效能投诉平台办理 (方案四(一))."""

from datetime import date

import polars as pl

from efficiency_rules import EvidenceType, Params, Percent, Points, UnitId, column, criterion
from efficiency_rules.formulas import Shortfall


class HotlineTicket(EvidenceType, id="hotline-ticket", title="12345热线工单台账"):
    """One ticket of hotline, mailbox or complaint platform, assigned to one unit."""

    ticket: str = column("工单号", key=True)
    unit: UnitId = column("承办单位")
    due_on: date = column("办理时限", dated=True)
    closed_on: date | None = column("办结时间")


class HotlineMailboxResolution(Params):
    target: Percent
    """目标按时办结率"""
    per_point: Points
    """每低一个百分点扣分"""
    floor: Points = Points(0)
    """最低得分"""
    min_cases: int = 1
    """少于该件数按数据不足处理"""


@criterion(
    "hotline-mailbox-resolution",
    edition=2025,
    title="12345热线、县长信箱、效能投诉平台办理",
    reads=HotlineTicket,
    params=HotlineMailboxResolution,
)
def hotline_mailbox_resolution(p: HotlineMailboxResolution) -> Shortfall:
    """Full points when the on-time rate reaches the target; every percentage point below it costs `per_point`."""
    return Shortfall(
        hit=pl.col("closed_on") <= pl.col("due_on"),  # 未办结即未按时办结
        target=p.target,
        per_point=p.per_point,
        floor=p.floor,
        min_cases=p.min_cases,
        reason="按时办结 {hits}／{cases} 件，办结率 {rate}，目标 {target}，扣 {lost} 分",
        line="{ticket}：应于 {due_on} 前办结，实际 {closed_on}",
    )
