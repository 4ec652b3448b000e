"""“四难”现象 (方案四(五))."""

from datetime import date
from typing import Literal

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import PerEvent


class DifficultyFinding(EvidenceType, id="difficulty-finding", title="四难现象核查台账"):
    """One undercover visit or press report about how a unit treats people."""

    record: str = column("记录编号", key=True)
    unit: UnitId = column("责任单位")
    found_on: date = column("发现日期", dated=True)
    finding: Literal["未发现问题", "暗访查实", "县级曝光", "市级曝光", "省级曝光"] = column("查实结论")
    statement: str | None = column("单位陈述")


class FourDifficulties(Params):
    verified: Points
    """暗访查实，每次扣分"""
    county_exposure: Points
    """县级媒体曝光，每次扣分"""
    city_exposure: Points
    """市级媒体曝光，每次扣分"""
    province_exposure: Points
    """省级媒体曝光，每次扣分"""


@criterion("four-difficulties", edition=2025, title="“四难”现象", reads=DifficultyFinding, params=FourDifficulties)
def four_difficulties(p: FourDifficulties) -> PerEvent:
    """Every verified visit costs its points, every exposure in the press those of its level."""
    return PerEvent(
        points={
            "暗访查实": p.verified,
            "县级曝光": p.county_exposure,
            "市级曝光": p.city_exposure,
            "省级曝光": p.province_exposure,
        },
        kind=pl.col("finding"),
        where=pl.col("finding") != "未发现问题",
        reason="查实或曝光“四难”现象 {events} 次，扣 {lost} 分",
        line="{record} {finding}",
    )
