"""Where a ruleset comes from, as plain data: another process rebuilds the very same one from it."""

from dataclasses import dataclass, replace
from pathlib import Path

from efficiency_rules.errors import PluginError, Problem
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.rulesets.binding import bind
from efficiency_rules.rulesets.document import document_of
from efficiency_rules.rulesets.model import Ruleset


@dataclass(frozen=True, slots=True)
class RulesetSource:
    """A ruleset's file as bytes, why it was chosen, and the bundle of each criterion that it pins."""

    content: bytes
    file: str
    chosen: str
    criteria: tuple[tuple[str, str], ...]
    """`id@edition`, and the package and version that brought it."""

    @classmethod
    def of(cls, ruleset: Ruleset) -> "RulesetSource":
        """Return the source of a ruleset; raises OSError when its file cannot be read any more."""
        return cls(Path(ruleset.file).read_bytes(), ruleset.file, ruleset.chosen, pinned(ruleset))

    def ruleset(self, catalog: Catalog) -> Ruleset:
        """Return the ruleset, bound to the criteria that are installed here.

        Raises RulesetError when the document does not hold, PluginError naming every criterion that another bundle or
        another version of it brings here: the answer could be another one.
        """
        ruleset = replace(bind(document_of(self.content, self.file), catalog.criteria), chosen=self.chosen)
        here = dict(pinned(ruleset))
        others = [(name, bundle, here[name]) for name, bundle in self.criteria if here[name] != bundle]
        if others:
            raise PluginError(
                Problem("bundle-other-here", facts={"criterion": name, "expected": expected, "found": found})
                for name, expected, found in others
            )
        return ruleset


def pinned(ruleset: Ruleset) -> tuple[tuple[str, str], ...]:
    """Return every criterion that a ruleset pins, with the bundle that brought it, by name."""
    used = [*(item.criterion for item in ruleset.items), *(cap.criterion for cap in ruleset.caps)]
    return tuple(sorted({(criterion.name, criterion.bundle) for criterion in used}))
