"""What still waits for the county: listed in words, an error in a published document unless it is waived."""

from collections.abc import Mapping
from fnmatch import fnmatchcase

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.errors import Severity
from efficiency_rules.rulesets.naming import described, sections_of
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.origin import Basis, Origin
from efficiency_rules.rulesets.problems import Problems, shown
from efficiency_rules.rulesets.structure import Parts

_BASES: Mapping[Basis | None, tuple[str, str]] = {
    "common-practice": ("各地公开做法", "common practice elsewhere"),
    "assumption": ("我们的假设", "our assumption"),
    None: ("没有写明依据", "no basis is given"),
}


def note_waiting(parts: Parts, criteria: Mapping[str, Criterion], problems: Problems) -> None:
    """Note every value that waits for the county: an error in a published document unless it is waived.

    `criteria` (by `id@edition`) give the titles of items and the meaning of parameters, as far as they are there.
    """
    waiting = {name: entry for name, entry in parts.origins.items() if entry[1].waits}
    patterns = [pattern for waiver in parts.waivers if waiver.get("document") for pattern in waiver.get("paths", ())]
    severity: Severity = "error" if parts.head.get("status") == "published" else "info"
    sections = sections_of(parts, criteria)
    for name, (node, origin) in waiting.items():
        if any(fnmatchcase(name, pattern.data) for pattern in patterns):
            continue
        subject, subject_en = described(node, sections)
        basis, basis_en = _said(origin)
        facts = {
            "key": name,
            "subject": subject,
            "subject_en": subject_en,
            "found": _value(node, parts),
            "basis": basis,
            "basis_en": basis_en,
            "expected": "plan、statute、county",
        }
        problems.remark(severity, "ruleset-number-waits", node.place, **facts)
    for pattern in patterns:
        if not any(fnmatchcase(name, pattern.data) for name in waiting):
            problems.remark("warning", "ruleset-waiver-unused", pattern.place, found=pattern.data)


def _said(origin: Origin) -> tuple[str, str]:
    zh, en = _BASES[origin.basis]
    borrowed = origin.basis == "common-practice"
    detail = (origin.source or origin.note) if borrowed else (origin.note or origin.source)
    return (f"{zh}（{detail}）", f"{en} ({detail})") if detail else (zh, en)


def _value(node: Node, parts: Parts) -> str:
    if node.name[-1] != "applies_to" or not isinstance(node.data, list):
        return shown(node.plain())
    titles = {id: fields.get("title") for id, fields in parts.units.items()}
    return "、".join(str(titles.get(group) or group) for group in map(str, node.plain()))
