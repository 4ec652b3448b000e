"""12345热线、县长信箱、效能投诉平台办理 (方案四(一)), 2026 示例: in steps instead of points."""

import polars as pl

from efficiency_rules import Params, Percent, Points, criterion
from efficiency_rules.formulas import Steps
from efficiency_rules_jingbian.duty_performance.hotline_mailbox_resolution import HotlineTicket


class HotlineMailboxResolution(Params):
    target: Percent
    """目标按时办结率"""
    step: Percent
    """每一档的百分点"""
    per_step: Points
    """每低一档扣分，不足一档按一档计"""
    min_cases: int
    """少于该件数按数据不足处理"""


@criterion(
    "hotline-mailbox-resolution",
    edition=2026,
    title="12345热线、县长信箱、效能投诉平台办理",
    reads=HotlineTicket,
    params=HotlineMailboxResolution,
)
def hotline_mailbox_resolution(p: HotlineMailboxResolution) -> Steps:
    """Full points when the on-time rate reaches the target; every step below it, begun or full, costs `per_step`."""
    return Steps(
        hit=pl.col("closed_on") <= pl.col("due_on"),  # 未办结即未按时办结
        target=p.target,
        step=p.step,
        per_step=p.per_step,
        partial="counted",
        min_cases=p.min_cases,
        reason="按时办结 {hits}／{cases} 件，办结率 {rate}，低于目标 {target} {steps} 档，扣 {lost} 分",
        line="{ticket}：应于 {due_on} 前办结，实际 {closed_on}",
    )
