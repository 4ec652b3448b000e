"""The rulesets that a site shows: each with the one before it, and what changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from efficiency_rules.changes.difference import Change, Difference, diff
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.rulesets.model import Item, Ruleset


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A ruleset, and what it says otherwise than the one before it of its scheme (None for the first)."""

    ruleset: Ruleset
    difference: Difference | None

    @property
    def before(self) -> Ruleset | None:
        """The ruleset before this one."""
        return None if self.difference is None else self.difference.old

    def changes(self, item: Item) -> tuple[Change, ...]:
        """Return what changed of an item, in the order of the document."""
        if self.difference is None:
            return ()
        return tuple(change for change in self.difference.changes if (change.part, change.id) == ("item", item.id))


def in_order(rulesets: Iterable[Ruleset]) -> list[Ruleset]:
    """Return rulesets by scheme and, in a scheme, by the day from which they hold and their revision."""
    return sorted(rulesets, key=lambda one: (one.scheme, one.valid.first, one.year, one.revision))


def bound(catalog: Catalog) -> list[Ruleset]:
    """Return all rulesets of a catalog, in order; raises RulesetError where one does not hold."""
    return in_order(catalog.bound(document) for document in catalog.documents())


def predecessors(rulesets: Iterable[Ruleset]) -> Mapping[str, Ruleset | None]:
    """Return the ruleset before each one, by id: the last one in order of the same scheme."""
    found: dict[str, Ruleset | None] = {}
    last: dict[str, Ruleset] = {}
    for one in in_order(rulesets):
        found[one.id] = last.get(one.scheme)
        last[one.scheme] = one
    return found


def shown(ruleset: Ruleset, before: Ruleset | None) -> Shown:
    """Return a ruleset with what it says otherwise than the one before it."""
    return Shown(ruleset, None if before is None else diff(before, ruleset))
