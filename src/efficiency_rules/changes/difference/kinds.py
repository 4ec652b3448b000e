"""What kind of change a difference is, and which part of the ruleset it concerns."""

from collections.abc import Mapping
from typing import Literal, get_args

from efficiency_rules.changes.difference.comparing import Delta
from efficiency_rules.changes.difference.tree import Path

Part = Literal[
    "document", "unit-group", "method", "area", "item", "grading", "grade", "threshold", "cap", "consequence"
]
"""What a change concerns; `document` and `grading` are wholes, of the others there may be many."""

Kind = Literal[
    "added",
    "removed",
    "moved",
    "method-changed",
    "renamed",
    "renumbered",
    "reordered",
    "retitled",
    "reweighted",
    "parameter",
    "edition",
    "ledger",
    "applies-to",
    "missing-policy",
    "quote",
    "basis",
    "due",
    "scorer",
    "counted",
    "share",
    "least-total",
    "consequences",
    "policy",
    "validity",
    "status",
    "revision",
    "document",
    "precision",
    "full-marks",
    "other",
]
"""moved: an item to another area; renamed: an area to another id; renumbered: another clause; reordered: another
order; document: the official document behind the ruleset; other: what has no kind of its own."""

KINDS: tuple[Kind, ...] = get_args(Kind)

_HOMES: Mapping[Path, Part] = {
    ("units",): "unit-group",
    ("methods",): "method",
    ("areas",): "area",
    ("items",): "item",
    ("consequences",): "consequence",
    ("grading", "grades"): "grade",
    ("grading", "thresholds"): "threshold",
    ("grading", "caps"): "cap",
}

_OF_ANY: Mapping[str, Kind] = {
    "title": "retitled",
    "clause": "renumbered",
    "full": "reweighted",
    "use": "edition",
    "reads": "ledger",
    "area": "moved",
    "method": "method-changed",
    "quote": "quote",
    "applies_to": "applies-to",
    "missing": "missing-policy",
    "params": "parameter",
    "id": "renamed",
    "due": "due",
    "scorer": "scorer",
    "counted": "counted",
    "share": "share",
    "at_least": "least-total",
    "consequences": "consequences",
    "at_best": "policy",
    "at_worst": "policy",
    "valid_from": "validity",
    "valid_to": "validity",
    "status": "status",
    "revision": "revision",
    "scheme": "document",
    "year": "document",
    "document": "document",
    "precision": "precision",
    "full_marks": "full-marks",
}
"""Kinds by the key that changed."""

_DECISIVE: tuple[Kind, ...] = (
    "moved",
    "method-changed",
    "reordered",
    "reweighted",
    "parameter",
    "edition",
    "ledger",
    "applies-to",
    "missing-policy",
    "due",
    "counted",
    "share",
    "least-total",
    "policy",
    "precision",
    "other",
)


def part_of(path: Path) -> tuple[Part, str]:
    """Return the part at or around a way in the tree, and its id."""
    for length in (2, 1):
        if path[:length] in _HOMES and len(path) > length:
            return _HOMES[path[:length]], path[length]
    if path[:1] == ("grading",):
        return "grading", ""
    return "document", ""


def field_of(path: Path) -> Path:
    """Return the way from the part to what changed in it; empty where it is the part itself."""
    for length in (2, 1):
        if path[:length] in _HOMES and len(path) > length:
            return path[length + 1 :]
    return path[1:] if path[:1] == ("grading",) else path


def kind_of(delta: Delta) -> Kind:
    """Return the kind of a difference."""
    if delta.of == "origin":
        return "basis"
    if delta.of == "order":
        return "reordered"
    part, _ = part_of(delta.path)
    field = field_of(delta.path)
    if not field:
        return "added" if delta.before is None else "removed"
    if part == "grading" and field != ("clause",):
        return "policy"
    return _OF_ANY.get(field[0], "other")


def is_decisive(part: Part, kind: Kind) -> bool:
    """Say whether a change can move a mark, a total or a grade by itself.

    What an area and the whole are worth follows from the items, and so does which areas and methods there are.
    """
    if kind in ("added", "removed"):
        return part in ("unit-group", "item", "grade", "threshold", "cap")
    if kind == "reweighted":
        return part == "item"
    return kind in _DECISIVE
