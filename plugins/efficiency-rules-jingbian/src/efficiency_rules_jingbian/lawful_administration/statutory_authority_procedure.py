"""法定职权与程序 (方案四(四))."""

from datetime import date
from typing import Literal

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import PerEvent


class ReviewOutcome(EvidenceType, id="review-outcome", title="复议诉讼结果台账"):
    """One decision in force of a review body or court about an act of one unit."""

    document: str = column("文书编号", key=True)
    unit: UnitId = column("责任单位")
    effective_on: date = column("生效日期", dated=True)
    outcome: Literal["维持", "驳回", "撤销", "变更", "确认违法", "责令履行"] = column("结果")
    body: str | None = column("复议或裁判机关")


class StatutoryAuthorityProcedure(Params):
    revoked_or_lost: Points
    """被撤销、变更或败诉，每起扣分"""


@criterion(
    "statutory-authority-procedure",
    edition=2025,
    title="法定职权与程序",
    reads=ReviewOutcome,
    params=StatutoryAuthorityProcedure,
)
def statutory_authority_procedure(p: StatutoryAuthorityProcedure) -> PerEvent:
    """Every act revoked, changed, found unlawful or ordered to be done costs its points."""
    return PerEvent(
        points=p.revoked_or_lost,
        where=pl.col("outcome").is_in(["撤销", "变更", "确认违法", "责令履行"]),
        reason="被撤销、变更、确认违法或责令履行 {events} 起，扣 {lost} 分",
        line="{document} {outcome}",
    )
