"""Mutants of parameters: every number, day, flag and choice in them, however deep, keys of tables too."""

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.rulesets.node import Node
from efficiency_rules.testing.mutation.mutant import Mutant, changed
from efficiency_rules.testing.mutation.steps import neighbours, one_step


def param_mutants(node: Node, criterion: Criterion | None, items: tuple[str, ...] | None) -> Iterator[Mutant]:
    """Yield the mutants of a `params:` mapping; choices are those that the criterion declares."""
    fields = {} if criterion is None else criterion.params.model_fields
    for name, part in node.entries():
        choices = _choices(fields[name].annotation) if name in fields else ()
        for after in neighbours(part.data, choices) if isinstance(part.data, str) else ():
            yield changed(part, after, items)
        yield from _below(part, items)


def _choices(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((found for one in get_args(annotation) if (found := _choices(one))), ())


def _below(node: Node, items: tuple[str, ...] | None) -> Iterator[Mutant]:
    for after in one_step(node.data):
        yield changed(node, after, items)
    for part in node.below():
        yield from _below(part, items)
    for key, part in node.entries():
        for after in one_step(key):
            if after not in node.data:
                renamed = {after if one == key else one: value for one, value in node.data.items()}
                edit = (node.path, renamed)
                yield Mutant(f"{node.title} ({key})", part.key_place, key, after, items, (edit,))
