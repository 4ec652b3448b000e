"""Reading one mapping of the document against its keys: what fits, and a problem for whatever does not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from efficiency_rules.errors import Place, ValueProblem, near
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.problems import Problems, shown
from efficiency_rules.rulesets.shape import Shape
from efficiency_rules.rulesets.values import READERS, Refused, check_id


@dataclass(frozen=True, slots=True)
class Fields:
    """What one mapping holds: values that fit by key, and the parts behind all known keys."""

    node: Node
    values: Mapping[str, Any]
    nodes: Mapping[str, Node]

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of a key, or `default` where it is not written or does not fit."""
        return self.values.get(key, default)

    def place(self, key: str) -> Place:
        """Return where a key's value stands; the mapping's place where it is not written."""
        return self.nodes[key].place if key in self.nodes else self.node.place


def read(node: Node, shape: Shape, problems: Problems) -> Fields:
    """Return the values of a mapping that fit; unknown, missing and unfit ones become problems.

    A misspelt key is reported once and then read as the key it is nearest to, so that what it holds is
    checked as well.
    """
    if not isinstance(node.data, Mapping):
        facts = {"key": _where(node), "found": shown(node.plain())}
        problems.add("ruleset-not-mapping", node.place, **facts)
        return Fields(node, {}, {})
    nodes = known_nodes(node, shape, problems)
    values: dict[str, Any] = {}
    for key, part in nodes.items():
        try:
            values[key] = READERS[shape[key].kind](part, shape[key])
        except Refused as refusal:
            report(refusal, problems)
        except ValueProblem as error:
            problems.adopt(error.problems, part.place)
    for key in shape:
        if shape[key].required and key not in nodes:
            problems.add(
                "ruleset-key-missing",
                node.place,
                missing=key,
                where=_where(node),
                meaning=shape[key].zh,
                meaning_en=shape[key].en,
            )
    return Fields(node, values, nodes)


def read_table(node: Node, shape: Shape, problems: Problems) -> dict[str, Fields]:
    """Return the entries of a mapping from ids to mappings, each read against `shape`."""
    table: dict[str, Fields] = {}
    for id, part in node.entries():
        try:
            check_id(part, id)
        except Refused as refused:
            problems.add(refused.code, part.key_place, key=node.title, **refused.facts)
        table[id] = read(part, shape, problems)
    return table


def section(fields: Fields, key: str, shape: Shape, problems: Problems) -> Fields:
    """Return a part that is a mapping; an empty one where it is not written (or already reported)."""
    node = fields.get(key)
    return read(node, shape, problems) if isinstance(node, Node) else Fields(fields.node, {}, {})


def report(refusal: Refused, problems: Problems) -> None:
    """Note a value that does not fit its key, and its fellows."""
    for refused in refusal.all:
        problems.add(refused.code, refused.node.place, key=refused.node.title, **refused.facts)


def known_nodes(node: Node, shape: Shape, problems: Problems) -> dict[str, Node]:
    """Return the parts behind known keys, and behind misspelt ones under the name that was meant."""
    parts = dict(node.entries())
    nodes = {key: part for key, part in parts.items() if key in shape}
    for key, part in parts.items():
        if key in shape:
            continue
        problems.unknown("ruleset-key-unknown", part.key_place, key, shape, where=_where(node))
        meant = near(key, shape)
        if meant and meant[0] not in nodes:
            nodes[meant[0]] = part
    return nodes


def _where(node: Node) -> str:
    return node.title or "文件 (file)"
