"""A YAML document as plain data that knows where each value and key stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from efficiency_rules.errors import EfficiencyRulesError, Place, Problem

Path = tuple[str | int, ...]
"""The way to a value from the top: keys of mappings and positions (from 0) in lists."""

Spot = tuple[int, int]
"""Line and column, from 1."""


class YamlError(EfficiencyRulesError):
    """A YAML file cannot be used."""


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML document: mappings are dicts, lists are lists, scalars are text, int, bool or None."""

    data: Any
    file: str
    values: Mapping[Path, Spot] = field(repr=False)
    keys: Mapping[Path, Spot] = field(repr=False)

    def place(self, path: Path, key: bool = False) -> Place:
        """Return where the value (or, with `key`, its key) stands; of the nearest part that exists."""
        if key and path in self.keys:
            return self._at(self.keys[path])
        while path and path not in self.values:
            path = path[:-1]
        return self._at(self.values.get(path, (1, 1)))

    def _at(self, spot: Spot) -> Place:
        return Place(self.file, *spot)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems by line and column; those without a line first."""
    return sorted(problems, key=lambda problem: (problem.place.line or 0, problem.place.column or 0))
