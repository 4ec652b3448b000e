"""首问负责、限时办结、服务承诺 (方案四(二))."""

from datetime import date
from typing import Literal

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import PerEvent


class AccountabilityCheck(EvidenceType, id="accountability-check", title="首问限时承诺检查台账"):
    """One finding of a check by two or more inspectors; posts are recorded, names are not."""

    check: str = column("检查编号", key=True)
    unit: UnitId = column("被检查单位")
    checked_on: date = column("检查日期", dated=True)
    system: Literal["首问负责制", "限时办结制", "服务承诺制"] = column("检查制度")
    finding: Literal["未发现问题", "违反制度", "缺少制度"] = column("检查结论")
    proof: str | None = column("照片或录音编号")


class AccountabilitySystems(Params):
    violation: Points
    """违反制度，每次扣分"""
    system_missing: Points
    """缺少制度，每项扣分"""


@criterion(
    "accountability-systems",
    edition=2025,
    title="首问负责、限时办结、服务承诺",
    reads=AccountabilityCheck,
    params=AccountabilitySystems,
)
def accountability_systems(p: AccountabilitySystems) -> PerEvent:
    """Every violation of one of the three systems and every missing system costs its points."""
    return PerEvent(
        points={"违反制度": p.violation, "缺少制度": p.system_missing},
        kind=pl.col("finding"),
        where=pl.col("finding") != "未发现问题",
        reason="违反或缺少制度 {events} 次（项），扣 {lost} 分",
        line="{check} {system}：{finding}",
    )
