"""A part of the document: its data, its place and the origin written around it."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from efficiency_rules.errors import Place
from efficiency_rules.rulesets.origin import BASES, NO_ORIGIN, Origin
from efficiency_rules.strict_yaml import Document

WRAPPER = ("value", "basis", "source", "note")
"""The keys of a value that carries its origin: `{value: 4, basis: plan, source: ..., note: ...}`."""

Loc = tuple[str | int, ...]


def is_wrapper(data: object) -> bool:
    """Say whether a mapping is a value with its origin; a misspelt `basis` does not hide it."""
    return isinstance(data, dict) and "value" in data and all(key in WRAPPER or _nearly(key) for key in data)


def _nearly(key: str) -> list[str]:
    return difflib.get_close_matches(key, WRAPPER, n=1, cutoff=0.75)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the document. `data` is free of its own wrapper, values below may still have theirs.

    `path` leads to the value as written (through `value` keys), `key_path` to its key, `name` is how the
    value is called: keys, and ids instead of list positions.
    """

    document: Document
    path: Loc
    key_path: Loc
    name: tuple[str, ...]
    data: Any
    origin: Origin
    wrapper: Mapping[str, Any] | None = None

    @classmethod
    def root(cls, document: Document) -> "Node":
        """Return the whole document."""
        return cls(document, (), (), (), document.data, NO_ORIGIN)

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return self.document.place(self.path)

    @property
    def key_place(self) -> Place:
        """Where its key stands; the value's place in a list."""
        return self.document.place(self.key_path, key=True)

    @property
    def title(self) -> str:
        """The name as text, e.g. `areas.duty-performance.full`."""
        return ".".join(self.name)

    def child(self, key: str | int) -> "Node":
        """Return the value under a key or at a list position."""
        data = self.data[key]
        path = (*self.path, key)
        name = (*self.name, _called(data, key))
        if not is_wrapper(data):
            return Node(self.document, path, path, name, data, self.origin)
        return Node(self.document, (*path, "value"), path, name, data["value"], origin_of(data), data)

    def entries(self) -> Iterator[tuple[str, "Node"]]:
        """Yield the keys of a mapping with their values; nothing for anything else."""
        if isinstance(self.data, Mapping):
            for key in self.data:
                yield key, self.child(key)

    def elements(self) -> Iterator["Node"]:
        """Yield the elements of a list; nothing for anything else."""
        if isinstance(self.data, list):
            for position in range(len(self.data)):
                yield self.child(position)

    def below(self) -> Iterator["Node"]:
        """Yield the values directly below."""
        yield from (node for _, node in self.entries())
        yield from self.elements()

    def at(self, loc: Loc) -> "Node":
        """Return the value at the end of a way through the unwrapped data; the nearest that exists."""
        if not loc:
            return self
        key = loc[0]
        exists = (isinstance(self.data, Mapping) and key in self.data) or (
            isinstance(self.data, list) and isinstance(key, int) and 0 <= key < len(self.data)
        )
        return self.child(key).at(loc[1:]) if exists else self

    def plain(self) -> Any:
        """Return the data without any wrapper."""
        if isinstance(self.data, Mapping):
            return {key: node.plain() for key, node in self.entries()}
        if isinstance(self.data, list):
            return [node.plain() for node in self.elements()]
        return self.data


def origin_of(wrapper: Mapping[str, Any]) -> Origin:
    """Return the origin a wrapper states; what is misspelt in it counts as not stated."""
    basis, source, note = wrapper.get("basis"), wrapper.get("source"), wrapper.get("note")
    known = basis if basis in BASES else None
    return Origin(known, source if isinstance(source, str) else "", note if isinstance(note, str) else "")


def _called(data: Any, key: str | int) -> str:
    if isinstance(key, int) and isinstance(data, Mapping):
        for naming in ("id", "use", "when"):
            if isinstance(data.get(naming), str):
                return str(data[naming]).partition("@")[0]
    return str(key)
