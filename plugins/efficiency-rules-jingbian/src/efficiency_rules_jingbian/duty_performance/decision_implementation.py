"""决策部署落实 (方案四(一))."""

from datetime import date
from typing import Literal

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import PerEvent


class SupervisionOrder(EvidenceType, id="supervision-order", title="督办件台账"):
    """One matter under supervision, handed to one unit."""

    order: str = column("督办件编号", key=True)
    unit: UnitId = column("承办单位")
    due_on: date = column("办结时限", dated=True)
    finding: Literal["按时完成", "未按时完成", "未按时回复", "拒不执行"] = column("认定结论")
    proof: str | None = column("附件")


class DecisionImplementation(Params):
    not_done: Points
    """未按时完成，每件扣分"""
    not_replied_in_time: Points
    """未按时回复，每件扣分"""
    refused: Points
    """拒不执行，每件扣分"""


@criterion(
    "decision-implementation", edition=2025, title="决策部署落实", reads=SupervisionOrder, params=DecisionImplementation
)
def decision_implementation(p: DecisionImplementation) -> PerEvent:
    """Every supervised matter not done in time, not answered in time or refused costs its points."""
    return PerEvent(
        points={"未按时完成": p.not_done, "未按时回复": p.not_replied_in_time, "拒不执行": p.refused},
        kind=pl.col("finding"),
        where=pl.col("finding") != "按时完成",
        reason="未按要求办理的督办件 {events} 件，扣 {lost} 分",
        line="{order}：办结时限 {due_on}，{finding}",
    )
