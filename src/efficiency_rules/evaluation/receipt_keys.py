"""What a receipt holds, and what of it everything else in a result folder is compared with."""

from collections.abc import Mapping
from typing import Any

KEYS = (
    *("schema", "library", "status", "period", "ruleset", "about", "criteria", "digests", "adjustments", "rows"),
    *("outside_period", "seats", "laws_checked", "open_ties", "not_evaluated", "evaluated_not_graded"),
    *("tables", "digest", "circumstances"),
)

_COMPARED: Mapping[str, type] = {
    "about.areas": list,
    "about.criteria": list,
    "criteria": list,
    "rows": list,
    "tables": Mapping,
}
_MAY_BE_EMPTY = ("rows",)


def missing_keys(receipt: Mapping[str, Any]) -> list[str]:
    """Return the keys that a receipt lacks."""
    return [key for key in KEYS if key not in receipt]


def nothing_to_compare(receipt: Mapping[str, Any]) -> list[str]:
    """Return the paths of what tables are compared with and a receipt does not hold, or not as lists and mappings."""
    return [path for path in _COMPARED if not _holds(receipt, path)]


def _holds(receipt: Mapping[str, Any], path: str) -> bool:
    found: Any = receipt
    for key in path.split("."):
        found = found.get(key) if isinstance(found, Mapping) else None
    return isinstance(found, _COMPARED[path]) and (bool(found) or path in _MAY_BE_EMPTY)
