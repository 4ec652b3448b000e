"""What a value of the document is called in words: where it belongs, its key and what the key means."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.criteria.params import Params
from efficiency_rules.rulesets.fields import Fields
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.params import description_at
from efficiency_rules.rulesets.shape import (
    AREA,
    CAP,
    CONSEQUENCE,
    GRADE,
    GRADING,
    ITEM,
    METHOD,
    MISSING,
    RULESET,
    UNIT,
    Key,
    Shape,
)
from efficiency_rules.rulesets.structure import Parts

_SILENT = ("params", "missing")
"""Keys that say nothing to a reader who knows the item."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document with a title of its own, its keys, and the parameters its `params` hold."""

    zh: str
    en: str
    shape: Shape
    params: type[Params] | None = None


Sections = Mapping[tuple[str, ...], Section]
"""Sections by the name of the value that holds them."""


def sections_of(parts: Parts, criteria: Mapping[str, Criterion]) -> Sections:
    """Return the titled parts of a document; items and caps bear the titles of their `criteria`, ids without them."""
    found: dict[tuple[str, ...], Section] = {(): Section("", "", RULESET)}
    for key, shape in (("missing", MISSING), ("grading", GRADING)):
        found[key,] = Section(*_meaning(RULESET[key]), shape)
    for shape, table in ((UNIT, parts.units), (METHOD, parts.methods), (CONSEQUENCE, parts.consequences)):
        found |= {fields.node.name: _titled(fields.node, shape) for fields in table.values()}
    for area in parts.areas:
        found[area.fields.node.name] = _titled(area.fields.node, AREA)
    for grade in _grades(parts):
        found[grade.name] = _titled(grade, GRADE)
    for item in parts.items:
        found[item.fields.node.name] = _pinned(item.fields, "use", ITEM, criteria)
    for cap in parts.caps:
        found[cap.node.name] = _pinned(cap, "when", CAP, criteria)
    return found


def described(node: Node, sections: Sections) -> tuple[str, str]:
    """Return what a value is called, in Chinese and English: `【决策部署落实】not_done（未按时完成，每件扣分）`."""
    name = node.name
    at = next(length for length in range(len(name) - 1, -1, -1) if name[:length] in sections)
    section, keys = sections[name[:at]], name[at:]
    zh, en = _explained(section, keys)
    key = ".".join(keys[1:] if keys[0] in _SILENT and keys[1:] else keys)
    before, before_en = (f"【{section.zh}】", f"[{section.en}] ") if section.zh else ("", "")
    return f"{before}{key}（{zh}）" if zh else f"{before}{key} ", f"{before_en}{key} ({en})" if en else before_en + key


def _explained(section: Section, keys: tuple[str, ...]) -> tuple[str, str]:
    if keys[0] == "params":
        text = description_at(section.params, keys[1:]) if section.params else ""
        return text, text
    shape, meaning = section.shape, ("", "")
    for key in keys:
        if key in shape:
            meaning = _meaning(shape[key])
            shape = shape[key].shape or {}
    return meaning


def _meaning(key: Key) -> tuple[str, str]:
    """The first words of a key's meaning; the rest is for those who write it."""
    return key.zh.partition("，")[0], re.split("[;,]", key.en)[0]


def _titled(node: Node, shape: Shape) -> Section:
    title = next((str(part.data) for key, part in node.entries() if key == "title"), node.name[-1])
    return Section(title, title, shape)


def _pinned(fields: Fields, key: str, shape: Shape, criteria: Mapping[str, Criterion]) -> Section:
    id, edition = fields.get(key) or (fields.node.name[-1], 0)
    criterion = criteria.get(f"{id}@{edition}")
    return Section(criterion.title, criterion.title, shape, criterion.params) if criterion else Section(id, id, shape)


def _grades(parts: Parts) -> Iterator[Node]:
    grades = parts.grading.nodes.get("grades")
    return grades.elements() if grades is not None else iter(())
