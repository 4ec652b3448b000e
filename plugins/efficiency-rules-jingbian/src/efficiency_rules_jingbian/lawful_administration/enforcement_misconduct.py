"""执法扰民等问题 (方案四(四))."""

from datetime import date
from typing import Literal

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import PerEvent


class EnforcementFinding(EvidenceType, id="enforcement-finding", title="执法问题核查台账"):
    """One complaint or lead about a unit's enforcement, as the inquiry concluded it."""

    report: str = column("核查报告编号", key=True)
    unit: UnitId = column("责任单位")
    concluded_on: date = column("结论日期", dated=True)
    problem: Literal["滥用职权", "多头执法", "重复处罚", "执法扰民"] = column("问题类型")
    verified: bool = column("是否查实")
    proof: str | None = column("文书")


class EnforcementMisconduct(Params):
    verified: Points
    """查实，每次扣分"""


@criterion(
    "enforcement-misconduct",
    edition=2025,
    title="执法扰民等问题",
    reads=EnforcementFinding,
    params=EnforcementMisconduct,
)
def enforcement_misconduct(p: EnforcementMisconduct) -> PerEvent:
    """Every verified abuse of power, doubled enforcement, doubled penalty or harassment costs its points."""
    return PerEvent(
        points=p.verified,
        where=pl.col("verified"),
        reason="查实执法问题 {events} 次，扣 {lost} 分",
        line="{report} 查实{problem}",
    )
