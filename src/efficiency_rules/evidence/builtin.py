"""Evidence types that every evaluation reads, whatever its ruleset."""

from collections.abc import Mapping
from datetime import date

from efficiency_rules.evidence.types import EvidenceType, UnitId, column


class NotApplicable(EvidenceType, id="not-applicable", title="不适用认定"):
    """One signed decision that a criterion does not apply to a unit."""

    number: str = column("认定编号", key=True)
    unit: UnitId = column("单位")
    criterion: str = column("指标", description="The id of the criterion, without its edition.")
    reason: str = column("理由")
    by: str = column("认定人")
    signed_on: date = column("认定日期", dated=True)


DECIDED_ONCE: Mapping[str, tuple[str, ...]] = {NotApplicable.id: ("unit", "criterion")}
"""Columns, by type id, on whose values together there may be one decision only, whatever its number."""

BUILT_IN: tuple[type[EvidenceType], ...] = (NotApplicable,)
