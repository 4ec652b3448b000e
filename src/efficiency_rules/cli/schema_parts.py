"""Parts of the JSON Schemas of what commands print as JSON."""

from typing import Any

from efficiency_rules.cli.act_schemas import DRAFT, object_of, text_of

Schema = dict[str, Any]

_NUMBER = r"-?[0-9]+(\.[0-9]+)?"


def whole_of(description: str, properties: Schema) -> Schema:
    """Return the schema of a mapping that always has all of its keys."""
    return object_of(list(properties), properties, description)


def list_of(items: Schema, description: str) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items, "description": description}


def points_of(description: str) -> Schema:
    """Return the schema of points as decimal text."""
    return {"type": "string", "pattern": f"^{_NUMBER}$", "description": description}


def percent_of(description: str) -> Schema:
    """Return the schema of a percentage as text."""
    return {"type": "string", "pattern": f"^{_NUMBER}%$", "description": description}


def count_of(description: str, least: int = 0) -> Schema:
    """Return the schema of a whole number."""
    return {"type": "integer", "minimum": least, "description": description}


def maybe(schema: Schema) -> Schema:
    """Return the schema of what may be null; its description says when."""
    description = schema.get("description", "")
    return {"anyOf": [schema, {"type": "null"}], "description": description}


def texts_of(description: str) -> Schema:
    """Return the schema of a list of texts."""
    return list_of({"type": "string"}, description)


def schema_of_json(schema: str, description: str, properties: Schema) -> Schema:
    """Return the schema of everything that a command prints as JSON."""
    return {"$schema": DRAFT, **whole_of(description, {"schema": {"const": schema}, **properties})}


GRADE_LIST = list_of(
    whole_of("一个等次 / a grade", {"id": text_of("代号 / id"), "title": text_of("名称 / title")}),
    "全部等次，由优到次 / all grades, best first",
)
POSSIBLE = texts_of(
    "可能的等次，由优到次；多于一个即待裁定，空即不定等次 / "
    "grades it can get, best first; several: it waits; none: not graded"
)
UNIT = {"unit": text_of("单位编号 / unit id"), "name": text_of("单位名称 / name")}


def ruleset_of(description: str) -> Schema:
    """Return the schema of what is said of a ruleset."""
    keys = {
        "id": text_of("细则名 / name of the ruleset"),
        "title": text_of("标题 / title"),
        "status": {"enum": ["draft", "provisional", "published", "withdrawn"], "description": "状态 / status"},
        "digest": text_of("文件摘要 / digest of the file"),
    }
    return whole_of(description, keys)
