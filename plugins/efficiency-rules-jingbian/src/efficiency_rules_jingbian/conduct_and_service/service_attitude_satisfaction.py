"""服务意识与能力满意度 (方案五(四))."""

import polars as pl

from efficiency_rules import Params, Points, criterion
from efficiency_rules.formulas import SurveyMean
from efficiency_rules_jingbian.evidence import SatisfactionAnswer, scale_words


class ServiceAttitudeSatisfaction(Params):
    scale: dict[str, Points]
    """各评价等级的百分制分值"""
    min_valid: int
    """有效问卷少于该份数按数据不足处理"""


@criterion(
    "service-attitude-satisfaction",
    edition=2025,
    title="服务意识与能力满意度",
    reads=SatisfactionAnswer,
    params=ServiceAttitudeSatisfaction,
)
def service_attitude_satisfaction(p: ServiceAttitudeSatisfaction) -> SurveyMean:
    """The mean of the valid answers about attitude and ability, each level worth its points of 100."""
    return SurveyMean(
        answer=pl.col("level"),
        scale=p.scale,
        count=pl.col("copies").fill_null(1),  # 份数空白即一份
        valid=pl.col("excluded").is_null() & (pl.col("dimension") != "服务效率"),
        min_valid=2 * p.min_valid,  # 每份问卷有服务意识、服务能力两题
        reason="有效评价 {valid} 项，服务意识与能力满意度 {mean} 分，扣 {lost} 分",
        line="{questionnaire} {dimension}：{level}，份数 {copies}（" + scale_words(p.scale) + "）",
    )
