"""中央八项规定与基层减负 (方案四(五))."""

from datetime import date
from typing import Literal

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import PerEvent


class ConductNotice(EvidenceType, id="conduct-notice", title="八项规定和基层减负通报台账"):
    """One published notice of a closed case; material of open cases does not belong here."""

    notice: str = column("通报文号", key=True)
    unit: UnitId = column("被通报单位")
    issued_on: date = column("通报日期", dated=True)
    problem: Literal["违反中央八项规定精神", "加重基层负担"] = column("问题类型")
    withdrawn_on: date | None = column("撤销日期")
    issuer: str | None = column("通报机关")


class EightRulesAndBurden(Params):
    notice_or_case: Points
    """被通报，每件扣分"""


@criterion(
    "eight-rules-and-burden",
    edition=2025,
    title="中央八项规定与基层减负",
    reads=ConductNotice,
    params=EightRulesAndBurden,
)
def eight_rules_and_burden(p: EightRulesAndBurden) -> PerEvent:
    """Every notice in force about the eight rules or about burdens on the grass roots costs its points."""
    return PerEvent(
        points=p.notice_or_case,
        where=pl.col("withdrawn_on").is_null(),
        reason="被通报 {events} 件，扣 {lost} 分",
        line="{notice} {problem}",
    )
