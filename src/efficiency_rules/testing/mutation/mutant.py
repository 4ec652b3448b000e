"""A mutant: a ruleset document with one decision changed by one step."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from efficiency_rules.errors import Place
from efficiency_rules.rulesets.node import Loc, Node
from efficiency_rules.rulesets.problems import shown
from efficiency_rules.strict_yaml import Document

Edit = tuple[Loc, Any]
"""The way to a value of the document, and what stands there instead."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: what it is of (`key`, in the names that problems use), where that stands, from what to what.

    `items` are the ids of the criteria whose items it touches; None where it may touch everything.
    """

    key: str
    place: Place
    before: str
    after: str
    items: tuple[str, ...] | None
    edits: tuple[Edit, ...] = field(repr=False)

    @property
    def name(self) -> str:
        """The change in one line."""
        return f"{self.key}: {self.before} -> {self.after}"

    def applied(self, document: Document) -> Document:
        """Return the document with the change; places stay those of the original."""
        data = document.data
        for path, value in self.edits:
            data = _replaced(data, path, value)
        return replace(document, data=data)


def _replaced(data: Any, path: Loc, value: Any) -> Any:
    if not path:
        return value
    key, rest = path[0], path[1:]
    if isinstance(data, Mapping):
        return {**data, key: _replaced(data.get(key), rest, value)}
    changed = list(data)
    changed[int(key)] = _replaced(data[int(key)], rest, value)
    return changed


def changed(node: Node, after: Any, items: tuple[str, ...] | None, *also: Edit) -> Mutant:
    """Return the mutant in which a value is another; `also` is what has to change with it."""
    return Mutant(node.title, node.place, shown(node.plain()), shown(after), items, ((node.path, after), *also))
