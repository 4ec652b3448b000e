"""一窗办理 (方案四(五))."""

from datetime import date
from typing import Literal

import polars as pl

from efficiency_rules import Deprecation, EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import PerEvent


class HallItem(EvidenceType, id="hall-item", title="事项进驻台账"):
    """One approval item of one unit, and whether it is handled in the service hall."""

    item: str = column("事项编码", key=True)
    unit: UnitId = column("实施单位")
    checked_on: date = column("核查日期", dated=True)
    status: Literal["已进驻", "应进未进", "依规不进驻"] = column("进驻情况")
    note: str | None = column("说明")


class OneWindow(Params):
    item_not_in_hall: Points
    """应进未进，每项扣分"""


@criterion(
    "one-window",
    edition=2025,
    title="一窗办理",
    reads=HallItem,
    params=OneWindow,
    deprecated=Deprecation(
        since=date(2026, 1, 1),
        successor="one-stop-service@2026",
        reason="示例：按项扣分不计事项多少，改按进驻率计分",
    ),
)
def one_window(p: OneWindow) -> PerEvent:
    """Every approval item that should be handled in the hall and is not costs its points."""
    return PerEvent(
        points=p.item_not_in_hall,
        where=pl.col("status") == "应进未进",
        reason="应进未进事项 {events} 项，扣 {lost} 分",
        line="{item} {status}",
    )
