"""A document and its mutants as rulesets: read like any other, but only what a mutant touches is bound anew."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.errors import Problem, RulesetError
from efficiency_rules.rulesets.assembly import assemble
from efficiency_rules.rulesets.checks import check_parts
from efficiency_rules.rulesets.document import RulesetDocument, read_document
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.pinning import Bound, Pins, bind_one, pin
from efficiency_rules.rulesets.problems import Problems
from efficiency_rules.rulesets.structure import Parts, read_parts
from efficiency_rules.strict_yaml import Document, read
from efficiency_rules.testing.mutation.mutant import Mutant


@dataclass(frozen=True, slots=True)
class Original:
    """A ruleset file that loads: its text as data, its parts, and what they are bound to."""

    text: Document
    document: RulesetDocument
    pins: Pins
    criteria: Mapping[str, Criterion]

    @classmethod
    def of(cls, path: Path, criteria: Mapping[str, Criterion]) -> "Original":
        """Return the file bound to `criteria` (by `id@edition`); raises RulesetError with all its problems."""
        document, problems = read_document(path), Problems()
        pins = pin(document.parts, criteria, problems)
        if problems.errors:
            raise RulesetError(problems.errors)
        return cls(read(path), document, pins, criteria)

    @property
    def ruleset(self) -> Ruleset:
        """The ruleset as it stands."""
        return assemble(self.document, self.pins)

    def mutated(self, mutant: Mutant) -> Ruleset:
        """Return the ruleset with one change; raises RulesetError with what the loader refuses."""
        problems = Problems()
        parts = read_parts(Node.root(mutant.applied(self.text)), problems)
        check_parts(parts, problems)
        _refuse(problems.errors)
        pins = self._pins(parts, mutant, problems)
        _refuse(problems.errors)
        return assemble(replace(self.document, parts=parts), pins)

    def _pins(self, parts: Parts, mutant: Mutant, problems: Problems) -> Pins:
        if mutant.key.startswith("grading.caps"):
            return pin(parts, self.criteria, problems)
        touched = mutant.items or ()
        items: list[Bound | None] = []
        for item, bound in zip(parts.items, self.pins.items, strict=True):
            same = bound is not None and bound.criterion.id not in touched
            items.append(bound if same else bind_one(item.fields, "use", self.criteria, {}, problems))
        return Pins(tuple(items), self.pins.caps)


def _refuse(errors: list[Problem]) -> None:
    if errors:
        raise RulesetError(errors)
