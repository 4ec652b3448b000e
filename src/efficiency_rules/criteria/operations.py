"""The operations that may stand in an expression: an allow-list over the JSON form of Polars expressions."""

import io
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Literal

import polars as pl
from pydantic_core import from_json

Finding = tuple[Literal["column", "operation", "float"], str]
"""What is wrong with an expression: an unknown column, a refused operation, or a number that is not exact."""

Schema = Mapping[str, Any]
"""The columns an expression may use, and the type of each."""

_ARITHMETIC = {"Plus", "Minus", "Multiply"}
_DIVISION = {"FloorDivide", "Modulus"}
_COMPARISON = {"Eq", "NotEq", "EqValidity", "NotEqValidity", "Lt", "LtEq", "Gt", "GtEq"}
_LOGIC = {"And", "Or", "Xor", "LogicalAnd", "LogicalOr"}

_FUNCTIONS = {
    "Abs",
    "Clip",
    "Coalesce",
    "FillNull",
    "MaxHorizontal",
    "MinHorizontal",
    "Negate",
    "ReplaceStrict",
    "SumHorizontal",
    *(f"Boolean.{name}" for name in ("AllHorizontal", "AnyHorizontal", "IsBetween", "IsIn", "IsNotNull")),
    *(f"Boolean.{name}" for name in ("IsNull", "Not")),
    *(f"StringExpr.{name}" for name in ("Contains", "EndsWith", "LenChars", "StartsWith", "StripChars")),
    *(f"TemporalExpr.{name}" for name in ("Day", "Duration", "Month", "OffsetBy", "OrdinalDay", "Quarter")),
    *(f"TemporalExpr.{name}" for name in ("TotalDays", "WeekDay", "Year")),
}

_CASTS = {"Int64", "Boolean", "String"}
_WIDE = (pl.Int64, pl.Date, pl.Duration, pl.String)
"""What arithmetic may yield: numbers of 8 to 32 bits, and unsigned ones, wrap without a word."""

_SCALARS = {"Boolean", "Bool", "Date", "Duration", "Int", "Int32", "Int64", "Null", "Str", "String"}


def inspect(expression: pl.Expr, schema: Schema) -> Iterator[Finding]:
    """Yield everything in the expression that may not stand there; nothing when all is well."""
    try:
        written = expression.meta.serialize(format="json")
    except pl.exceptions.PolarsError:
        # A Python function cannot be written down.
        yield "operation", "Python function"
        return
    yield from _found(written, tuple(schema.items()))


@lru_cache(maxsize=64)
def _found(written: str, columns: tuple[tuple[str, Any], ...]) -> tuple[Finding, ...]:
    """Return the findings of an expression's JSON, which counties have in common: a calendar has thousands of days."""
    return tuple(_walk(from_json(written), dict(columns)))


def _walk(node: Any, schema: Schema) -> Iterator[Finding]:
    if not isinstance(node, dict) or len(node) != 1:
        yield "operation", str(node)
        return
    kind, body = next(iter(node.items()))
    if kind == "Column":
        if body not in schema:
            yield "column", body
    elif kind == "Literal":
        yield from _literal(node, body)
    elif kind == "Alias":
        yield from _walk(body[0], schema)
    elif kind == "BinaryExpr":
        yield from _binary(node, body, schema)
    elif kind == "Ternary":
        for part in ("predicate", "truthy", "falsy"):
            yield from _walk(body[part], schema)
    elif kind == "Cast":
        yield from _cast(body, schema)
    elif kind == "Function":
        yield from _function(node, body, schema)
    else:
        yield "operation", _name(body) if kind == "Agg" else kind


def _binary(node: Any, body: Any, schema: Schema) -> Iterator[Finding]:
    operation = body["op"]
    inside = [*_walk(body["left"], schema), *_walk(body["right"], schema)]
    if operation in ("TrueDivide", "Divide", "RustDivide"):
        yield "float", "/"
    elif operation in _DIVISION and not _is_positive(body["right"]):
        # Polars divides by zero without a word: the answer is null.
        yield "operation", f"{operation} by anything but a positive number"
    elif operation not in _ARITHMETIC | _DIVISION | _COMPARISON | _LOGIC:
        yield "operation", operation
    elif operation in _ARITHMETIC | _DIVISION and not inside:
        yield from _narrow(node, operation, schema)
    yield from inside


def _narrow(node: Any, operation: str, schema: Schema) -> Iterator[Finding]:
    try:
        dtype = pl.LazyFrame(schema=schema).select(_expression(_light(node)).alias("it")).collect_schema()["it"]
    except pl.exceptions.PolarsError:
        # Types that do not fit together show in the type of the whole expression.
        return
    if dtype not in _WIDE:
        yield "operation", f"{operation} of {dtype}, without cast(pl.Int64) before it"


def _cast(body: Any, schema: Schema) -> Iterator[Finding]:
    dtype = body["dtype"]
    target = _name(dtype.get("Literal") if isinstance(dtype, dict) and "Literal" in dtype else dtype)
    if target.startswith(("Float", "Decimal")):
        yield "float", f"cast({target})"
    elif target not in _CASTS:
        yield "operation", f"cast({target})"
    elif body["options"] != "Strict":
        yield "operation", "cast(strict=False)"
    yield from _walk(body["expr"], schema)


def _function(node: Any, body: Any, schema: Schema) -> Iterator[Finding]:
    function = body["function"]
    name = _name(function)
    if isinstance(function, dict) and name in ("Boolean", "StringExpr", "TemporalExpr"):
        name = f"{name}.{_name(function[name])}"
    inside = [finding for argument in body["input"] for finding in _walk(argument, schema)]
    if name not in _FUNCTIONS:
        yield "operation", name
    elif "Float" in str(function) or "'fractional': True" in str(function):
        yield "float", name
    elif name in ("Negate", "SumHorizontal") and not inside:
        yield from _narrow(node, name, schema)
    yield from inside


def _literal(node: Any, body: Any) -> Iterator[Finding]:
    if not isinstance(body, dict) or "Series" in body:
        yield "operation", "Series literal"
        return
    held = next(iter(body.values()))
    kind = _name(held["dtype"] if isinstance(held, dict) and "dtype" in held else held)
    if kind in _SCALARS:
        return
    dtype = _listed(held) if kind == "List" else pl.select(_expression(node)).dtypes[0]
    if dtype.is_float() or dtype.is_decimal():
        yield "float", f"{dtype} literal"
    elif str(dtype) not in _SCALARS:
        yield "operation", f"{dtype} literal"


def _expression(node: Any) -> pl.Expr:
    return pl.Expr.deserialize(io.StringIO(json.dumps(node)), format="json")


def _listed(held: Any) -> Any:
    """Return the type of a list literal's values, which stand there as an Arrow stream."""
    values = held.get("value", held)
    return pl.read_ipc_stream(io.BytesIO(bytes(values["List"]))).dtypes[0]


def _light(node: Any) -> Any:
    """Return the node with a plain number for every table of whole numbers: a calendar has thousands of days."""
    if isinstance(node, list):
        return node if node and isinstance(node[0], int) else [_light(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    function = node.get("Function", {}).get("function") if isinstance(node.get("Function"), dict) else None
    if isinstance(function, dict) and "Int64" in str(function.get("ReplaceStrict")):
        return json.loads(pl.lit(0, dtype=pl.Int64).meta.serialize(format="json"))
    return {kind: _light(body) for kind, body in node.items()}


def _is_positive(node: Any) -> bool:
    number = node.get("Literal", {}).get("Dyn", {}).get("Int") if isinstance(node, dict) else None
    return isinstance(number, int) and number > 0


def _name(node: Any) -> str:
    return str(next(iter(node), "")) if isinstance(node, dict) else str(node)
