"""Where the numbers of a document come from, and which of them still wait for the county."""

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from efficiency_rules.errors import Severity
from efficiency_rules.rulesets.fields import Fields
from efficiency_rules.rulesets.node import WRAPPER, Node
from efficiency_rules.rulesets.origin import BASES, NO_ORIGIN, Origin
from efficiency_rules.rulesets.problems import Problems, shown

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?%?", re.ASCII)

_RULES = ("full_marks", "precision", "missing", "units", "areas", "grading")
"""The parts of a document whose numbers decide results."""

_NAMES = ("id", "title", "clause", "quote", "use", "when", "method", "applies_to", "consequences")
"""Keys that name or cite: a number in them is no number of the rules."""


def check_wrappers(node: Node, problems: Problems) -> None:
    """Report what is misspelt or unknown in any `{value, basis, source, note}` of the document."""
    if node.wrapper is not None:
        _check_wrapper(node, node.wrapper, problems)
    for part in node.below():
        check_wrappers(part, problems)


def _check_wrapper(node: Node, wrapper: Mapping[str, object], problems: Problems) -> None:
    def at(key: str) -> Node:
        return Node(node.document, (*node.key_path, key), (*node.key_path, key), node.name, None, NO_ORIGIN)

    for key in wrapper:
        if key not in WRAPPER:
            problems.unknown("ruleset-key-unknown", at(key).key_place, key, WRAPPER, where=node.title)
    basis = wrapper.get("basis")
    if basis is not None and basis not in BASES:
        found = shown(basis)
        problems.unknown("ruleset-choice", at("basis").place, found, BASES, key=f"{node.title}.basis")
    for key in ("source", "note"):
        text = wrapper.get(key)
        if text is not None and not isinstance(text, str):
            facts = {"key": f"{node.title}.{key}", "found": shown(text), "expected": "文字", "expected_en": "text"}
            problems.add("ruleset-type", at(key).place, **facts)


def origins_of(root: Node) -> dict[str, tuple[Node, Origin]]:
    """Return every number of the rules, and every value that carries an origin, by name.

    A number inside a value that carries its origin (a table of bands, say) shares that origin and has no
    entry of its own.
    """
    found: dict[str, tuple[Node, Origin]] = {}
    for key, part in root.entries():
        if key in _RULES:
            found.update((node.title, (node, node.origin)) for node in _sourced(part, inside=False))
    return found


def _sourced(node: Node, inside: bool) -> Iterator[Node]:
    if node.wrapper is not None or (not inside and _is_number(node.data)):
        yield node
    for key, part in node.entries():
        if key not in _NAMES:
            yield from _sourced(part, inside or node.wrapper is not None)
    for part in node.elements():
        yield from _sourced(part, inside or node.wrapper is not None)


def _is_number(data: object) -> bool:
    if isinstance(data, str):
        return bool(_NUMBER.fullmatch(data))
    return isinstance(data, int) and not isinstance(data, bool)


def check_basis(
    origins: Mapping[str, tuple[Node, Origin]], status: object, waivers: list[Fields], problems: Problems
) -> None:
    """Note every number that waits for the county: an error in a published document unless it is waived."""
    waiting = {name: entry for name, entry in origins.items() if entry[1].waits}
    patterns = [pattern for waiver in waivers if waiver.get("document") for pattern in waiver.get("paths", ())]
    for name, (node, origin) in waiting.items():
        if any(fnmatchcase(name, pattern.data) for pattern in patterns):
            continue
        facts = {
            "key": name,
            "found": shown(node.plain()),
            "basis": origin.basis or "未写 (none)",
            "expected": "plan、statute、county",
        }
        severity: Severity = "error" if status == "published" else "info"
        problems.remark(severity, "ruleset-number-waits", node.place, **facts)
    for pattern in patterns:
        if not any(fnmatchcase(name, pattern.data) for name in waiting):
            problems.remark("warning", "ruleset-waiver-unused", pattern.place, found=pattern.data)
