"""The expressions of a formula: as its author wrote them, and as the family composes them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

import polars as pl

from efficiency_rules.criteria.facts import Count, CountDistinct, Fact, Max, Min, Sum
from efficiency_rules.criteria.formula import Costs, Formula

_CONDITION = (pl.Boolean,)
_TEXT = (pl.String,)
_WHOLE = (pl.Int64, pl.Int32)
_ANY = (pl.Int64, pl.Int32, pl.Boolean, pl.Date, pl.String)

_WANTED: Mapping[str, tuple[Any, ...]] = {
    **dict.fromkeys(("hit", "missing", "of", "passed", "valid", "where"), _CONDITION),
    **dict.fromkeys(("answer", "kind", "level", "status"), _TEXT),
    **dict.fromkeys(("count", "done", "score", "target"), _WHOLE),
}
"""What the families' fields must yield, by name: the families name alike what is alike."""


@dataclass(frozen=True, slots=True)
class Part:
    """One expression of a formula: its name, and the types it may yield."""

    name: str
    expression: pl.Expr
    wanted: tuple[Any, ...]


def written(formula: Formula) -> list[Part]:
    """Return the expressions among the fields of a family, named as its author named them."""
    declared: Any = formula
    return [part for field in fields(declared) for part in _parts(field.name, getattr(formula, field.name))]


def composed(formula: Formula) -> list[Part]:
    """Return the expressions of a formula's facts and costs."""
    facts = [part for name, fact in formula.facts().items() for part in _of_fact(name, fact)]
    return [*facts, Part("costs", formula.costs().weight, _WHOLE)]


def _parts(name: str, value: object) -> Iterator[Part]:
    if isinstance(value, pl.Expr):
        yield Part(name, value, _WANTED.get(name, _ANY))
    elif isinstance(value, Count | Sum | Min | Max | CountDistinct):
        yield from _of_fact(name, value)
    elif isinstance(value, Costs):
        yield Part(name, value.weight, _WHOLE)
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            if isinstance(entry, pl.Expr):
                yield Part(f"{name}[{key}]", entry, _CONDITION)
            else:
                yield from _parts(f"{name}[{key}]", entry)
    elif name == "elements" and isinstance(value, list | tuple):
        yield from (Part(f"{name}[{column}]", pl.col(column), _CONDITION) for column in value)


def _of_fact(name: str, fact: Fact) -> Iterator[Part]:
    if fact.where is not None:
        yield Part(f"{name}.where", fact.where, _CONDITION)
    if not isinstance(fact, Count):
        yield Part(f"{name}.value", fact.value, _ANY if isinstance(fact, CountDistinct) else _WHOLE)
