"""Parameters drawn by Hypothesis from a criterion's Params, and the constants that its formula compares with."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import polars as pl
from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from efficiency_rules.criteria.formula import Formula
from efficiency_rules.criteria.formulas.per_unit import PerUnit
from efficiency_rules.criteria.params import Params
from efficiency_rules.criteria.written import written
from efficiency_rules.evidence.types import Model
from efficiency_rules.points import Percent, Points

_SOME = 3
"""The most entries of a drawn list or table."""

_POINTS = st.sampled_from(["0", "0.01", "0.16", "0.5", "1", "2", "2.5", "5"]).map(Points) | st.integers(0, 1000).map(
    lambda hundredths: Points.from_ticks(100 * hundredths)
)
_PERCENTS = st.sampled_from(["0%", "50%", "80%", "95%", "98.5%", "100%"]).map(Percent) | st.integers(0, 10_000).map(
    lambda hundredths: Percent.from_ticks(100 * hundredths)
)


def params_of(params: type[Params], reads: Model) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy for values of the parameters, by name; those with a default keep it half of the time.

    They fit their types, not yet the rules of the model or of the formula. Texts and the keys of tables are choices
    of the ledger's columns: a table has an entry for each choice of one column.
    """
    choices = [column.choices for column in reads.columns if column.choices]
    every = {name: _field(field, choices) for name, field in params.model_fields.items()}
    needed = {name: made for name, made in every.items() if params.model_fields[name].is_required()}
    return st.fixed_dictionaries(needed, optional={name: every[name] for name in every if name not in needed})


def plain(value: Any) -> Any:
    """Return a value as a ruleset's YAML would hold it: exact numbers and days as text."""
    if isinstance(value, Mapping):
        return {plain(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in value]
    return str(value) if isinstance(value, Points | Percent | date) else value


def constants(formula: Formula | PerUnit, reads: Model) -> tuple[list[str], list[int]]:
    """Return the texts and numbers that the formula compares columns with, where its type leaves them open."""
    open_ones = {c.name for c in reads.columns if c.kind in ("text", "integer", "points", "percent") and not c.key}
    if isinstance(formula, PerUnit):
        return [], []
    found: dict[str | int, None] = {}
    for part in written(formula):
        if open_ones.intersection(part.expression.meta.root_names()):
            found.update(dict.fromkeys(_literals(part.expression)))
    return [one for one in found if isinstance(one, str)], [one for one in found if isinstance(one, int)]


def _literals(expression: pl.Expr) -> Iterator[str | int]:
    try:
        yield from _walk(json.loads(expression.meta.serialize(format="json")))
    except pl.exceptions.PolarsError:
        # A Python function cannot be written down; the check of the formula refuses it.
        return


def _walk(node: Any) -> Iterator[str | int]:
    if isinstance(node, list):
        if node and isinstance(node[0], dict):
            yield from (found for entry in node for found in _walk(entry))
    elif isinstance(node, dict):
        for kind, body in node.items():
            if kind in ("String", "Int", "Int64", "Int32") and isinstance(body, str | int):
                yield body
            else:
                yield from _walk(body)


def _field(field: FieldInfo, choices: list[tuple[str, ...]]) -> st.SearchStrategy[Any]:
    made = _of(field.annotation, choices)
    bounds = {
        name: getattr(one, name) for one in field.metadata for name in ("ge", "gt", "le", "lt") if hasattr(one, name)
    }
    if field.annotation is int and bounds:
        low = bounds.get("ge", bounds["gt"] + 1 if "gt" in bounds else None)
        high = bounds.get("le", bounds["lt"] - 1 if "lt" in bounds else None)
        return st.integers(low, (low or 0) + 30 if high is None else high)
    return made


def _of(annotation: Any, choices: list[tuple[str, ...]]) -> st.SearchStrategy[Any]:
    origin, inside = get_origin(annotation), get_args(annotation)
    plain: Mapping[Any, st.SearchStrategy[Any]] = {
        Points: _POINTS,
        Percent: _PERCENTS,
        bool: st.booleans(),
        int: st.integers(1, 20) | st.integers(0, 60),
        date: st.dates(date(2025, 1, 1), date(2025, 12, 31)),
        str: st.sampled_from([choice for each in choices for choice in each] or ["甲"]),
        NoneType: st.none(),
    }
    if annotation in plain:
        return plain[annotation]
    if origin is Literal:
        return st.sampled_from(inside)
    if origin in (Union, UnionType):
        return st.one_of(*(_of(one, choices) for one in inside))
    if origin is dict:
        return _table(inside[0], inside[1], choices)
    if origin is list:
        return st.lists(_of(inside[0], choices), max_size=_SOME)
    if origin is tuple and len(inside) == 2 and inside[1] is Ellipsis:
        return st.lists(_of(inside[0], choices), max_size=_SOME).map(tuple)
    if origin is tuple:
        return st.tuples(*(_of(one, choices) for one in inside))
    if isinstance(annotation, type) and issubclass(annotation, Params):
        return st.fixed_dictionaries({name: _field(f, choices) for name, f in annotation.model_fields.items()})
    return st.nothing()


def _table(key: Any, value: Any, choices: list[tuple[str, ...]]) -> st.SearchStrategy[Any]:
    entry = _of(value, choices)
    if key is str and choices:
        return st.one_of(*(st.fixed_dictionaries(dict.fromkeys(each, entry)) for each in choices))
    return st.dictionaries(_of(key, choices), entry, min_size=1, max_size=_SOME)
