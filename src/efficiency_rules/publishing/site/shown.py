"""A ruleset as a site shows it: with the one before it, and what changed."""

from dataclasses import dataclass

from efficiency_rules.changes.difference import Change, Difference, diff
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


def shown(ruleset: Ruleset, before: Ruleset | None) -> Shown:
    """Return a ruleset with what it says otherwise than the one before it."""
    return Shown(ruleset, None if before is None else diff(before, ruleset))
