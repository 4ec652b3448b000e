"""创新与突破 (方案四(一))."""

from datetime import date
from typing import Literal

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import Bonus


class InnovationRecognition(EvidenceType, id="innovation-recognition", title="创新成果认定台账"):
    """One official document that recognises an innovation of one unit."""

    document: str = column("文号", key=True)
    unit: UnitId = column("被认定单位")
    issued_on: date = column("发文日期", dated=True)
    level: Literal["国家级", "省级", "市级"] = column("认定层级")
    issuer: str | None = column("发文机关")


class InnovationBreakthrough(Params):
    national: Points
    """国家级得分"""
    province: Points
    """省级得分"""
    city: Points
    """市级得分"""


@criterion(
    "innovation-breakthrough",
    edition=2025,
    title="创新与突破",
    reads=InnovationRecognition,
    params=InnovationBreakthrough,
)
def innovation_breakthrough(p: InnovationBreakthrough) -> Bonus:
    """The highest recognition of the year earns its points; without one the item stays at zero."""
    return Bonus(
        points={"国家级": p.national, "省级": p.province, "市级": p.city},
        level=pl.col("level"),
        take="highest",
        reason="创新成果认定 {awards} 项，就高计 {points} 分",
        line="{document} {level}认定",
    )
