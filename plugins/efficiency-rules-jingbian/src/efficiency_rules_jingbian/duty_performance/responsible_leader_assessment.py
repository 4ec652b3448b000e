"""分管领导评定 (方案五(五))."""

from datetime import date
from typing import Literal

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import RaterMean
from efficiency_rules_jingbian.evidence import scale_words


class LeaderRating(EvidenceType, id="leader-rating", title="分管领导评定台账"):
    """One signed form by which a responsible leader rates one unit's year."""

    form: str = column("评定表编号", key=True)
    unit: UnitId = column("被评价单位")
    rated_on: date = column("评分日期", dated=True)
    level: Literal["好", "较好", "一般", "较差"] = column("评定等级")
    rater: str | None = column("评分人职务")


class ResponsibleLeaderAssessment(Params):
    scale: dict[str, Points]
    """各评定等级的百分制分值"""
    min_raters: int
    """少于该人数按数据不足处理"""
    drop_when_more_than: int
    """评分人多于该数时去掉一个最高分和一个最低分"""


@criterion(
    "responsible-leader-assessment",
    edition=2025,
    title="分管领导评定",
    reads=LeaderRating,
    params=ResponsibleLeaderAssessment,
)
def responsible_leader_assessment(p: ResponsibleLeaderAssessment) -> RaterMean:
    """The mean of the leaders' levels on a scale of 100, one highest and one lowest dropped when there are many."""
    return RaterMean(
        level=pl.col("level"),
        scale=p.scale,
        min_raters=p.min_raters,
        drop_when_more_than=p.drop_when_more_than,
        reason="{raters} 名分管领导评定，平均 {mean} 分，扣 {lost} 分",
        line="{form}：评定为{level}（" + scale_words(p.scale) + "）",
    )
