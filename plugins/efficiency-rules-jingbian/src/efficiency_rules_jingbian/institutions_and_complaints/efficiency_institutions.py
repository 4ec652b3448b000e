"""效能制度执行 (方案四(六))."""

from datetime import date
from typing import Literal

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import Checklist


class InstitutionCheck(EvidenceType, id="institution-check", title="效能制度检查台账"):
    """One institution of efficiency that was looked for at one unit."""

    check: str = column("检查编号", key=True)
    unit: UnitId = column("被检查单位")
    checked_on: date = column("检查日期", dated=True)
    institution: str = column("制度名称")
    status: Literal["已执行", "未执行", "缺少制度"] = column("执行情况")
    proof: str | None = column("执行记录")


class EfficiencyInstitutions(Params):
    per_missing: Points
    """缺少或未执行，每项扣分"""


@criterion(
    "efficiency-institutions", edition=2025, title="效能制度执行", reads=InstitutionCheck, params=EfficiencyInstitutions
)
def efficiency_institutions(p: EfficiencyInstitutions) -> Checklist:
    """Every institution that is missing or not carried out costs its points."""
    return Checklist(
        per_missing=p.per_missing,
        missing=pl.col("status") != "已执行",
        reason="缺少或未执行制度 {missing} 项，扣 {lost} 分",
        line="{check} {institution}：{status}",
    )
