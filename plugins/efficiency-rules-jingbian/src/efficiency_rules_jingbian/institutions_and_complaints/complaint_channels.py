"""投诉渠道畅通 (方案四(六))."""

from datetime import date
from typing import Literal

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import PerEvent


class ChannelTest(EvidenceType, id="channel-test", title="投诉渠道拨测台账"):
    """One test of one published way to complain."""

    test: str = column("拨测编号", key=True)
    unit: UnitId = column("被测单位")
    tested_on: date = column("拨测日期", dated=True)
    channel: Literal["电话", "网络", "信箱", "窗口"] = column("投诉渠道")
    connected: bool = column("是否接通")
    proof: str | None = column("录音编号")


class ComplaintChannels(Params):
    test_call_failed: Points
    """未接通，每次扣分"""


@criterion("complaint-channels", edition=2025, title="投诉渠道畅通", reads=ChannelTest, params=ComplaintChannels)
def complaint_channels(p: ComplaintChannels) -> PerEvent:
    """Every test in which nobody could be reached costs its points."""
    return PerEvent(
        points=p.test_call_failed,
        where=~pl.col("connected"),
        reason="投诉渠道未接通 {events} 次，扣 {lost} 分",
        line="{test} {channel}未接通",
    )
