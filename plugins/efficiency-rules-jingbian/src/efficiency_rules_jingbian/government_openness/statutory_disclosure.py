"""法定主动公开 (方案四(三))."""

from datetime import date
from typing import Literal

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import PerEvent, working_days


class DisclosureItem(EvidenceType, id="disclosure-item", title="主动公开信息台账"):
    """One piece of information that a unit must publish of its own accord."""

    index: str = column("索引号", key=True)
    unit: UnitId = column("公开单位")
    category: Literal["事权", "财权", "人事权", "年度报告"] = column("信息类别")
    formed_on: date = column("形成日期")
    due_on: date = column("公开期限", dated=True)
    published_on: date | None = column("公开日期")


class StatutoryDisclosure(Params):
    late_item: Points
    """逾期公开，每条扣分"""
    annual_report_late: Points
    """年度报告逾期，扣分"""
    time_limit: int
    """形成后应公开的时限，工作日"""


@criterion("statutory-disclosure", edition=2025, title="法定主动公开", reads=DisclosureItem, params=StatutoryDisclosure)
def statutory_disclosure(p: StatutoryDisclosure) -> PerEvent:
    """Information not published within the working days of the law, or a report after its day, costs its points."""
    worked = working_days(pl.col("formed_on"), pl.col("published_on"))
    report = pl.col("category") == "年度报告"
    return PerEvent(
        points={"事权": p.late_item, "财权": p.late_item, "人事权": p.late_item, "年度报告": p.annual_report_late},
        kind=pl.col("category"),
        where=pl.col("published_on").is_null()
        | (report & (pl.col("published_on") > pl.col("due_on")))
        | (~report & (worked > p.time_limit)),
        reason="逾期公开 {events} 条，扣 {lost} 分",
        line="{index}：{category}信息，{formed_on} 形成，应于 {due_on} 前公开，实际 {published_on}"
        f"（形成后 {p.time_limit} 个工作日内公开，年度报告按公开期限）",
    )
