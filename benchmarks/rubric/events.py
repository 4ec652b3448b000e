"""Shape one: every event costs points by its severity."""

import polars as pl

from benchmarks.rubric.ledgers import Complaint, Inspection
from efficiency_rules import Params, Points, criterion
from efficiency_rules.formulas import PerEvent


class BySeverity(Params):
    points: dict[str, Points]


@criterion("inspection-findings", edition=2025, title="检查问题", reads=Inspection, params=BySeverity)
def inspection_findings(p: BySeverity) -> PerEvent:
    """Every finding costs points by its severity."""
    return PerEvent(points=p.points, kind=pl.col("severity"))


@criterion("inspection-unrectified", edition=2025, title="问题未整改", reads=Inspection, params=BySeverity)
def inspection_unrectified(p: BySeverity) -> PerEvent:
    """Every finding that was not put right costs points by its severity."""
    return PerEvent(points=p.points, kind=pl.col("severity"), where=~pl.col("rectified"))


@criterion("complaint-verified", edition=2025, title="投诉查实", reads=Complaint, params=BySeverity)
def complaint_verified(p: BySeverity) -> PerEvent:
    """Every verified complaint costs points by its kind."""
    return PerEvent(points=p.points, kind=pl.col("kind"), where=pl.col("verified"), line="{complaint} {kind}")


@criterion("complaint-unanswered", edition=2025, title="投诉未答复", reads=Complaint, params=BySeverity)
def complaint_unanswered(p: BySeverity) -> PerEvent:
    """Every complaint without an answer costs points by its kind."""
    return PerEvent(points=p.points, kind=pl.col("kind"), where=~pl.col("answered"), line="{complaint} 未答复")
