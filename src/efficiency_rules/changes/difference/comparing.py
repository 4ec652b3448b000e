"""Where two rulesets differ: values, origins and orders, each with the way to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from efficiency_rules.changes.difference.matching import merged
from efficiency_rules.changes.difference.tree import Path, Tree, area_names, origins_of, tree_of
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.rulesets.origin import NO_ORIGIN


@dataclass(frozen=True, slots=True)
class Delta:
    """One difference: the way to it, what stands there before and after (None: nothing), and what it is of.

    value: of the value itself; order: of the order of what stands below (ids); origin: of what a value rests on
    (an Origin), `same` saying whether the value itself is the same.
    """

    path: Path
    before: Any
    after: Any
    of: str = "value"
    same: bool = False


@dataclass(frozen=True, slots=True)
class Both:
    """Two rulesets as trees of the same names, with the areas that live on under another id."""

    old: Ruleset
    new: Ruleset
    renamed: Mapping[str, str]
    before: Tree
    after: Tree

    @classmethod
    def of(cls, old: Ruleset, new: Ruleset, renamed: Mapping[str, str]) -> "Both":
        """Return both rulesets, compared under the area ids of the new one."""
        return cls(old, new, renamed, tree_of(old, renamed), tree_of(new, {}))


def deltas(both: Both) -> list[Delta]:
    """Return every difference, parts before their contents; nothing inside of a part that is added or removed."""
    found = [*_values(both.before, both.after, ()), *_orders(both), *_origins(both)]
    order = {path: position for position, path in enumerate(_paths(both))}

    def stand(delta: Delta) -> tuple[int, int]:
        path = delta.path
        while path not in order:
            path = path[:-1]
        return order[path], ("value", "order", "origin").index(delta.of)

    return sorted(found, key=stand)


def at(tree: Tree, path: Path) -> Any:
    """Return what stands at the end of a way, None where there is nothing."""
    found: Any = tree
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def _values(old: Any, new: Any, path: Path) -> Iterator[Delta]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in merged(old, new):
            yield from _values(old.get(key), new.get(key), (*path, key))
    elif (type(old), old) != (type(new), new):
        yield Delta(path, old, new)


def _orders(both: Both) -> Iterator[Delta]:
    """Areas, the items of each area, and grades have an order that says something."""
    was, now = (list(area_names(one).items()) for one in (both.old, both.new))
    for area in both.after["areas"]:
        before = [id for id, name in was if both.renamed.get(name, name) == area]
        after = [id for id, name in now if name == area]
        yield from _order(("areas", area, "items"), before, after)
    for path in (("areas",), ("grading", "grades")):
        yield from _order(path, list(at(both.before, path)), list(at(both.after, path)))


def _order(path: Path, old: list[str], new: list[str]) -> Iterator[Delta]:
    before, after = tuple(id for id in old if id in new), tuple(id for id in new if id in old)
    if before != after:
        yield Delta(path, before, after, "order")


def _origins(both: Both) -> Iterator[Delta]:
    old, new = origins_of(both.old, both.renamed), origins_of(both.new, {})
    for path in dict.fromkeys([*new, *old]):
        before, after = old.get(path, NO_ORIGIN), new.get(path, NO_ORIGIN)
        if before != after and not _is_come_or_gone(both, path):
            values = at(both.before, path), at(both.after, path)
            yield Delta(path, before, after, "origin", same=values[0] == values[1] and values[0] is not None)


def _is_come_or_gone(both: Both, path: Path) -> bool:
    """Say whether only one of the rulesets has the value, or the part it belongs to: its origin comes along."""
    sides = [(at(both.before, path[:length]), at(both.after, path[:length])) for length in range(1, len(path) + 1)]
    return any((before is None) != (after is None) for before, after in sides)


def _paths(both: Both) -> Iterator[Path]:
    """All ways of both trees in the order of the document, items below their areas."""
    before, after = both.before, both.after
    tops = [key for key in merged(before, after) if key != "items"]
    homes = {id: one["area"] for tree in (before, after) for id, one in tree["items"].items()}
    items = merged(before["items"], after["items"])
    yield ()
    for key in sorted(tops, key=_rank):
        if key != "areas":
            yield from _below(before.get(key), after.get(key), (key,))
            continue
        yield ("areas",)
        for area in merged(before["areas"], after["areas"]):
            yield from _below(before["areas"].get(area), after["areas"].get(area), ("areas", area))
            for id in items:
                if homes[id] == area:
                    yield from _below(before["items"].get(id), after["items"].get(id), ("items", id))


def _below(old: Any, new: Any, path: Path) -> Iterator[Path]:
    yield path
    before, after = (one if isinstance(one, dict) else {} for one in (old, new))
    for key in merged(before, after):
        yield from _below(before.get(key), after.get(key), (*path, key))


_LAST = ("document", "units", "methods", "missing", "areas", "grading", "consequences")


def _rank(key: str) -> int:
    """What stands as a single value at the head comes first, then the sections in the order of the document."""
    return _LAST.index(key) if key in _LAST else -1
