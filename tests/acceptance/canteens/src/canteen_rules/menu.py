"""营养食谱：获奖加分，就高一项。"""

from datetime import date
from typing import Literal

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import Bonus


class MenuAward(EvidenceType, id="menu-award", title="食谱获奖台账"):
    """One award for a menu."""

    document: str = column("文号", key=True)
    school: UnitId = column("学校")
    issued_on: date = column("发文日期", dated=True)
    level: Literal["市级", "区级"] = column("级别")


class MenuParams(Params):
    points: dict[str, Points]
    """各级别得分"""


@criterion("menu-bonus", edition=2025, title="营养食谱", reads=MenuAward, params=MenuParams)
def menu_bonus(p: MenuParams) -> Bonus:
    """The highest award earns its points; without one there are none."""
    return Bonus(
        points=p.points,
        level=pl.col("level"),
        take="highest",
        reason="获奖 {awards} 项，就高计 {points} 分",
        line="{document}：{level}",
    )
