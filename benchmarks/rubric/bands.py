"""Shape three: a rate or a value falls into a band."""

import polars as pl

from benchmarks.rubric.ledgers import Approval, Task, Ticket
from efficiency_rules import Params, Percent, Points, criterion
from efficiency_rules.formulas import Bands, Max, Sum


class RateBands(Params):
    bands: dict[Percent, Points]
    otherwise: Points


class ValueBands(Params):
    bands: dict[int, Points]


@criterion("approval-compression", edition=2025, title="办件压缩时限", reads=Approval, params=RateBands)
def approval_compression(p: RateBands) -> Bands:
    """The share of applications handled in half the promised time falls into a band."""
    return Bands(hit=pl.col("used") * 2 <= pl.col("promised"), bands=list(p.bands.items()), otherwise=p.otherwise)


@criterion("ticket-first-contact", edition=2025, title="工单及时联系", reads=Ticket, params=RateBands)
def ticket_first_contact(p: RateBands) -> Bands:
    """The share of callers contacted in time falls into a band."""
    hit = pl.col("contacted_on") <= pl.col("contact_by")
    return Bands(hit=hit, bands=list(p.bands.items()), otherwise=p.otherwise)


@criterion("task-delay", edition=2025, title="任务延误", reads=Task, params=ValueBands)
def task_delay(p: ValueBands) -> Bands:
    """The days of delay of all tasks together fall into a band."""
    return Bands(value=Sum(pl.col("delay")), bands=list(p.bands.items()))


@criterion("approval-visits", edition=2025, title="跑动次数", reads=Approval, params=ValueBands)
def approval_visits(p: ValueBands) -> Bands:
    """The most visits one application needed, where one was not enough, fall into a band."""
    return Bands(value=Max(pl.col("visits"), pl.col("visits") > 1), bands=list(p.bands.items()))
