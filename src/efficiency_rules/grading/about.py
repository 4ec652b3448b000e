"""What every recorded act says of itself: who, in which role, when, why, and where it is on record (人工行为的记录)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from efficiency_rules.grading.fields import Findings, Path, check_text, finding, shown

ABOUT = ("by", "role", "reason", "document")
"""What every recorded act says in words; beside them `on` is its day."""


def check_about(mapping: Mapping[Any, object], path: Path) -> Findings:
    """Return the problems of who, in which role, when, why and where an act is on record."""
    findings: Findings = []
    if "on" in mapping and not is_day(mapping["on"]):
        findings.append(finding("decision-date-invalid", (*path, "on"), found=shown(mapping["on"])))
    for key in ABOUT:
        if key in mapping:
            findings += check_text(mapping[key], (*path, key))
    return findings


def is_day(value: object) -> bool:
    """Say whether a value is an ISO date, or the text of one."""
    try:
        return date.fromisoformat(str(value)).isoformat() == str(value)
    except ValueError:
        return False
