"""A document and its mutants as rulesets: read like any other, but only what a mutant touches is read anew."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.errors import RulesetError
from efficiency_rules.rulesets.assembly import assemble, assemble_areas
from efficiency_rules.rulesets.checks import check_parts
from efficiency_rules.rulesets.document import RulesetDocument, read_document
from efficiency_rules.rulesets.fields import read
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.pinning import Bound, Pins, bind_one, pin
from efficiency_rules.rulesets.problems import Problems
from efficiency_rules.rulesets.shape import RULESET
from efficiency_rules.rulesets.structure import Parts, read_areas, read_parts
from efficiency_rules.strict_yaml import Document
from efficiency_rules.testing.mutation.mutant import Mutant


@dataclass(frozen=True, slots=True)
class Original:
    """A ruleset file that loads: its parts, what they are bound to, and the ruleset they make."""

    document: RulesetDocument
    pins: Pins
    criteria: Mapping[str, Criterion]
    ruleset: Ruleset

    @classmethod
    def of(cls, path: Path, criteria: Mapping[str, Criterion]) -> "Original":
        """Return the file bound to `criteria` (by `id@edition`); raises RulesetError with all its problems."""
        document, problems = read_document(path), Problems()
        pins = pin(document.parts, criteria, problems)
        _refuse(problems)
        return cls(document, pins, criteria, assemble(document, pins))

    @property
    def text(self) -> Document:
        """The document as data."""
        return self.document.parts.head.node.document

    def mutated(self, mutant: Mutant) -> Ruleset:
        """Return the ruleset with one change; raises RulesetError with what the loader refuses."""
        root, problems = Node.root(mutant.applied(self.text)), Problems()
        return self._whole(root, mutant, problems) if mutant.items is None else self._items(root, mutant, problems)

    def _items(self, root: Node, mutant: Mutant, problems: Problems) -> Ruleset:
        """Only items are touched: all else, grading with its proof above all, is what it was."""
        head = read(root, RULESET, problems)
        parts = replace(self.document.parts, head=head, areas=read_areas(head, problems))
        check_parts(parts, problems)
        _refuse(problems)
        items: list[Bound | None] = []
        for item, bound in zip(parts.items, self.pins.items, strict=True):
            same = bound is not None and bound.criterion.id not in (mutant.items or ())
            items.append(bound if same else bind_one(item.fields, "use", self.criteria, {}, problems))
        _refuse(problems)
        return replace(self.ruleset, areas=assemble_areas(parts, Pins(tuple(items), self.pins.caps)))

    def _whole(self, root: Node, mutant: Mutant, problems: Problems) -> Ruleset:
        parts = read_parts(root, problems)
        check_parts(parts, problems)
        _refuse(problems)
        pins = self._caps_pinned(parts, problems) if mutant.key.startswith("grading.caps") else self.pins
        _refuse(problems)
        return assemble(replace(self.document, parts=parts), pins)

    def _caps_pinned(self, parts: Parts, problems: Problems) -> Pins:
        return Pins(self.pins.items, pin(parts, self.criteria, problems).caps)


def _refuse(problems: Problems) -> None:
    if problems.errors:
        raise RulesetError(problems.errors)
