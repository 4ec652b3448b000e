"""后厨检查：每次检查四项要素，少一项扣分。"""

from datetime import date

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import Checklist


class KitchenCheck(EvidenceType, id="kitchen-check", title="后厨检查台账"):
    """One visit to one kitchen."""

    visit: str = column("检查编号", key=True)
    school: UnitId = column("学校")
    visited_on: date = column("检查日期", dated=True)
    cold_storage: bool = column("冷藏达标")
    labels: bool = column("标签齐全")
    tools: bool = column("刀具分色")
    cleaning: bool = column("消毒记录")


class KitchenParams(Params):
    per_missing: Points
    """每少一项要素扣分"""


@criterion("kitchen-checklist", edition=2025, title="后厨检查", reads=KitchenCheck, params=KitchenParams)
def kitchen_checklist(p: KitchenParams) -> Checklist:
    """Every element that a visit finds missing costs points."""
    return Checklist(
        elements=["cold_storage", "labels", "tools", "cleaning"],
        per_missing=p.per_missing,
        reason="检查 {cases} 次，缺 {missing} 项，扣 {lost} 分",
        line="{visit}：{visited_on}",
    )
