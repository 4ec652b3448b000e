"""工作作风与岗位纪律 (方案四(五))."""

from datetime import date
from typing import Literal

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import PerEvent


class WorkStyleCheck(EvidenceType, id="work-style-check", title="作风检查台账"):
    """One finding of a check by two or more inspectors; posts are recorded, names are not."""

    check: str = column("检查编号", key=True)
    unit: UnitId = column("被检查单位")
    checked_on: date = column("检查日期", dated=True)
    finding: Literal["未发现问题", "违反岗位纪律", "无故缺席会议"] = column("检查结论")
    post: str | None = column("岗位")


class WorkStyle(Params):
    absence_or_discipline: Points
    """违反岗位纪律，每人次扣分"""
    meeting_absence: Points
    """无故缺席会议，每次扣分"""


@criterion("work-style", edition=2025, title="工作作风与岗位纪律", reads=WorkStyleCheck, params=WorkStyle)
def work_style(p: WorkStyle) -> PerEvent:
    """Every breach of discipline at a post and every unexcused absence from a meeting costs its points."""
    return PerEvent(
        points={"违反岗位纪律": p.absence_or_discipline, "无故缺席会议": p.meeting_absence},
        kind=pl.col("finding"),
        where=pl.col("finding") != "未发现问题",
        reason="违反纪律或无故缺席 {events} 次，扣 {lost} 分",
        line="{check} {finding}",
    )
