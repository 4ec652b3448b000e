"""评价建议整改 (方案八(四))."""

from datetime import date

import polars as pl

from efficiency_rules import EvidenceType, Params, UnitId, column, criterion
from efficiency_rules.formulas import Proportional, working_days
from efficiency_rules_jingbian.days import days_in_order


class RectificationNotice(EvidenceType, id="rectification-notice", title="整改督办单台账"):
    """One suggestion of an evaluation report that a unit must carry out by a day."""

    notice: str = column("督办单编号", key=True)
    unit: UnitId = column("责任单位")
    issued_on: date = column("发出日期")
    replied_on: date | None = column("反馈日期")
    due_on: date = column("整改时限", dated=True)
    closed_on: date | None = column("销号日期")
    proof: str | None = column("销号材料")

    _replied = days_in_order("issued_on", "replied_on")
    _closed = days_in_order("issued_on", "closed_on")


class RectificationFollowUp(Params):
    reply_within: int
    """反馈措施的时限，工作日"""


@criterion(
    "rectification-follow-up",
    edition=2025,
    title="评价建议整改",
    reads=RectificationNotice,
    params=RectificationFollowUp,
)
def rectification_follow_up(p: RectificationFollowUp) -> Proportional:
    """Points in proportion to the suggestions answered within the limit and carried out by their day."""
    answered = working_days(pl.col("issued_on"), pl.col("replied_on")) <= p.reply_within
    return Proportional(
        hit=answered & (pl.col("closed_on") <= pl.col("due_on")),
        reason="按时反馈并整改到位 {hits}／{counted} 件，完成率 {rate}，扣 {lost} 分",
        line="{notice}：{issued_on} 发出，{replied_on} 反馈，整改时限 {due_on}，{closed_on} 销号"
        f"（反馈时限 {p.reply_within} 个工作日）",
    )
