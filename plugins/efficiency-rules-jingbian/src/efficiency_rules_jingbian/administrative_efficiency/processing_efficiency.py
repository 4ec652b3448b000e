"""办件按时办结 (方案四(二))."""

from datetime import date

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import PerEvent, working_days
from efficiency_rules_jingbian.days import days_in_order


class ServiceCase(EvidenceType, id="service-case", title="政务服务办件台账"):
    """One case that a unit accepted and promised to finish by a day."""

    case: str = column("办件编号", key=True)
    unit: UnitId = column("承办单位")
    accepted_on: date = column("受理时间")
    promised_on: date = column("承诺办结日", dated=True)
    closed_on: date | None = column("办结时间")
    special_days: int = column("特别程序工作日", ge=0)

    _days = days_in_order("accepted_on", "closed_on")


class ProcessingEfficiency(Params):
    overdue_case: Points
    """逾期办件，每件扣分"""
    statutory_limit: int
    """法定时限，工作日"""


@criterion("processing-efficiency", edition=2025, title="办件按时办结", reads=ServiceCase, params=ProcessingEfficiency)
def processing_efficiency(p: ProcessingEfficiency) -> PerEvent:
    """Every case unfinished, finished after the promised day or beyond the statutory limit costs its points."""
    worked = working_days(pl.col("accepted_on"), pl.col("closed_on")) - pl.col("special_days")
    return PerEvent(
        points=p.overdue_case,
        where=pl.col("closed_on").is_null()
        | (pl.col("closed_on") > pl.col("promised_on"))
        | (worked > p.statutory_limit),
        reason="逾期办件 {events} 件，扣 {lost} 分",
        line="{case}：{accepted_on} 受理，承诺 {promised_on} 办结，实际 {closed_on}，特别程序 {special_days} 个工作日"
        f"（法定时限 {p.statutory_limit} 个工作日）",
    )
