"""The JSON Schemas of recorded acts: decisions files and corrections files."""

from typing import Any

DRAFT = "http://json-schema.org/draft-07/schema#"


def object_of(required: list[str], properties: dict[str, Any], description: str) -> dict[str, Any]:
    """Return the schema of a mapping that has these keys and no others."""
    return {
        "type": "object",
        "description": description,
        "required": required,
        "additionalProperties": False,
        "properties": properties,
    }


def text_of(description: str) -> dict[str, Any]:
    """Return the schema of a text that is not empty."""
    return {"type": "string", "minLength": 1, "description": description}


_UNIT = text_of("单位编号 / unit id")
_CRITERION = text_of("指标编号，不带版次 / criterion id, without its edition")
_TYPE = text_of("台账类型编号 / evidence type id")
_KEY = {"type": ["string", "integer"], "description": "记录编号，同 lines.csv 的 evidence / key of the record"}
_CELL = {"type": ["string", "integer", "boolean", "null"]}
_ABOUT = {
    "by": text_of("决定人 / who decided"),
    "role": text_of("职务 / role"),
    "on": text_of("日期 YYYY-MM-DD / date"),
    "reason": text_of("理由 / reason"),
    "document": text_of("依据文件 / document"),
}


def _act(kind: str, keys: dict[str, Any], description: str) -> dict[str, Any]:
    properties = {"kind": {"enum": [kind], "description": "种类 / kind"}, **keys, **_ABOUT}
    return object_of(list(properties), properties, description)


def _units(least: int) -> dict[str, Any]:
    words = "并列的全部单位，由优到次 / the whole tie, best first"
    return {"type": "array", "minItems": least, "items": {"type": "string"}, "description": words}


def _acts() -> list[dict[str, Any]]:
    points = {"type": ["string", "number"], "description": "更正后的得分 / the mark as it shall be"}
    return [
        _act("tie", {"units": _units(2)}, "同分先后的裁定 / the order of a tie"),
        _act("adjustment", {"unit": _UNIT, "criterion": _CRITERION, "points": points}, "得分更正 / a mark adjusted"),
    ]


def act_schemas() -> dict[str, Any]:
    """Return the schema of one recorded act of a decisions file."""
    return {"oneOf": _acts()}


def decisions_schema() -> dict[str, Any]:
    """Return the schema of a decisions file."""
    outer = {"decisions": {"type": "array", "items": act_schemas()}}
    return {"$schema": DRAFT, **object_of(["decisions"], outer, "裁定文件 / decisions")}


def corrections_schema() -> dict[str, Any]:
    """Return the schema of a corrections file."""
    record = {"type": "object", "additionalProperties": _CELL, "description": "整条记录 / the whole record"}
    kinds = [
        *_acts(),
        _act("withdrawal", {"type": _TYPE, "key": _KEY}, "撤回一条记录 / a record withdrawn"),
        _act("replacement", {"type": _TYPE, "key": _KEY, "record": record}, "替换一条记录 / a record replaced"),
        _act("revocation", {"type": _TYPE, "key": _KEY}, "撤销对记录的更正 / a correction of a record taken back"),
        _act("revocation", {"unit": _UNIT, "criterion": _CRITERION}, "撤销得分更正 / an adjustment taken back"),
        _act("revocation", {"units": _units(1)}, "撤销裁定 / the order of a tie taken back"),
    ]
    outer = {"corrections": {"type": "array", "items": {"oneOf": kinds}}}
    return {"$schema": DRAFT, **object_of(["corrections"], outer, "更正文件 / corrections")}
