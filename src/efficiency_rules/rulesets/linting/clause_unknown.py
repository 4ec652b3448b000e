"""A clause that the plan does not have."""

from collections.abc import Iterator

from efficiency_rules.errors import Problem
from efficiency_rules.rulesets.fields import Fields
from efficiency_rules.rulesets.linting.rubric import Rubric


def clause_unknown(rubric: Rubric) -> Iterator[Problem]:
    """Yield a warning for each `clause` of the document that is none of its plan's."""
    if rubric.plan is None:
        return
    for fields in _citing(rubric):
        clause = fields.get("clause")
        if clause is not None and rubric.plan.clause(clause) is None:
            facts = {"found": clause, "expected": list(rubric.plan.clauses)}
            yield Problem("rubric-clause-unknown", fields.place("clause"), facts, "warning")


def _citing(rubric: Rubric) -> Iterator[Fields]:
    """The parts that cite the plan itself; caps and thresholds may rest on other documents."""
    parts = rubric.parts
    yield from parts.methods.values()
    for area in parts.areas:
        yield area.fields
        yield from (item.fields for item in area.items)
    yield parts.grading
    yield from parts.consequences.values()
