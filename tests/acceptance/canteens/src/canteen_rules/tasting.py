"""饭菜品评：评委打分的平均分。"""

from datetime import date

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import RaterMean


class TastingScore(EvidenceType, id="tasting-score", title="饭菜品评台账"):
    """The score that one rater gives one canteen."""

    rater: str = column("评委", key=True)
    school: UnitId = column("学校", key=True)
    tasted_on: date = column("品评日期", dated=True)
    score: Points = column("评分", ge=0, le=100)


class TastingParams(Params):
    drop_when_more_than: int
    """评委多于此数时去掉一个最高分和一个最低分"""


@criterion("meal-tasting", edition=2025, title="饭菜品评", reads=TastingScore, params=TastingParams)
def meal_tasting(p: TastingParams) -> RaterMean:
    """Points in proportion to the mean score; with many raters the extremes are left out."""
    return RaterMean(
        score=pl.col("score"),
        drop_when_more_than=p.drop_when_more_than,
        reason="评委 {raters} 名，平均 {mean} 分，扣 {lost} 分",
        line="{rater}：{score} 分",
    )
