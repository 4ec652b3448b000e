"""Where the numbers of a document come from."""

import re
from collections.abc import Iterator, Mapping, Set

from efficiency_rules.rulesets.node import WRAPPER, Node
from efficiency_rules.rulesets.origin import BASES, NO_ORIGIN, Origin
from efficiency_rules.rulesets.problems import Problems, shown

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?%?|[0-9]+/[0-9]+", re.ASCII)

_RULES = ("full_marks", "precision", "missing", "units", "areas", "grading")
"""The parts of a document whose numbers decide results."""

_NAMES = ("id", "title", "clause", "quote", "use", "when", "method", "applies_to", "consequences", "accept_paradox")
"""Keys that name or cite: a number in them is no number of the rules."""

_DECIDED = ("grading", "counts")
"""Seats that a document decided: it is named beside them, and they need no other basis."""


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
    """Return, by name, every number of the rules and every value, anywhere, that states its basis.

    Among the rules, an `applies_to` that leaves out a group counts as a number. A number inside a value that carries
    its origin (a table of bands, say) shares that origin and has no entry of its own.
    """
    parts = dict(root.entries())
    groups = {id for id, _ in parts["units"].entries()} if "units" in parts else set()
    found: dict[str, tuple[Node, Origin]] = {}
    for key, part in parts.items():
        found.update((node.title, (node, node.origin)) for node in _sourced(part, groups, bare=key in _RULES))
    return found


def _sourced(node: Node, groups: Set[str], *, bare: bool) -> Iterator[Node]:
    """Yield what has an entry; `bare` says whether a number here has one without stating its basis."""
    stated = node.wrapper is not None and node.wrapper.get("basis") is not None
    if stated or (bare and (node.wrapper is not None or _is_number(node.data))):
        yield node
    inside = bare and node.wrapper is None and node.name != _DECIDED
    for key, part in node.entries():
        if key == "applies_to" and inside and _leaves_out(part, groups):
            yield part
        yield from _sourced(part, groups, bare=inside and key not in _NAMES)
    for part in node.elements():
        yield from _sourced(part, groups, bare=inside)


def _leaves_out(node: Node, groups: Set[str]) -> bool:
    return bool(groups - {str(part.data) for part in node.elements()})


def _is_number(data: object) -> bool:
    if isinstance(data, str):
        return bool(_NUMBER.fullmatch(data))
    return isinstance(data, int) and not isinstance(data, bool)
