"""公开机制健全 (方案四(三))."""

from datetime import date
from typing import Literal

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import PerEvent


class DisclosureMechanismCheck(EvidenceType, id="disclosure-mechanism-check", title="公开机制检查台账"):
    """One part of a unit's disclosure mechanism that was looked at."""

    check: str = column("检查编号", key=True)
    unit: UnitId = column("被检查单位")
    checked_on: date = column("检查日期", dated=True)
    part: Literal["公开方式", "公开程序", "监督措施", "保密审查"] = column("检查内容")
    finding: Literal["健全落实", "未建立制度", "公开涉密信息"] = column("检查结论")
    proof: str | None = column("制度文件或审核记录")


class DisclosureMechanism(Params):
    per_missing: Points
    """未建立制度，每项扣分"""
    secrecy_review_failure: Points
    """保密审查不到位公开涉密信息，扣分"""


@criterion(
    "disclosure-mechanism",
    edition=2025,
    title="公开机制健全",
    reads=DisclosureMechanismCheck,
    params=DisclosureMechanism,
)
def disclosure_mechanism(p: DisclosureMechanism) -> PerEvent:
    """Every missing part of the mechanism costs its points; a secret published for want of review costs its own."""
    return PerEvent(
        points={"未建立制度": p.per_missing, "公开涉密信息": p.secrecy_review_failure},
        kind=pl.col("finding"),
        where=pl.col("finding") != "健全落实",
        reason="公开机制问题 {events} 项，扣 {lost} 分",
        line="{check} {part}：{finding}",
    )
