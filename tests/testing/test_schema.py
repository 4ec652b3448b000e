"""The JSON Schema of cases for editors: the keys that the runner reads, and files that run fit it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import efficiency_rules_jingbian
from efficiency_rules.cli.schemas import cases_schema
from efficiency_rules.strict_yaml import read
from efficiency_rules.testing import shape

TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": int,
    "null": type(None),
    "boolean": bool,
}

CRITERION, BOUND, COUNTY = cases_schema()["oneOf"]


def fits(data: Any, schema: dict[str, Any]) -> bool:
    """Say whether data fits, by the few words of draft-07 that the schema uses."""
    return not list(misfits(data, schema))


def misfits(data: Any, schema: dict[str, Any]) -> Iterator[str]:
    kinds = schema.get("type", list(TYPES))
    if not isinstance(data, tuple(TYPES[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds))):
        yield f"{data!r} is no {kinds}"
        return
    if "enum" in schema and data not in schema["enum"]:
        yield f"{data!r} is none of {schema['enum']}"
    if "oneOf" in schema and sum(fits(data, one) for one in schema["oneOf"]) != 1:
        yield "not exactly one fits"
    if "anyOf" in schema and not any(fits(data, one) for one in schema["anyOf"]):
        yield "none fits"
    if isinstance(data, str):
        if not re.search(schema.get("pattern", ""), data) or len(data) < schema.get("minLength", 0):
            yield f"{data!r} does not match"
    elif isinstance(data, int) and not isinstance(data, bool) and data < schema.get("minimum", data):
        yield f"{data} is too small"
    elif isinstance(data, list):
        if len(data) < schema.get("minItems", 0):
            yield "too few"
        yield from (found for part in data for found in misfits(part, schema.get("items", {})))
    elif isinstance(data, dict):
        yield from (f"{key} is missing" for key in schema.get("required", ()) if key not in data)
        if len(data) < schema.get("minProperties", 0):
            yield "too few"
        more = schema.get("additionalProperties", {})
        for key, part in data.items():
            known = schema.get("properties", {}).get(key, more)
            yield from [f"{key} is unknown"] if known is False else misfits(part, known)


@pytest.mark.parametrize(
    ("schema", "keys", "case"),
    [
        (CRITERION, shape.CRITERION_FILE, shape.CASE),
        (BOUND, shape.BOUND_FILE, shape.CASE),
        (COUNTY, shape.COUNTY_FILE, shape.COUNTY_CASE),
    ],
)
def test_keys_are_those_the_runner_reads(schema, keys, case):
    """All kinds of files have the runner's keys, the same required ones, each described in both languages."""
    for found, wanted in ((schema, keys), (schema["properties"]["cases"]["items"], case)):
        assert list(found["properties"]) == list(wanted)
        assert found["required"] == [key for key, spec in wanted.items() if spec.required]
        assert found["additionalProperties"] is False
        for value in found["properties"].values():
            assert re.search(r"[\u4e00-\u9fff].* / .*[a-z]", value["description"])


def test_shipped_cases_fit():
    """Every cases file of the bundle fits the schema."""
    files = sorted((Path(efficiency_rules_jingbian.__file__).parent / "cases").glob("*.cases.yaml"))
    assert len(files) > 27
    assert [(path.name, list(misfits(read(path).data, cases_schema()))) for path in files] == [
        (path.name, []) for path in files
    ]


def test_mistakes_do_not_fit():
    """Unknown keys, missing keys, values that cannot be and cases that compare nothing do not fit."""
    case = {"name": "一", "ledger": [], "points": 2}
    file = {"criterion": "a@2025", "full": 2, "cases": [case]}
    assert fits(file, cases_schema())
    assert fits({"criterion": "a@2025", "ruleset": "x/2025", "cases": [case]}, cases_schema())
    for wrong in ({"points": [2]}, {"state": "not-due"}, {"name": ""}, {"ledger": None}, {"pionts": 2}):
        assert not fits(file | {"cases": [case | wrong]}, cases_schema()), wrong
    for wrong in ({"criterion": "a"}, {"cases": []}, {"cases": [{"name": "一", "ledger": []}]}, {"ruleset": "x/2025"}):
        assert not fits(file | wrong, cases_schema()), wrong
    unit = {"unit": "A", "name": "甲", "group": "town"}
    county = {"name": "一", "roster": [unit], "standings": [{"unit": "A", "rank": None}]}
    good = {"ruleset": "x/2025", "period": 2025, "cases": [county]}
    assert fits(good, cases_schema())
    assert fits(good | {"cases": [county | {"missing": ["breach"]}]}, cases_schema())
    for wrong in ({"missing": "breach"}, {"missing": []}):
        assert not fits(good | {"cases": [county | wrong]}, cases_schema()), wrong
    for wrong in ({"standings": [{"unit": "A"}]}, {"roster": []}, {"seats": {"good": -1}}, {"status": "done"}):
        assert not fits(good | {"cases": [county | wrong]}, cases_schema()), wrong
