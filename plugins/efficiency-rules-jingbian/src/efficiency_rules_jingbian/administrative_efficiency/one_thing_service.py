"""高效办成一件事 (方案四(二))."""

from datetime import date
from typing import Literal

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import PerEvent


class OneThingCheck(EvidenceType, id="one-thing-check", title="高效办成一件事核查台账"):
    """One check of one "one thing" matter at a leading or partner unit."""

    check: str = column("核查编号", key=True)
    unit: UnitId = column("责任单位")
    checked_on: date = column("核查日期", dated=True)
    matter: str = column("事项名称")
    finding: Literal["未发现问题", "职责不清", "行政不作为", "推诿扯皮", "服务承诺不兑现"] = column("核查结论")
    proof: str | None = column("佐证")


class OneThingService(Params):
    verified_case: Points
    """查实问题，每件扣分"""


@criterion("one-thing-service", edition=2025, title="高效办成一件事", reads=OneThingCheck, params=OneThingService)
def one_thing_service(p: OneThingService) -> PerEvent:
    """Every verified case of unclear duties, inaction, buck-passing or a broken promise costs its points."""
    return PerEvent(
        points=p.verified_case,
        where=pl.col("finding") != "未发现问题",
        reason="“高效办成一件事”查实问题 {events} 件，扣 {lost} 分",
        line="{check} {matter}：{finding}",
    )
