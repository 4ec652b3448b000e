"""A ruleset as a tree of plain values, named as the document names them and keyed by ids instead of positions."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import BaseModel

from efficiency_rules.grading.scheme import Counts, Grade, GradeScheme, Threshold, TieKey
from efficiency_rules.points import Percent, Points, decimal_text
from efficiency_rules.rulesets.model import CapRule, Item, Ruleset
from efficiency_rules.rulesets.origin import NO_ORIGIN, Origin

Path = tuple[str, ...]
"""The way to a value: keys of the document, and ids where the document has a list."""

Tree = dict[str, Any]

T = TypeVar("T")

ALL = "all"
"""What `applies_to` is where an item applies to every unit group of its ruleset."""


def tree_of(ruleset: Ruleset, renamed: Mapping[str, str]) -> Tree:
    """Return everything a ruleset says; `renamed` gives areas the id under which they are compared.

    Items stand beside the areas, keyed by criterion id, with the id of their area as `area`. Left out are the
    file, its digest and why it was chosen, places in the file, formulas (which follow from criterion and
    parameters), and what the grade scheme repeats of the ruleset.
    """
    head = _fields(ruleset, "file", "digest", "chosen", "origins")
    valid, places = head.pop("valid"), head.pop("places")
    made: Tree = {
        "document": _fields(head.pop("document")),
        "valid_from": valid.first,
        "valid_to": valid.last,
        "precision": Decimal(1).scaleb(-places),
        "units": {id: _fields(group, "id", "origin") for id, group in head.pop("units").items()},
        "methods": {id: _fields(method, "id") for id, method in head.pop("methods").items()},
        "areas": {renamed.get(area.id, area.id): _fields(area, "items") for area in head.pop("areas")},
        "items": {id: _item(item, ruleset, renamed) for id, item in items_of(ruleset).items()},
        "consequences": {id: _fields(one) for id, one in head.pop("consequences").items()},
    }
    head.pop("caps")
    own = {
        "clause": head.pop("grading_clause"),
        "min_applicable": head.pop("min_applicable"),
        "caps": {name: _cap(cap) for name, cap in caps_of(ruleset).items()},
    }
    return head | made | {"grading": own | _scheme(head.pop("grading"), renamed)}


def area_names(ruleset: Ruleset) -> dict[str, str]:
    """Return the area of every item, by criterion id."""
    return {item.id: area.id for area in ruleset.areas for item in area.items}


def items_of(ruleset: Ruleset) -> dict[str, Item]:
    """Return the items by the names they have in the tree."""
    return {item.id: item for item in ruleset.items}


def caps_of(ruleset: Ruleset) -> dict[str, CapRule]:
    """Return the caps by the names they have in the tree."""
    return _named(ruleset.caps, lambda cap: cap.criterion.id)


def thresholds_of(scheme: GradeScheme) -> dict[str, Threshold]:
    """Return the thresholds by the names they have in the tree."""
    return _named(scheme.thresholds, lambda line: line.grade)


def origins_of(ruleset: Ruleset, renamed: Mapping[str, str]) -> dict[Path, Origin]:
    """Return the origins of a ruleset's values, by the same ways as in the tree."""
    found = {path_of(name, renamed, ruleset): origin for name, origin in ruleset.origins.items()}
    for item in ruleset.items:
        for name, origin in item.origins.items():
            inherited = name.startswith("missing.") and ruleset.origins.get(name) == origin
            if not inherited:
                found.setdefault(("items", item.id, *name.split(".")), origin)
    for group in ruleset.units.values():
        path = ("units", group.id, "counted")
        above = [found.get(path[:length]) for length in range(1, len(path))]
        if group.origin not in (NO_ORIGIN, *above):
            found.setdefault(path, group.origin)
    return found


def path_of(name: str, renamed: Mapping[str, str], ruleset: Ruleset) -> Path:
    """Return the way in the tree to what a ruleset's origins call by this name."""
    path = tuple(name.split("."))
    if path[0] == "areas" and path[2:3] == ("items",) and len(path) > 3:
        return "items", *path[3:]
    if path[0] == "areas" and len(path) > 1:
        return "areas", renamed.get(path[1], path[1]), *path[2:]
    if path[:2] == ("grading", "thresholds") and len(path) > 2 and path[2].isdigit():
        return "grading", "thresholds", list(thresholds_of(ruleset.grading))[int(path[2])], *path[3:]
    return path


def _item(item: Item, ruleset: Ruleset, renamed: Mapping[str, str]) -> Tree:
    own = _fields(item, "criterion", "formula", "place", "origins")
    everybody = set(item.applies_to) == set(ruleset.units)
    made = {
        "use": item.use,
        "title": item.title,
        "reads": item.criterion.reads.id,
        "area": renamed.get(own.pop("area"), item.area),
        "method": own.pop("method"),
        "clause": own.pop("clause"),
        "quote": own.pop("quotes"),
        "full": own.pop("full"),
        "applies_to": ALL if everybody else tuple(id for id in ruleset.units if id in item.applies_to),
        "missing": dict(own.pop("missing")),
        "params": inside(own.pop("params")),
    }
    own.pop("applies_to")
    return made | own


def _cap(cap: CapRule) -> Tree:
    own = _fields(cap, "criterion", "formula", "place")
    made = {
        "use": cap.criterion.name,
        "title": cap.criterion.title,
        "reads": cap.criterion.reads.id,
        "params": inside(own.pop("params")),
        "quote": own.pop("quotes"),
    }
    return made | own


def _scheme(scheme: GradeScheme, renamed: Mapping[str, str]) -> Tree:
    own = _fields(scheme, "clause", "min_applicable", "caps", "thresholds")
    grades: tuple[Grade, ...] = own.pop("grades")
    counts: Counts | None = own.pop("counts")
    breaks: tuple[TieKey, ...] = own.pop("breaks")
    seats = {} if counts is None else dict(zip(scheme.order, counts.seats, strict=True))
    return own | {
        "ties": {"break": tuple(_tie_key(key, renamed) for key in breaks), "then": own.pop("then")},
        "grades": {grade.id: _fields(grade, "id", "share_text") for grade in grades},
        "thresholds": {name: _threshold(line) for name, line in thresholds_of(scheme).items()},
        "counts": None if counts is None else {"document": counts.document, **seats},
    }


def _tie_key(key: TieKey, renamed: Mapping[str, str]) -> TieKey:
    kind, _, id = key.key.partition(":")
    return TieKey(f"area:{renamed.get(id, id)}", key.better) if kind == "area" else key


def _threshold(line: Threshold) -> Tree:
    return {"at_least": Decimal(line.at_least)}


def _fields(value: Any, *aside: str) -> Tree:
    """A dataclass's own fields by name; those that follow from others take no part in its equality either."""
    return {
        field.name: getattr(value, field.name) for field in fields(value) if field.compare and field.name not in aside
    }


def _named(entries: Sequence[T], called: Callable[[T], str]) -> dict[str, T]:
    return dict(zip(_names([called(entry) for entry in entries]), entries, strict=True))


def _names(names: Iterable[str]) -> list[str]:
    """Names of their own: the second of the same name is `name#2`."""
    seen: Counter[str] = Counter()
    own = []
    for name in names:
        seen[name] += 1
        own.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return own


def inside(value: Any) -> Any:
    """Return parameters as a tree: mappings and lists by key and position, everything else as it is."""
    if isinstance(value, BaseModel):
        return {name: inside(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, Mapping):
        return {key_text(key): inside(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return {str(at): inside(part) for at, part in enumerate(value)}
    return value


def key_text(key: Any) -> str:
    """Return the key of a parameter's mapping as text: exact numbers without useless zeros."""
    if isinstance(key, Points) and not isinstance(key, Percent):
        return decimal_text(key.ticks)
    return str(key)
