"""A ruleset as a site shows it: the numbers of its items, the ruleset before it, and what changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from efficiency_rules.changes.difference import Change, Difference, diff
from efficiency_rules.publishing.site.numbers import Number, numbers_of
from efficiency_rules.rulesets.model import Item, Ruleset


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A ruleset, and what it says otherwise than the one before it of its scheme (None for the first).

    By the id of an item: its `numbers`, the item of the ruleset before (`old`) and the `changes` in the order of the
    document; no entry where there is none.
    """

    ruleset: Ruleset
    difference: Difference | None
    numbers: Mapping[str, list[Number]]
    old: Mapping[str, Item]
    changes: Mapping[str, list[Change]]

    @property
    def before(self) -> Ruleset | None:
        """The ruleset before this one."""
        return None if self.difference is None else self.difference.old


def shown(ruleset: Ruleset, before: Ruleset | None) -> Shown:
    """Return a ruleset with what it says otherwise than the one before it."""
    numbers = {item.id: numbers_of(item) for item in ruleset.items}
    if before is None:
        return Shown(ruleset, None, numbers, {}, {})
    difference = diff(before, ruleset)
    changes: dict[str, list[Change]] = {}
    for change in difference.changes:
        if change.part == "item":
            changes.setdefault(change.id, []).append(change)
    return Shown(ruleset, difference, numbers, {item.id: item for item in before.items}, changes)
