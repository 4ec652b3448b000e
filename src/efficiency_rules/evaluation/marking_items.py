"""All items marked, two at once where there are many units."""

from collections.abc import Collection, Sequence

from efficiency_rules.errors import Problem
from efficiency_rules.evaluation.applicability import Applicability
from efficiency_rules.evaluation.at_once import mapped
from efficiency_rules.evaluation.containment import Failure
from efficiency_rules.evaluation.facts import Gathered
from efficiency_rules.evaluation.marking import Marks, mark_item
from efficiency_rules.rulesets.model import Item, Ruleset
from efficiency_rules.units import Units

_WORTH_IT = 2**17
"""Units from which two items at once gain more than their threads cost."""


def mark_items(
    ruleset: Ruleset,
    roster: Units,
    gathered: Sequence[Gathered | Failure | None],
    applies: Applicability,
    due: Collection[str],
) -> tuple[list[Marks], list[Problem]]:
    """Return the marks of all items and the problems met, both in document order.

    `gathered` begins with what each item needs, in document order; `due` are the methods whose items are scored.
    """

    def one(item: Item, facts: Gathered | Failure | None) -> tuple[Marks, list[Problem]]:
        return mark_item(ruleset, roster, item, facts, applies, item.method in due)

    marked = mapped(one, ruleset.items, gathered, two=len(roster) >= _WORTH_IT)
    return [marks for marks, _ in marked], [problem for _, found in marked for problem in found]
