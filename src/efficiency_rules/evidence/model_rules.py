"""Rules of an evidence type that its columns cannot carry: its model validates each row."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import polars as pl
from pydantic import ValidationError

from efficiency_rules.evidence.body import Body, Fault
from efficiency_rules.evidence.headings import Headings
from efficiency_rules.evidence.types import Column, Model
from efficiency_rules.points import Percent, Points
from efficiency_rules.units import Roster

F = TypeVar("F", bound=Callable[..., Any])

_CONDITION = "__only_where__"


def only_where(condition: pl.Expr) -> Callable[[F], F]:
    """Say of a validator's function which rows it can refuse at all, by an expression over the columns of the ledger.

    Put it below pydantic's decorator. Where the condition is false or null the validator is not called, which saves a
    Python call a row; it must therefore hold wherever the validator refuses. A model whose validators all say so is
    checked column by column.
    """

    def mark(function: F) -> F:
        setattr(function, _CONDITION, condition)
        return function

    return mark


def has_own_rules(type: Model) -> bool:
    """Say whether the model has validators or constraints beside the kinds and bounds of its columns."""
    rules = type.__pydantic_decorators__
    if rules.validators or rules.field_validators or rules.root_validators or rules.model_validators:
        return True
    return _constrained(type)


def _constrained(type: Model) -> bool:
    return any(len(type.model_fields[column.name].metadata) > _carried(column) for column in type.columns)


def _carried(column: Column) -> int:
    return (column.kind == "unit") + (column.at_least is not None) + (column.at_most is not None)


def refused_by_model(
    type: Model,
    body: Body,
    headings: Headings,
    values: Mapping[str, pl.Series],
    roster: Roster,
    bad: set[int],
) -> list[Fault]:
    """Return what the model itself refuses among the rows that are not yet bad.

    Only for models with rules of their own, and only the rows that these can refuse, because it takes a Python call a
    row. A validator may refuse a row; the values it returns are not used: evidence is never changed.
    """
    if not has_own_rules(type):
        return []
    found = []
    suspects = _suspects(type, values)
    rows = body.rows if suspects is None else body.rows.gather(suspects)
    chosen = values if suspects is None else {name: column.gather(suspects) for name, column in values.items()}
    columns = {column.name: _python_values(chosen[column.name], column, roster) for column in type.columns}
    for at, row in enumerate(rows.to_list()):
        if row in bad:
            continue
        try:
            type.model_validate({name: column[at] for name, column in columns.items()}, by_name=True)
        except ValidationError as error:
            found += [_fault(type, headings, row, dict(one)) for one in error.errors(include_url=False)]
    return found


def _suspects(type: Model, values: Mapping[str, pl.Series]) -> pl.Series | None:
    """Return the positions of the rows that the model's validators can refuse; None where one of them does not say."""
    rules = type.__pydantic_decorators__
    if rules.validators or rules.root_validators or _constrained(type):
        return None
    functions = [rule.func for rule in rules.field_validators.values()]
    functions += [rule.func for rule in rules.model_validators.values()]
    conditions = []
    for function in functions:
        condition = getattr(getattr(function, "__func__", function), _CONDITION, None)
        if condition is None:
            return None
        conditions.append(condition)
    return pl.DataFrame(dict(values)).select(pl.any_horizontal(conditions).fill_null(False)).to_series().arg_true()


def _python_values(series: pl.Series, column: Column, roster: Roster) -> list[Any]:
    values = series.to_list()
    if column.kind == "unit":
        return [None if index is None else roster.units[index].id for index in values]
    if column.kind in ("points", "percent"):
        exact = Points if column.kind == "points" else Percent
        return [None if ticks is None else exact.from_ticks(ticks) for ticks in values]
    return values


def _fault(type: Model, headings: Headings, row: int, error: dict[str, Any]) -> Fault:
    first = str(error["loc"][0]) if error["loc"] else ""
    column = next((column for column in type.columns if first in (column.name, column.heading)), None)
    # The validator's own words, without what pydantic puts before them.
    cause = (error.get("ctx") or {}).get("error")
    facts: dict[str, object] = {
        "column": column.heading if column else type.title,
        "found": str(error["input"]) if column else "",
        "reason": str(cause or "") or str(error["msg"]),
    }
    return Fault(row, headings.at[column.name] if column else 0, "row-refused", facts)
