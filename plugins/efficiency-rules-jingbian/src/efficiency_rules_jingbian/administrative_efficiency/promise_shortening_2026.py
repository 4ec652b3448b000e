"""承诺时限压缩 (方案四(二)), 2026 示例: new."""

import polars as pl

from efficiency_rules import Params, criterion
from efficiency_rules.formulas import Proportional, working_days
from efficiency_rules_jingbian.administrative_efficiency.processing_efficiency import ServiceCase


class PromiseShortening(Params):
    within: int
    """承诺时限不超过该数为已压缩，工作日"""


@criterion("promise-shortening", edition=2026, title="承诺时限压缩", reads=ServiceCase, params=PromiseShortening)
def promise_shortening(p: PromiseShortening) -> Proportional:
    """Points in proportion to the cases whose promised time is at most `within` working days."""
    return Proportional(
        hit=working_days(pl.col("accepted_on"), pl.col("promised_on")) <= p.within,
        reason="承诺时限已压缩 {hits}／{counted} 件，占 {rate}，扣 {lost} 分",
        line=f"{{case}}：{{accepted_on}} 受理，承诺 {{promised_on}} 办结（承诺时限应不超过 {p.within} 个工作日）",
    )
