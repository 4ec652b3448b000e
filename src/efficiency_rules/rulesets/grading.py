"""The `grading:` section: what belongs to the grade scheme is checked there, and gets its place here."""

from dataclasses import replace
from typing import Any

from efficiency_rules.errors import Problem
from efficiency_rules.grading.fields import Path
from efficiency_rules.grading.scheme_check import check_scheme
from efficiency_rules.rulesets.fields import Fields, known_nodes, read, section
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.problems import Problems
from efficiency_rules.rulesets.shape import CAP, GRADING, Shape

OWN = ("clause", "min_applicable")
"""Keys of the section that are read like any other; all others are judged as part of the grade scheme."""

_GRADING: Shape = {
    key: spec if key in OWN else replace(spec, kind="any", required=False) for key, spec in GRADING.items()
}
_CAP: Shape = {
    key: replace(spec, kind="any") if key in ("at_best", "at_worst") else replace(spec, required=False)
    for key, spec in CAP.items()
}


def read_grading(head: Fields, problems: Problems) -> Fields:
    """Return the section; its own problems and those of the grade scheme go into `problems`."""
    grading = section(head, "grading", _GRADING, problems)
    if not grading.nodes:
        return grading
    for path, problem in check_scheme(grading_mapping(grading, problems)):
        known = bool(path) and path[0] in grading.nodes
        node = grading.nodes[str(path[0])].at(path[1:]) if known else grading.node
        problems.adopt([problem], node.key_place if _is_of_key(path, problem) else node.place)
    return grading


def _is_of_key(path: Path, problem: Problem) -> bool:
    """Say whether a problem is one of the key at its path, not of the value: in `counts` the keys are grades."""
    unknown = "grade-unknown" if path[:1] == ("counts",) else "grading-key-unknown"
    return problem.code == unknown


def read_caps(grading: Fields, problems: Problems) -> tuple[Fields, ...]:
    """Return the caps that are mappings; their own problems go into `problems`."""
    entries = grading.nodes["caps"].elements() if "caps" in grading.nodes else ()
    return tuple(read(node, _CAP, problems) for node in entries if isinstance(node.data, dict))


def grading_mapping(grading: Fields, problems: Problems) -> dict[str, Any]:
    """Return the section as the grade scheme reads it: no origins, and misspelt keys as they were meant."""
    mapping = {
        key: _plain(node, GRADING[key].shape, problems)
        for key, node in grading.nodes.items()
        if key not in OWN and key != "caps"
    }
    if "caps" in grading.nodes:
        caps = grading.nodes["caps"]
        # The keys of caps are judged where caps are read.
        mapping["caps"] = [_cap(node) for node in caps.elements()] if isinstance(caps.data, list) else caps.plain()
    return mapping


def _plain(node: Node, shape: Shape | None, problems: Problems) -> Any:
    if shape is not None and isinstance(node.data, dict):
        parts = known_nodes(node, shape, problems)
        return {key: _plain(part, shape[key].shape, problems) for key, part in parts.items()}
    if shape is not None and isinstance(node.data, list):
        return [_plain(part, shape, problems) for part in node.elements()]
    return node.plain()


def _cap(node: Node) -> Any:
    if not isinstance(node.data, dict):
        return node.plain()
    parts = known_nodes(node, _CAP, Problems())
    cap = {key: parts[key].plain() for key in ("at_best", "at_worst") if key in parts}
    # A `when` that is no text is reported where caps are read; the scheme only needs to know it is there.
    return cap | ({"when": str(parts["when"].plain() or "—")} if "when" in parts else {})
