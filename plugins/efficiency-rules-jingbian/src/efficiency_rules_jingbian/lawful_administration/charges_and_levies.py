"""收费罚款摊派 (方案四(四))."""

from datetime import date
from typing import Literal

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import PerEvent


class LevyFinding(EvidenceType, id="levy-finding", title="收费罚款摊派核查台账"):
    """One charge, fine or levy that was looked into, as the inquiry concluded it."""

    document: str = column("核查文件号", key=True)
    unit: UnitId = column("责任单位")
    concluded_on: date = column("结论日期", dated=True)
    problem: Literal["乱收费", "乱罚款", "乱摊派"] = column("问题类型")
    verified: bool = column("是否查实")
    proof: str | None = column("票据或清退情况")


class ChargesAndLevies(Params):
    verified: Points
    """查实，每次扣分"""


@criterion("charges-and-levies", edition=2025, title="收费罚款摊派", reads=LevyFinding, params=ChargesAndLevies)
def charges_and_levies(p: ChargesAndLevies) -> PerEvent:
    """Every verified unlawful charge, fine or levy costs its points."""
    return PerEvent(
        points=p.verified,
        where=pl.col("verified"),
        reason="查实乱收费、乱罚款、乱摊派 {events} 次，扣 {lost} 分",
        line="{document} 查实{problem}",
    )
