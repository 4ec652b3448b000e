"""一站式办理 (方案四(五)), 2026 示例: takes the place of 一窗办理."""

import polars as pl

from efficiency_rules import Params, Percent, criterion
from efficiency_rules.formulas import Proportional
from efficiency_rules_jingbian.conduct_and_service.one_window import HallItem


class OneStopService(Params):
    lower_cut: Percent
    """进驻率低于该值不得分"""


@criterion("one-stop-service", edition=2026, title="一站式办理", reads=HallItem, params=OneStopService)
def one_stop_service(p: OneStopService) -> Proportional:
    """Points in proportion to the approval items handled in the hall, of those that should be."""
    return Proportional(
        hit=pl.col("status") == "已进驻",
        of=pl.col("status") != "依规不进驻",
        lower_cut=p.lower_cut,
        reason="已进驻 {hits}／{counted} 项，进驻率 {rate}，扣 {lost} 分",
        line="{item} {status}",
    )
