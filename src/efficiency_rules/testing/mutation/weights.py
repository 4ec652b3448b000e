"""Mutants of full points: moved between two items of an area, and between two areas, so that all sums hold."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from efficiency_rules.rulesets.node import Node
from efficiency_rules.testing.mutation.mutant import Edit, Mutant, changed
from efficiency_rules.testing.mutation.steps import moved, step_of


def weight_mutants(areas: Node) -> Iterator[Mutant]:
    """Yield the mutants of full points; the step is the finer one of the two numbers."""
    content = [(area, list(area.at(("items",)).elements())) for area in areas.elements()]
    for _, items in content:
        # Every item gives to its neighbour once; the last one to the first.
        for giver, taker in zip(items, items[1:] + items[:1], strict=True) if len(items) > 1 else ():
            yield from _moved(_full(giver), _full(taker), (_id(giver), _id(taker)))
    for (first, items), (second, others) in pairwise(content):
        if items and others:
            pairs = ((_full(first), _full(second)), (_full(items[-1]), _full(others[0])))
            yield from _moved(*pairs[0], (_id(items[-1]), _id(others[0])), pairs[1])


def _moved(giver: Node, taker: Node, items: tuple[str, ...], *also: tuple[Node, Node]) -> Iterator[Mutant]:
    pairs = ((giver, taker), *also)
    step = min(step_of(node.data) for pair in pairs for node in pair)
    edits: list[Edit] = []
    for one, other in pairs:
        edits += [(one.path, moved(one.data, -step)), (other.path, moved(other.data, step))]
    if all(Decimal(str(one.data)) >= step for one, _ in pairs):
        after = moved(giver.data, -step)
        yield changed(giver, after, items, *edits[1:])


def _full(node: Node) -> Node:
    return node.at(("full",))


def _id(item: Node) -> str:
    return str(item.data["use"]).partition("@")[0]
