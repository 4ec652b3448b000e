"""The JSON Schemas that `schema` prints."""

from typing import Any

from efficiency_rules.cli.act_schemas import (
    DRAFT,
    act_schemas,
    corrections_schema,
    decisions_schema,
    object_of,
    text_of,
)
from efficiency_rules.cli.difference_schema import difference_schema
from efficiency_rules.cli.impact_schema import impact_schema
from efficiency_rules.cli.robustness_schema import robustness_schema
from efficiency_rules.errors import EfficiencyRulesError, Problem, near
from efficiency_rules.evidence.builtin import BUILT_IN
from efficiency_rules.evidence.types import EvidenceType
from efficiency_rules.plugins.host import load_plugins
from efficiency_rules.rulesets.schema import ruleset_schema
from efficiency_rules.rulesets.shape import Shape
from efficiency_rules.testing import shape


def schema_of(name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft-07) called `name`; raises EfficiencyRulesError with the known names."""
    fixed = {
        "ruleset": ruleset_schema,
        "cases": cases_schema,
        "decisions": decisions_schema,
        "corrections": corrections_schema,
        "roster": roster_schema,
        "result": result_schema,
        "diff": difference_schema,
        "impact": impact_schema,
        "robustness": robustness_schema,
    }
    if name in fixed:
        return fixed[name]()
    types = {type.id: type for type in BUILT_IN}
    types |= {criterion.reads.id: criterion.reads for criterion in load_plugins().criteria.values()}
    if name in types:
        return evidence_schema(types[name])
    known = [*fixed, *sorted(types)]
    raise EfficiencyRulesError(
        Problem("schema-unknown", facts={"found": name, "expected": "、".join(known), "near": near(name, known)})
    )


def evidence_schema(type: type[EvidenceType]) -> dict[str, Any]:
    """Return the schema of one row of a ledger, keyed by its Chinese headings."""
    return {"$schema": DRAFT, "$id": type.id, **type.model_json_schema(by_alias=True)}


def cases_schema() -> dict[str, Any]:
    """Return the schema of a `*.cases.yaml` file: cases of a criterion, or of a county under a ruleset."""
    text, number, rows = {"type": "string", "minLength": 1}, {"type": ["string", "number"]}, {"type": "object"}
    records, nullable = {"type": "array", "items": rows}, {"type": ["string", "number", "null"]}
    values: dict[str, Any] = {
        "criterion": text | {"pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*@[1-9][0-9]{0,5}$"},
        "params": {"type": "object"},
        "full": number,
        "ledger": records,
        "points": number,
        "state": {"enum": list(shape.REACHED)},
        "lines": {"type": "array", "items": number},
        "period": {"type": ["string", "integer"]},
        "ledgers": {"type": "object", "additionalProperties": records},
        "missing": {"type": "array", "minItems": 1, "items": text},
        "decisions": {"type": "array", "items": act_schemas()},
        "from": {"type": "string", "format": "date"},
        "to": {"type": "string", "format": "date"},
        "total": nullable,
        "rank": {"type": ["integer", "null"], "minimum": 1},
        "grade": {"type": ["string", "null"]},
        "seats": {"type": "object", "minProperties": 1, "additionalProperties": {"type": "integer", "minimum": 0}},
        "status": {"enum": list(shape.STATUSES)},
    }

    def mapping(keys: Shape, description: str, expectations: Shape | None = None) -> dict[str, Any]:
        properties = {
            key: values.get(key, text) | {"description": f"{spec.zh} / {spec.en}"} for key, spec in keys.items()
        }
        found = object_of([key for key, spec in keys.items() if spec.required], properties, description)
        return found | ({} if expectations is None else {"anyOf": [{"required": [key]} for key in expectations]})

    def listed(items: dict[str, Any]) -> dict[str, Any]:
        return {"type": "array", "minItems": 1, "items": items}

    values["roster"] = listed(mapping(shape.ROSTER_UNIT, "一个单位 / one unit"))
    values["standings"] = listed(mapping(shape.STANDING, "一个单位 / one unit", shape.STANDING_EXPECTATIONS))
    kinds = []
    for file, case, expectations, title in (
        (shape.CRITERION_FILE, shape.CASE, shape.EXPECTATIONS, "指标的算例 / cases of a criterion"),
        (
            shape.BOUND_FILE,
            shape.CASE,
            shape.EXPECTATIONS,
            "某份细则中指标的算例 / of a ruleset's criterion",
        ),
        (shape.COUNTY_FILE, shape.COUNTY_CASE, shape.COUNTY_EXPECTATIONS, "全县算例 / cases of a county"),
    ):
        values["cases"] = listed(mapping(case, "一个算例 / one case", expectations))
        kinds.append(mapping(file, title))
    return {"$schema": DRAFT, "description": "算例文件 / cases", "oneOf": kinds}


def roster_schema() -> dict[str, Any]:
    """Return the schema of one row of a roster, keyed by the English names of its columns."""
    day = {"type": "string", "format": "date"}
    properties = {
        "unit": text_of("单位编号 / id"),
        "name": text_of("单位名称 / name"),
        "group": text_of("类别 / group: a key or title of the ruleset's units"),
        "jurisdiction": {"type": "string", "description": "辖区 / jurisdiction"},
        "parent": {"type": "string", "description": "上级单位 / parent unit"},
        "from": day | {"description": "起始日期 / first day"},
        "to": day | {"description": "截止日期 / last day"},
        "aliases": {"type": "string", "description": "别名，以顿号分隔 / other names"},
    }
    return {"$schema": DRAFT, **object_of(["unit", "name", "group"], properties, "名册的一行 / one row of a roster")}


def result_schema() -> dict[str, Any]:
    """Return the schema of receipt.json."""
    anything: dict[str, Any] = {"type": "object"}
    properties: dict[str, Any] = {
        "schema": {"const": "efficiency-rules/receipt/1"},
        "library": anything,
        "status": {"enum": ["final", "undecided", "provisional", "interim", "incomplete"]},
        "period": text_of("评价周期 / period"),
        "ruleset": anything,
        "about": anything,
        "criteria": {"type": "array", "items": anything},
        "digests": anything,
        "adjustments": {"type": "array", "items": anything},
        "rows": {"type": "array", "items": anything},
        "outside_period": anything,
        "seats": anything,
        "laws_checked": {"type": "array", "items": {"type": "string"}},
        "open_ties": anything,
        "not_evaluated": anything,
        "evaluated_not_graded": anything,
        "tables": anything,
        "digest": text_of("以上全部内容的摘要 / digest of all above"),
        "circumstances": anything | {"description": "时间、操作人、主机 / time, operator, host"},
    }
    return {"$schema": DRAFT, **object_of(list(properties), properties, "评价凭证 / receipt of a result")}
