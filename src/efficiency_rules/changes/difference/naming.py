"""What the parts, keys and values of a ruleset are called in a sentence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from efficiency_rules.changes.difference.change import text_of
from efficiency_rules.changes.difference.comparing import at
from efficiency_rules.changes.difference.filling import listed, quoted
from efficiency_rules.changes.difference.kinds import Part
from efficiency_rules.changes.difference.terms import BASES, CHOICES, NAMES
from efficiency_rules.changes.difference.tree import ALL, Path, Tree, items_of
from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.criteria.states import STATE_TITLES
from efficiency_rules.errors import Language
from efficiency_rules.grading.scheme import TieKey
from efficiency_rules.points import Percent, Points
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.rulesets.origin import Origin
from efficiency_rules.rulesets.params import description_at
from efficiency_rules.rulesets.shape import (
    AREA,
    CAP,
    CONSEQUENCE,
    GRADE,
    GRADING,
    ITEM,
    METHOD,
    RULESET,
    THRESHOLD,
    UNIT,
    Shape,
)

_SHAPES: Mapping[Part, Shape] = {
    "document": RULESET,
    "unit-group": UNIT,
    "method": METHOD,
    "area": AREA,
    "item": ITEM,
    "grading": GRADING,
    "grade": GRADE,
    "threshold": THRESHOLD,
    "cap": CAP,
    "consequence": CONSEQUENCE,
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two rulesets, for looking up titles; its tree has the areas' common ids."""

    ruleset: Ruleset
    tree: Tree

    def successor(self, id: str, other: "Side") -> str:
        """Return the item of the other ruleset that the criterion of an item here names as its successor, if any."""
        criterion = self.criterion(id)
        named = criterion.deprecated.successor if criterion is not None and criterion.deprecated is not None else ""
        successor = named.partition("@")[0]
        return successor if successor != id and successor in items_of(other.ruleset) else ""

    def criterion(self, id: str) -> Criterion | None:
        """Return the criterion of an item or cap."""
        used = [*(item.criterion for item in self.ruleset.items), *(cap.criterion for cap in self.ruleset.caps)]
        return next((one for one in used if one.id == id.partition("#")[0]), None)

    def title(self, part: Part, id: str) -> str | None:
        """Return the title of a part, None where there is no such part here."""
        if part not in _TITLES:
            return None
        *home, key = _TITLES[part]
        title = at(self.tree, (*home, id.partition("#")[0] if part == "threshold" else id, key))
        return None if title is None else str(title)


_TITLES: Mapping[Part, Path] = {
    "unit-group": ("units", "title"),
    "method": ("methods", "title"),
    "area": ("areas", "title"),
    "item": ("items", "title"),
    "grade": ("grading", "grades", "title"),
    "threshold": ("grading", "grades", "title"),
    "cap": ("grading", "caps", "title"),
    "consequence": ("consequences", "quote"),
}
"""Where parts stand in the tree, and the key that is their title."""


def key_name(part: Part, id: str, field: Path, sides: tuple[Side, ...], lang: Language) -> str:
    """Return what the value under a key of a part is called, as the subject of a sentence."""
    zh = lang == "zh"
    if field[0] == "params" and field[1:]:
        name, meaning = ".".join(field[1:]), _meaning_of_parameter(id, field[1:], sides)
        told = f"参数 {name}" if zh else f"parameter {name}"
        return told + ((f"（{meaning}）" if zh else f" ({meaning})") if meaning else "")
    if field[0] == "missing" and len(field) == 2:
        state = next((title for name, title in STATE_TITLES.items() if name == field[1]), field[1])
        general = ("各计分项未另写的", " where an item says nothing") if part == "document" else ("", "")
        return f"{general[0]}{state}时的处理" if zh else f"policy for {field[1]}{general[1]}"
    if field[:1] == ("counts",) and field[1:] not in ((), ("document",)):
        grade = next((title for side in sides if (title := side.title("grade", field[1]))), field[1])
        return f"文件决定的{quoted(grade)}名额" if zh else f"seats of {quoted(grade)} decided by a document"
    known = NAMES.get((part, ".".join(field))) or _described(_SHAPES[part], field)
    return known[0 if zh else 1]


def _meaning_of_parameter(id: str, field: Path, sides: tuple[Side, ...]) -> str:
    """The author's words about a parameter, of the newer criterion that has it."""
    for side in sides:
        criterion = side.criterion(id)
        if criterion is not None and (text := description_at(criterion.params, field)):
            return text
    return ""


def _described(shape: Shape, field: Path) -> tuple[str, str]:
    """The first words of what the file's own description says about a key; the key itself where it has none."""
    told = (".".join(field), ".".join(field))
    for name in field:
        if name not in shape:
            break
        key = shape[name]
        told = re.split("[，：；]", key.zh)[0], re.split("[;:,]", key.en)[0]
        shape = key.shape or {}
    return told


def value_name(part: Part, field: Path, value: Any, side: Side, lang: Language) -> str:
    """Return a value as a reader knows it: titles for ids, words for choices, units behind numbers."""
    which = 0 if lang == "zh" else 1
    if value is None or value == ():
        return ("无", "none")[which]
    if isinstance(value, Origin):
        return origin_name(value, lang)
    if isinstance(value, bool):
        return (("否", "是"), ("no", "yes"))[which][value]
    if value == ALL and field[-1:] == ("applies_to",):
        return ("全部类别", "all groups")[which]
    if isinstance(value, tuple):
        return listed([value_name(part, field, one, side, lang) for one in value], lang)
    if isinstance(value, TieKey):
        direction = {"higher": ("高者优先", "higher first"), "lower": ("低者优先", "lower first")}[value.better][which]
        return _tie_key(value.key, side, lang) + _aside(direction, lang)
    scored = isinstance(value, Points) and not isinstance(value, Percent)
    if scored or (part == "threshold" and field[-1:] == ("at_least",)):
        return text_of(value) + (" 分" if which == 0 else " point" if value == 1 else " points")
    if isinstance(value, str):
        return _said(part, field, value, side, which)
    return text_of(value)


def origin_name(origin: Origin, lang: Language) -> str:
    """Return what a value rests on, with source and note."""
    detail = [text for text in (origin.source, origin.note) if text]
    zh = lang == "zh"
    return quoted(BASES[origin.basis][0 if zh else 1] + _aside(("；" if zh else "; ").join(detail), lang))


def _aside(words: str, lang: Language) -> str:
    if not words:
        return ""
    return f"（{words}）" if lang == "zh" else f" ({words})"


def _said(part: Part, field: Path, value: str, side: Side, which: int) -> str:
    """Words that stand for an id or a choice, else the text itself."""
    if field[0] == "params":
        return quoted(value)
    choices: Mapping[str, tuple[str, str]] = {}
    for name in field:
        choices = CHOICES.get(name, choices)
    if value in choices:
        return quoted(choices[value][which])
    named: Mapping[str, Part] = {
        "method": "method",
        "area": "area",
        "applies_to": "unit-group",
        "group_order": "unit-group",
        "at_most": "grade",
        "at_best": "grade",
        "at_worst": "grade",
        "consequences": "consequence",
    }
    title = side.title(named[field[-1]], value) if field[-1] in named else None
    if field[-1] == "reads":
        types = side.ruleset.evidence_types
        title = types[value].title if value in types else None
    return quoted(title or value)


def _tie_key(key: str, side: Side, lang: Language) -> str:
    kind, _, id = key.partition(":")
    known: Mapping[str, tuple[Part, str, str]] = {
        "area": ("area", "得分", "points of "),
        "method": ("method", "得分", "points by "),
        "item": ("item", "得分", "mark of "),
    }
    if kind not in known:
        return "总分" if lang == "zh" else "total"
    part, behind, before = known[kind]
    title = quoted(side.title(part, id) or id)
    return title + behind if lang == "zh" else before + title
