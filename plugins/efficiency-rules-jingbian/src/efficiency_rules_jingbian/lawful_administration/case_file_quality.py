"""行政行为规范 (方案四(四))."""

from datetime import date
from typing import Literal

import polars as pl

from efficiency_rules import EvidenceType, Params, Points, UnitId, column, criterion
from efficiency_rules.formulas import PerEvent


class CaseFileReview(EvidenceType, id="case-file-review", title="案卷评查台账"):
    """One file drawn by lot, as two or more reviewers found it; a file not handed in has a row as well."""

    file: str = column("案卷号", key=True)
    unit: UnitId = column("办案单位")
    reviewed_on: date = column("评查日期", dated=True)
    result: Literal["合格", "主体不合法", "依据不准", "证据不足", "处置不当", "手续不全", "未报送"] = column("结论")
    sheet: str | None = column("评查表")


class CaseFileQuality(Params):
    per_failed: Points
    """不合格，每卷扣分"""
    not_submitted: Points
    """应报送案卷而不报，扣分"""


@criterion("case-file-quality", edition=2025, title="行政行为规范", reads=CaseFileReview, params=CaseFileQuality)
def case_file_quality(p: CaseFileQuality) -> PerEvent:
    """Every file that fails one of the plan's five demands costs its points; one not handed in costs its own."""
    failed = ("主体不合法", "依据不准", "证据不足", "处置不当", "手续不全")
    return PerEvent(
        points=dict.fromkeys(failed, p.per_failed) | {"未报送": p.not_submitted},
        kind=pl.col("result"),
        where=pl.col("result") != "合格",
        reason="抽查 {cases} 卷，不合格或未报送 {events} 卷，扣 {lost} 分",
        line="{file} {result}",
    )
