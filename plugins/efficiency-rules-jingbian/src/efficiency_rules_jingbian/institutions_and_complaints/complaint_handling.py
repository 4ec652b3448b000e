"""投诉处理与反馈 (方案四(六))."""

from datetime import date
from typing import Literal

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import GiveBack, days, working_days
from efficiency_rules_jingbian.days import days_in_order


class Complaint(EvidenceType, id="complaint", title="群众投诉办理台账"):
    """One complaint about one unit; the person who complained is not recorded."""

    complaint: str = column("投诉编号", key=True)
    unit: UnitId = column("被投诉单位")
    received_on: date = column("收到日期")
    accepted_on: date | None = column("受理日期")
    due_on: date = column("办结期限", dated=True)
    closed_on: date | None = column("办结日期")
    verified: bool = column("是否查实")
    remedy: Literal["整改到位", "没有整改", "拒不整改"] | None = column("整改情况")

    _days = days_in_order("received_on", "accepted_on", "closed_on")


class ComplaintHandling(Params):
    verified_complaint: Points
    """查实投诉，每起扣分"""
    give_back_when_fixed: Points
    """按时受理、办结并整改到位，每起返还"""
    extra_when_not_fixed: Points
    """没有整改，每起加扣"""
    extra_when_refused: Points
    """拒不整改，每起加扣"""
    accept_within: int
    """受理时限，工作日"""
    close_within: int
    """办结时限，日"""


@criterion("complaint-handling", edition=2025, title="投诉处理与反馈", reads=Complaint, params=ComplaintHandling)
def complaint_handling(p: ComplaintHandling) -> GiveBack:
    """A verified complaint costs points; some come back when it is put right in time, more go when it is not."""
    accepted = working_days(pl.col("received_on"), pl.col("accepted_on")) <= p.accept_within
    closed = days(pl.col("accepted_on"), pl.col("closed_on")) <= p.close_within
    remedy = pl.col("remedy").fill_null("没有整改")  # 到期未办结
    return GiveBack(
        points=p.verified_complaint,
        status=pl.when((remedy != "整改到位") | (accepted & closed)).then(remedy),  # 逾期整改到位的不返还
        give_back={"整改到位": p.give_back_when_fixed},
        extra={"没有整改": p.extra_when_not_fixed, "拒不整改": p.extra_when_refused},
        where=pl.col("verified"),
        reason="查实投诉 {events} 起，整改返还 {returned} 分，未整改加扣 {added} 分，共扣 {lost} 分",
        line="{complaint}：收到 {received_on}，受理 {accepted_on}，办结 {closed_on}，整改情况 {remedy}"
        f"（查实扣 {p.verified_complaint} 分，按时整改到位返还 {p.give_back_when_fixed} 分，"
        f"没有整改加扣 {p.extra_when_not_fixed} 分，拒不整改加扣 {p.extra_when_refused} 分）",
    )
