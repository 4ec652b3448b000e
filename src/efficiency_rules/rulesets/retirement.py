"""Retired editions that a document pins: an error from the day on, a remark before it."""

from collections.abc import Mapping

from efficiency_rules.criteria.criterion import Criterion, Deprecation
from efficiency_rules.errors import Severity
from efficiency_rules.rulesets.fields import Fields
from efficiency_rules.rulesets.problems import Problems
from efficiency_rules.rulesets.structure import Parts


def note_retired(parts: Parts, criteria: Mapping[str, Criterion], problems: Problems) -> None:
    """Note every retired edition that items and caps pin; `criteria` are the installed ones by `id@edition`.

    An error where the document begins on or after the day, a warning where it holds beyond it, and information
    where it ended before: what was issued in time stays computable for ever.
    """
    first, last = parts.head.get("valid_from"), parts.head.get("valid_to")
    if first is None or last is None:
        return
    pins: list[tuple[Fields, str]] = [(item.fields, "use") for item in parts.items]
    pins += [(cap, "when") for cap in parts.caps]
    for fields, key in pins:
        id, edition = fields.get(key) or ("", 0)
        criterion = criteria.get(f"{id}@{edition}")
        if criterion is None or criterion.deprecated is None:
            continue
        retired = criterion.deprecated
        severity: Severity = "error" if retired.since <= first else "warning" if retired.since <= last else "info"
        facts = retirement(criterion.name, retired) | {"first": first}
        code = "ruleset-edition-retired" if severity == "error" else "ruleset-edition-retires"
        problems.remark(severity, code, fields.place(key), **facts)


def retirement(edition: str, retired: Deprecation) -> dict[str, object]:
    """Return what problems say of a retired edition (`id@edition`): since when, why, and what to pin instead."""
    return {
        "found": edition,
        "since": retired.since,
        "reason": retired.reason,
        "expected": retired.successor or "没有接替的指标",
        "expected_en": retired.successor or "none",
    }
