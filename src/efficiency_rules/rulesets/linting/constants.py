"""The numbers and texts that stand in an expression."""

import io
import json
from collections.abc import Iterator
from typing import Any

import polars as pl

_SCALARS = ("String", "Int", "Int32", "Int64")

_LONGEST = 4096
"""Bytes of a list that is looked into: longer ones are tables, such as a calendar, that no record is compared with."""


def constants_in(expression: pl.Expr) -> list[str | int]:
    """Return every whole number and text of an expression, those of `is_in` too."""
    return list(_constants(json.loads(expression.meta.serialize(format="json"))))


def _constants(node: Any) -> Iterator[str | int]:
    if isinstance(node, list) and node and isinstance(node[0], dict | list):
        for part in node:
            yield from _constants(part)
    elif isinstance(node, dict):
        for kind, body in node.items():
            if kind in _SCALARS and isinstance(body, str | int):
                yield body
            elif kind == "List" and _is_short(body):
                # The values of a list stand there as an Arrow stream.
                yield from _plain(pl.read_ipc_stream(io.BytesIO(bytes(body))).to_series())
            else:
                yield from _constants(body)


def _is_short(body: Any) -> bool:
    return isinstance(body, list) and len(body) <= _LONGEST and all(isinstance(part, int) for part in body)


def _plain(values: pl.Series) -> Iterator[str | int]:
    for value in values.to_list():
        if isinstance(value, str | int) and not isinstance(value, bool):
            yield value
