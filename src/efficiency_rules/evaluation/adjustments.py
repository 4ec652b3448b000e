"""Adjustments: recorded human acts that replace one mark, with who, when, why and the document (得分更正)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self

from efficiency_rules.errors import EvaluationError, ValueProblem
from efficiency_rules.grading.about import ABOUT, check_about
from efficiency_rules.grading.fields import (
    Findings,
    Path,
    check_choice,
    check_keys,
    check_mapping,
    check_text,
    finding,
    shown,
)
from efficiency_rules.points import Points


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """The new mark of one unit in one criterion, decided by a person.

    `criterion` is the criterion's id without its edition, `points` the new mark as decimal text; `by` and
    `role` say who decided, `on` when (ISO date), `reason` why, `document` where it is on record.
    """

    kind: Literal["adjustment"] = "adjustment"
    unit: str
    criterion: str
    points: str
    by: str
    role: str
    on: str
    reason: str
    document: str

    @classmethod
    def parse(cls, mapping: Mapping[str, Any]) -> Self:
        """Return the adjustment that a mapping holds; raises EvaluationError with all its problems."""
        findings = check_adjustment(mapping, ())
        if findings:
            raise EvaluationError(problem for _, problem in findings)
        texts = {key: mapping[key] for key in ("unit", "criterion", *ABOUT)}
        return cls(points=str(mapping["points"]), on=str(mapping["on"]), **texts)

    def to_dict(self) -> dict[str, Any]:
        """Return the adjustment as plain data; `parse` reads it back."""
        return {
            "kind": self.kind,
            "unit": self.unit,
            "criterion": self.criterion,
            "points": self.points,
            "by": self.by,
            "role": self.role,
            "on": self.on,
            "reason": self.reason,
            "document": self.document,
        }


def check_adjustment(mapping: object, path: Path) -> Findings:
    """Return the problems of one adjustment as a document holds it, each with its path."""
    if not isinstance(mapping, Mapping):
        return check_mapping(mapping, path, "adjustment")
    findings = check_keys(mapping, path, "adjustment", ("kind", "unit", "criterion", "points", "on", *ABOUT))
    if "kind" in mapping:
        findings += check_choice(mapping["kind"], (*path, "kind"), ("adjustment",))
    for key in ("unit", "criterion"):
        if key in mapping:
            findings += check_text(mapping[key], (*path, key))
    if "points" in mapping:
        findings += _check_points(mapping["points"], (*path, "points"))
    return findings + check_about(mapping, path)


def _check_points(value: object, path: Path) -> Findings:
    try:
        if isinstance(value, (str, int)):
            Points(value)
            return []
    except ValueProblem:
        pass
    return [finding("adjustment-points-not-exact", path, found=shown(value))]
