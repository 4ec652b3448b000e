"""办事公开 (方案四(三))."""

from datetime import date

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import Checklist


class ServiceGuideCheck(EvidenceType, id="service-guide-check", title="办事公开抽查台账"):
    """One service guide that was looked at, and which of the plan's five elements it shows."""

    check: str = column("抽查编号", key=True)
    unit: UnitId = column("被抽查单位")
    checked_on: date = column("抽查日期", dated=True)
    basis: bool = column("办事依据")
    conditions: bool = column("办事条件")
    procedure: bool = column("办事程序")
    results: bool = column("办事结果")
    oversight: bool = column("监督渠道")
    proof: str | None = column("链接或照片")


class ServiceGuideDisclosure(Params):
    per_missing: Points
    """未公开，每要素扣分"""


@criterion(
    "service-guide-disclosure", edition=2025, title="办事公开", reads=ServiceGuideCheck, params=ServiceGuideDisclosure
)
def service_guide_disclosure(p: ServiceGuideDisclosure) -> Checklist:
    """Every element that a checked service guide does not show costs its points."""
    return Checklist(
        per_missing=p.per_missing,
        elements=["basis", "conditions", "procedure", "results", "oversight"],
        reason="未公开要素 {missing} 项，扣 {lost} 分",
        line="{check} 是否公开：办事依据 {basis}，办事条件 {conditions}，办事程序 {procedure}，"
        "办事结果 {results}，监督渠道 {oversight}",
    )
