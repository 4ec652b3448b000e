"""办件按时办结 (方案四(二)), 2026 示例: by rate instead of by case."""

import polars as pl

from efficiency_rules import Params, Percent, Points, criterion
from efficiency_rules.formulas import Shortfall, working_days
from efficiency_rules_jingbian.administrative_efficiency.processing_efficiency import ServiceCase


class ProcessingEfficiency(Params):
    target: Percent
    """目标按时办结率"""
    per_point: Points
    """每低一个百分点扣分"""
    min_cases: int
    """少于该件数按数据不足处理"""
    statutory_limit: int
    """法定时限，工作日"""


@criterion("processing-efficiency", edition=2026, title="办件按时办结", reads=ServiceCase, params=ProcessingEfficiency)
def processing_efficiency(p: ProcessingEfficiency) -> Shortfall:
    """Full points when the rate of cases in time reaches the target; every percentage point below it costs points."""
    worked = working_days(pl.col("accepted_on"), pl.col("closed_on")) - pl.col("special_days")
    return Shortfall(
        hit=(pl.col("closed_on") <= pl.col("promised_on")) & (worked <= p.statutory_limit),  # 未办结即未按时办结
        target=p.target,
        per_point=p.per_point,
        min_cases=p.min_cases,
        reason="按时办结 {hits}／{cases} 件，办结率 {rate}，目标 {target}，扣 {lost} 分",
        line="{case}：{accepted_on} 受理，承诺 {promised_on} 办结，实际 {closed_on}，特别程序 {special_days} 个工作日"
        f"（法定时限 {p.statutory_limit} 个工作日）",
    )
