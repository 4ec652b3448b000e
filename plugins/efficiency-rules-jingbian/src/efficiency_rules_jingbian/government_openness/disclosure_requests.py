"""依申请公开办理 (方案四(三))."""

from datetime import date
from typing import Literal

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import PerEvent, working_days
from efficiency_rules_jingbian.days import days_in_order


class DisclosureRequest(EvidenceType, id="disclosure-request", title="依申请公开台账"):
    """One request for information; the applicant is not recorded."""

    request: str = column("申请编号", key=True)
    unit: UnitId = column("承办单位")
    received_on: date = column("收到日期")
    due_on: date = column("答复期限", dated=True)
    extension: int = column("批准延期工作日", ge=0, le=20)
    replied_on: date | None = column("答复日期")
    review: Literal["维持", "被纠错"] | None = column("复议诉讼结果")

    _days = days_in_order("received_on", "replied_on")


class DisclosureRequests(Params):
    overdue_reply: Points
    """超期答复，每件扣分"""
    corrected_by_review: Points
    """复议诉讼被纠错，每件扣分"""
    time_limit: int
    """答复时限，工作日"""


@criterion(
    "disclosure-requests", edition=2025, title="依申请公开办理", reads=DisclosureRequest, params=DisclosureRequests
)
def disclosure_requests(p: DisclosureRequests) -> PerEvent:
    """A request not answered in time, or else one whose answer was corrected on review, costs its points."""
    worked = working_days(pl.col("received_on"), pl.col("replied_on")) - pl.col("extension")
    overdue = pl.col("replied_on").is_null() | (worked > p.time_limit)
    corrected = pl.col("review") == "被纠错"
    return PerEvent(
        points={"超期": p.overdue_reply, "被纠错": p.corrected_by_review},
        kind=pl.when(overdue).then(pl.lit("超期")).otherwise(pl.lit("被纠错")),
        where=overdue | corrected,
        reason="超期答复 {events_超期} 件，被纠错 {events_被纠错} 件，扣 {lost} 分",
        line="{request}：{received_on} 收到，答复期限 {due_on}，实际 {replied_on}，复议诉讼 {review}"
        f"（法定时限 {p.time_limit} 个工作日，另批准延期 {{extension}} 个）",
    )
