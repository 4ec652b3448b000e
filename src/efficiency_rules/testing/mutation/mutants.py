"""All mutants of a ruleset document, in its order: whatever it writes that can change a mark, a total or a grade.

What a document does not write is not changed, and neither are words: titles, clauses, quotes, dates of validity.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.shape import METHOD, POLICIES, PRECISIONS
from efficiency_rules.strict_yaml import Document
from efficiency_rules.testing.mutation.grading import grading_mutants
from efficiency_rules.testing.mutation.mutant import Mutant, changed
from efficiency_rules.testing.mutation.params import param_mutants
from efficiency_rules.testing.mutation.steps import neighbours, one_step
from efficiency_rules.testing.mutation.weights import weight_mutants

Items = tuple[str, ...] | None


def mutants(document: Document, criteria: Mapping[str, Criterion]) -> list[Mutant]:
    """Return the mutants of a document that loads; `criteria` by `id@edition` say what parameters may be."""
    root = Node.root(document)
    found = [*_head(root), *weight_mutants(root.at(("areas",)))]
    for area in root.at(("areas",)).elements():
        for item in area.at(("items",)).elements():
            found += _item(item, list(root.data.get("units", ())), criteria)
    found += grading_mutants(root.at(("grading",)), criteria)
    return sorted(found, key=lambda one: (one.place.line or 0, one.place.column or 0))


def _head(root: Node) -> Iterator[Mutant]:
    if "precision" in root.data:
        node = root.at(("precision",))
        yield from (changed(node, after, None) for after in neighbours(str(node.data), list(PRECISIONS)))
    for _, group in root.at(("units",)).entries():
        if "counted" in group.data:
            counted = group.at(("counted",))
            yield from (changed(counted, after, None) for after in one_step(counted.data))
    for _, method in root.at(("methods",)).entries():
        # `year` is not a choice: every item is scored in the year.
        due = method.at(("due",))
        after = [one for one in METHOD["due"].choices if one == "year" or one not in due.plain()]
        yield changed(due, after, None)
    if "missing" in root.data:
        yield from _missing(root.at(("missing",)), None)


def _item(item: Node, groups: list[str], criteria: Mapping[str, Criterion]) -> Iterator[Mutant]:
    use = str(item.data["use"])
    items = (use.partition("@")[0],)
    if "applies_to" in item.data:
        yield from _members(item.at(("applies_to",)), groups, items)
    if "missing" in item.data:
        yield from _missing(item.at(("missing",)), items)
    if "params" in item.data:
        yield from param_mutants(item.at(("params",)), criteria.get(use), items)


def _members(node: Node, choices: Any, items: Items) -> Iterator[Mutant]:
    """Each member is left out once, and each other choice put in once; an empty list is none."""
    here = node.plain()
    for choice in choices:
        after = [one for one in choices if (one in here) != (one == choice)]
        if after:
            yield changed(node, after, items)


def _missing(node: Node, items: Items) -> Iterator[Mutant]:
    for _, policy in node.entries():
        yield from (changed(policy, after, items) for after in neighbours(policy.data, POLICIES))
