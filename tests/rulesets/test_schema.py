"""The JSON Schema for editors says what the loader says: same keys, each described in both languages."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from efficiency_rules.rulesets.schema import ruleset_schema
from efficiency_rules.strict_yaml import parse


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


def test_is_draft_07() -> None:
    """The schema is plain JSON of draft-07 that refuses unknown keys everywhere but among seats by grade."""
    schema = ruleset_schema()
    assert json.loads(json.dumps(schema)) == schema
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    for one in objects(schema):
        assert one["additionalProperties"] is False or list(one["properties"]) == ["document"]
        assert set(one["required"]) <= set(one["properties"])


def test_every_key_is_described() -> None:
    """Every key has a description in Chinese and English."""
    for one in objects(ruleset_schema()):
        for key, value in one["properties"].items():
            if key != "value":
                assert re.search(r"[\u4e00-\u9fff].* / .*[a-z]", value["description"]), key


def test_example_fits(example: str) -> None:
    """Every part of a complete ruleset fits the schema."""
    assert list(misfits(parse(example, "f").data, ruleset_schema())) == []


NEW_KEYS = (
    ("pool: all", "pool: by-group-reconciled\n  group_order: [town, department]"),
    ("pool: all", "pool: by-group-reconciled\n  group_order: {value: [town, department], basis: county}"),
    ("base: all", "base: {value: exclude-forced, basis: county}"),
    ("seats: largest-remainder", "seats: at-most\n  at_most: [excellent]"),
    (
        "seats: largest-remainder",
        "seats: explicit\n  counts: {document: 3号, excellent: 1, good: {value: 2, note: 甲}}",
    ),
    ("restrictions: fill", "restrictions: after\n  corrections: appellant\n  accept_paradox: 3号"),
    ("then: decide}", "then: majority}"),
    ("share: 30%", "share: 3/10"),
    (", share: 30%", ""),
    ("  seats: largest-remainder\n", ""),
)


@pytest.mark.parametrize(("old", "new"), NEW_KEYS)
def test_every_policy_of_grading_fits(example: str, old: str, new: str) -> None:
    """What the loader takes in the grading section fits the schema."""
    assert old in example
    assert list(misfits(parse(example.replace(old, new, 1), "f").data, ruleset_schema())) == []


def test_a_section_may_carry_its_origin(example: str) -> None:
    """The ties of the example fit with an origin around all of them, as the loader takes them."""
    ties = example[example.index("  ties: ") :].partition("\n")[0]
    wrapped = f"  ties: {{value: {ties.removeprefix('  ties: ')}, basis: assumption}}"
    assert list(misfits(parse(example.replace(ties, wrapped), "f").data, ruleset_schema())) == []


def test_mistakes_do_not_fit(example: str) -> None:
    """Unknown keys, missing keys and wrong values do not fit."""
    for old, new in (
        ("title: 履行职责情况", "titel: 履行职责情况"),
        ("    clause: 四(一)\n", ""),
        ("status: provisional", "status: final"),
        ("share: 30%", "share: 30"),
        ("full: 28", "full: 28.00001"),
        ("  town:", "  Town:"),
        ("share: 30%", "share: 3/0"),
        ("pool: all", "pool: group"),
        ("pool: all", "pool: all\n  group_order: town"),
        ("pool: all", "pool: all\n  counts: {excellent: 1}"),
        ("pool: all", "pool: all\n  counts: {document: 3号, excellent: -1}"),
        ("pool: all", "pool: all\n  corrections: all"),
    ):
        assert list(misfits(parse(example.replace(old, new, 1), "f").data, ruleset_schema())), new


def misfits(data: Any, schema: dict[str, Any], path: str = "") -> Iterator[str]:
    """The places where data does not fit, by the few words of draft-07 that the schema uses."""
    if "anyOf" in schema:
        if all(list(misfits(data, one, path)) for one in schema["anyOf"]):
            yield path
        return
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "number": int}
    kind = schema.get("type")
    if kind is not None and (not isinstance(data, kinds[kind]) or (kind == "integer" and isinstance(data, bool))):
        yield path
        return
    if "minimum" in schema and isinstance(data, int) and data < schema["minimum"]:
        yield path
    if "enum" in schema and data not in schema["enum"]:
        yield path
    if isinstance(data, str) and "pattern" in schema and not re.search(schema["pattern"], data):
        yield path
    if isinstance(data, list):
        for at, one in enumerate(data):
            yield from misfits(one, schema.get("items", {}), f"{path}[{at}]")
    if isinstance(data, dict):
        known, rest = schema.get("properties", {}), schema.get("additionalProperties", {})
        yield from (f"{path}.{key}" for key in schema.get("required", ()) if key not in data)
        for key, value in data.items():
            if "propertyNames" in schema and not re.search(schema["propertyNames"]["pattern"], key):
                yield f"{path}.{key}"
            if key in known:
                yield from misfits(value, known[key], f"{path}.{key}")
            elif rest is False:
                yield f"{path}.{key}"
            else:
                yield from misfits(value, rest, f"{path}.{key}")
