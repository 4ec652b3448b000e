"""A quote that is not in the clause it names, word for word."""

from collections.abc import Iterator

from efficiency_rules.errors import Problem
from efficiency_rules.rulesets.fields import Fields
from efficiency_rules.rulesets.linting.plan import Plan, plain
from efficiency_rules.rulesets.linting.rubric import Rubric
from efficiency_rules.rulesets.node import Node


def quote_elsewhere(rubric: Rubric) -> Iterator[Problem]:
    """Yield a warning for each quote of an item or consequence that its clause does not hold."""
    if rubric.plan is None:
        return
    for fields in (*(item.fields for item in rubric.parts.items), *rubric.parts.consequences.values()):
        clause = rubric.plan.clause(fields.get("clause", ""))
        # A clause the plan does not have is told by itself.
        if clause is None or fields.get("quote") is None:
            continue
        for node in _quotes(fields):
            if plain(node.data) not in plain(rubric.plan.text(clause)):
                facts = {"found": node.data, "clause": clause, "expected": _holding(node.data, rubric.plan)}
                yield Problem("rubric-quote-elsewhere", node.place, facts, "warning")


def _quotes(fields: Fields) -> list[Node]:
    node = fields.nodes["quote"]
    return list(node.elements()) or [node]


def _holding(quote: str, plan: Plan) -> list[str]:
    return [clause for clause, text in plan.clauses.items() if plain(quote) in plain(text)]
