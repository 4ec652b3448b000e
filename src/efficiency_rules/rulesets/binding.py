"""Binding a document to the criteria it pins."""

from collections.abc import Mapping

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.errors import RulesetError
from efficiency_rules.rulesets.assembly import assemble
from efficiency_rules.rulesets.document import RulesetDocument
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.rulesets.pinning import Sound, pin
from efficiency_rules.rulesets.problems import Problems


def bind(document: RulesetDocument, criteria: Mapping[str, Criterion], sound: Sound | None = None) -> Ruleset:
    """Return the ruleset of a document; `criteria` are all that is installed, by `id@edition`.

    `sound` are formulas that other documents were bound to already; it grows.

    Raises RulesetError with every criterion that is unknown and every parameter that does not fit.
    """
    problems = Problems()
    pins = pin(document.parts, criteria, problems, sound)
    if problems.errors:
        raise RulesetError(problems.errors)
    return assemble(document, pins)
