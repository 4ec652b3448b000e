"""The JSON Schema (draft-07) of a ruleset file, made from the same keys that the loader reads."""

from typing import Any

from efficiency_rules.rulesets.shape import ORIGIN, RULESET, Key, Shape

_ID = "^[a-z][a-z0-9]*([-_][a-z0-9]+)*$"
_POINTS = r"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,4})?$"
_PERCENT = r"^(0|[1-9][0-9]{0,2})(\.[0-9]{1,4})?%$"
_SHARE = r"^((0|[1-9][0-9]{0,2})(\.[0-9]{1,4})?%|[0-9]{1,9}/[1-9][0-9]{0,8})$"
_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_USE = "^[a-z][a-z0-9]*(-[a-z0-9]+)*@[1-9][0-9]{0,5}$"
_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
_WRAPPED = (
    "integer",
    "points",
    "percent",
    "places",
    "flag",
    "choice",
    "choices",
    "ids",
    "share",
    "counts",
    "section",
)
"""Kinds whose value editors offer to write with its origin."""


def ruleset_schema() -> dict[str, Any]:
    """Return the schema as plain data, with a description of every key in Chinese and English.

    It helps editors; the loader checks more (sums, references, criteria and their parameters).
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "efficiency-rules ruleset (政务效能评价计分细则)",
        **_mapping(RULESET),
    }


def _mapping(shape: Shape) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {key: {**_value(spec), **_description(spec)} for key, spec in shape.items()},
        "required": [key for key, spec in shape.items() if spec.required],
        "additionalProperties": False,
    }


def _description(spec: Key) -> dict[str, str]:
    return {"description": f"{spec.zh} / {spec.en}"}


def _value(spec: Key) -> dict[str, Any]:
    bare = _bare(spec)
    return {"anyOf": [bare, _with_origin(bare)]} if spec.kind in _WRAPPED else bare


def _with_origin(bare: dict[str, Any]) -> dict[str, Any]:
    around = {key: {**_bare(spec), **_description(spec)} for key, spec in ORIGIN.items()}
    return {
        "type": "object",
        "properties": {"value": bare, **around},
        "required": ["value"],
        "additionalProperties": False,
    }


def _bare(spec: Key) -> dict[str, Any]:
    shape = spec.shape or {}
    simple: dict[str, dict[str, Any]] = {
        "text": _TEXT,
        "texts": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]},
        "id": {"type": "string", "pattern": _ID},
        "use": {"type": "string", "pattern": _USE},
        "integer": {"type": "integer", "minimum": 1},
        "points": {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": _POINTS}]},
        "percent": {"type": "string", "pattern": _PERCENT},
        "places": {"enum": [*spec.choices, 1, 0.1, 0.01, 0.001, 0.0001]},
        "flag": {"type": "boolean"},
        "day": {"type": "string", "pattern": _DAY},
        "choice": {"enum": list(spec.choices)},
        "choices": {"type": "array", "items": {"enum": list(spec.choices)}, "minItems": 1},
        "ids": {"type": "array", "items": _TEXT, "minItems": 1},
        "open": {"type": "object"},
        "list": {"type": "array"},
        "share": {"type": "string", "pattern": _SHARE},
        "any": {},
    }
    if spec.kind in simple:
        return dict(simple[spec.kind])
    if spec.kind == "counts":
        return _counts()
    if spec.kind == "section":
        return _mapping(shape)
    if spec.kind == "sections":
        return {"type": "array", "items": _mapping(shape)}
    return {"type": "object", "additionalProperties": _mapping(shape), "propertyNames": {"pattern": _ID}}


def _counts() -> dict[str, Any]:
    document = _TEXT | {"description": "决定名额的文号 / the document that decided the seats"}
    return {
        "type": "object",
        "properties": {"document": document},
        "required": ["document"],
        "additionalProperties": {"anyOf": [_COUNT, _with_origin(_COUNT)]},
    }
