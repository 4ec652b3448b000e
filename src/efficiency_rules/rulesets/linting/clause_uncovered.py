"""A clause of the plan, or a phrase of one, that no item covers."""

from collections.abc import Iterator

from efficiency_rules.errors import Place, Problem
from efficiency_rules.rulesets.linting.plan import Plan, phrases_without, title_of
from efficiency_rules.rulesets.linting.rubric import Rubric


def clause_uncovered(rubric: Rubric) -> Iterator[Problem]:
    """Yield a warning for each paragraph beside those of the areas, and each phrase in them, that no item quotes.

    What must be covered are the clauses that areas name and the other paragraphs of the same section.
    """
    plan = rubric.plan
    if plan is None:
        return
    areas = _areas(rubric, plan)
    quotes = _quotes(rubric, plan)
    for clause in dict.fromkeys(sibling for area in areas for sibling in plan.siblings(area)):
        text = plan.text(clause)
        place = areas.get(clause)
        if place is None and not quotes.get(clause):
            yield _finding("rubric-clause-uncovered", next(iter(areas.values())), clause, title_of(text))
            continue
        for phrase in phrases_without(text, quotes.get(clause, ())):
            yield _finding("rubric-phrase-uncovered", place or next(iter(areas.values())), clause, phrase)


def _finding(code: str, place: Place, clause: str, found: str) -> Problem:
    return Problem(code, place, {"clause": clause, "found": found}, "warning")


def _areas(rubric: Rubric, plan: Plan) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for area in rubric.parts.areas:
        clause = plan.clause(area.fields.get("clause", ""))
        if clause is not None:
            found.setdefault(clause, area.fields.place("clause"))
    return found


def _quotes(rubric: Rubric, plan: Plan) -> dict[str, list[str]]:
    """The quotes of all items by the clause they name."""
    found: dict[str, list[str]] = {}
    for item in rubric.parts.items:
        clause = plan.clause(item.fields.get("clause", ""))
        if clause is not None:
            found.setdefault(clause, []).extend(item.fields.get("quote", ()))
    return found
