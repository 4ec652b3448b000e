"""What `show` says about a criterion or a ruleset: plain data first, then words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from efficiency_rules.cli.main import Language
from efficiency_rules.criteria.params import Params, type_text
from efficiency_rules.errors import Problem, RulesetError, near
from efficiency_rules.evidence.types import Column
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.rulesets.model import Ruleset


def about_criterion(catalog: Catalog, asked: str, day: date | None) -> dict[str, Any]:
    """Return a criterion's data and where the bundled rulesets use it.

    Without an edition: the newest whose year is not after `day`. Raises RulesetError when there is none.
    """
    id, _, edition = asked.partition("@")
    editions = catalog.editions(id)
    fitting = [c for c in editions if day is None or c.edition <= day.year]
    chosen = [c for c in editions if str(c.edition) == edition] if edition else fitting[-1:]
    if not chosen:
        known = sorted({c.id for c in catalog.criteria.values()})
        facts = {"found": asked, "near": near(id, known), "expected": "、".join(c.name for c in editions) or "—"}
        raise RulesetError(Problem("criterion-not-installed", facts=facts))
    criterion = chosen[0]
    reads = criterion.reads
    uses = []
    for document in catalog.documents():
        ruleset = catalog.bound(document)
        for item in ruleset.items:
            if item.use == criterion.name and (day is None or day in ruleset.valid):
                uses.append(_item(ruleset, item.id))
    retired = criterion.deprecated
    return {
        "criterion": criterion.name,
        "title": criterion.title,
        "editions": [c.name for c in editions],
        "deprecated": None
        if retired is None
        else {"since": str(retired.since), "successor": retired.successor, "reason": retired.reason},
        "rule": criterion.doc,
        "bundle": criterion.bundle,
        "file": criterion.file,
        "evidence": {
            "id": reads.id,
            "title": reads.title,
            "columns": [_column(column) for column in reads.columns],
        },
        "params": _parameters(criterion.params),
        "used_by": uses,
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "heading": column.heading,
        "kind": column.kind,
        "key": column.key,
        "dated": column.dated,
        "optional": column.optional,
        "choices": list(column.choices),
        "at_least": column.at_least,
        "at_most": column.at_most,
    }


def _parameters(params: type[Params]) -> list[dict[str, Any]]:
    """Name, type and default of each parameter; a parameter without a default is required."""
    schema: dict[str, Any] = params.model_json_schema(mode="serialization")["properties"]
    return [
        {
            "name": name,
            "type": type_text(field.annotation),
            "required": field.is_required(),
            "default": schema[name].get("default"),
            "description": field.description or "",
        }
        for name, field in params.model_fields.items()
    ]


def _item(ruleset: Ruleset, id: str) -> dict[str, Any]:
    item = next(item for item in ruleset.items if item.id == id)
    return {
        "ruleset": ruleset.id,
        "status": ruleset.status,
        "clause": item.clause,
        "quotes": list(item.quotes),
        "full": str(item.full),
        "params": item.params.model_dump(mode="json"),
        "basis": {path: {"basis": o.basis, "source": o.source, "note": o.note} for path, o in item.origins.items()},
    }


def criterion_text(data: Mapping[str, Any], lang: Language) -> str:
    """Return the data of a criterion in words."""
    zh = lang == "zh"
    lines = [f"{data['criterion']}  {data['title']}", data["rule"], ""]
    lines[2:2] = _retired_text(data["deprecated"], zh)
    lines.append(("规则包：" if zh else "bundle: ") + f"{data['bundle']}  {data['file']}")
    lines.append(("版次：" if zh else "editions: ") + "、".join(data["editions"]))
    evidence = data["evidence"]
    lines.append(("台账：" if zh else "ledger: ") + f"{evidence['title']} ({evidence['id']})")
    lines += [f"  {c['heading']}  {c['name']}  {_kind_text(c, zh)}" for c in evidence["columns"]]
    lines.append("  " + ("* 合起来识别一条记录" if zh else "* together they identify a record"))
    lines.append("参数：" if zh else "parameters:")
    lines += [f"  {p['name']}  {p['type']}  {_default_text(p, zh)}" for p in data["params"]]
    if not data["params"]:
        lines.append("  " + ("没有" if zh else "none"))
    if not data["used_by"]:
        lines += ["", "没有已安装的计分细则使用它" if zh else "no installed ruleset uses it"]
    for use in data["used_by"]:
        lines += ["", f"{use['ruleset']}（{use['status']}）方案{use['clause']}  {use['full']} 分"]
        lines += [f"  “{quote}”" for quote in use["quotes"]]
        lines += [f"  {name} = {_value(value)}{_basis(use['basis'], name)}" for name, value in use["params"].items()]
    return "\n".join(lines)


def _retired_text(retired: Mapping[str, str] | None, zh: bool) -> list[str]:
    if retired is None:
        return []
    since, successor, reason = retired["since"], retired["successor"], retired["reason"]
    if zh:
        return [f"{since} 起停用：{reason}。接替的指标：{successor or '没有'}"]
    return [f"retired from {since} on: {reason}. successor: {successor or 'none'}"]


def _kind_text(column: Mapping[str, Any], zh: bool) -> str:
    said = [f"{column['kind']}{' *' if column['key'] else ''}"]
    if column["dated"]:
        said.append("归入评价周期的日期" if zh else "the date that places a record in a period")
    if column["optional"]:
        said.append("可空" if zh else "may be empty")
    if column["choices"]:
        said.append("、".join(column["choices"]))
    said += [f"{'不小于' if zh else 'at least'} {column['at_least']}"] if column["at_least"] is not None else []
    said += [f"{'不大于' if zh else 'at most'} {column['at_most']}"] if column["at_most"] is not None else []
    return "，".join(said) if zh else ", ".join(said)


def _default_text(parameter: Mapping[str, Any], zh: bool) -> str:
    if parameter["required"]:
        said = "必填" if zh else "required"
    else:
        said = f"{'默认' if zh else 'default'} {_value(parameter['default'])}"
    return f"{said}  {parameter['description']}".rstrip()


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + "，".join(f"{key}：{_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + "，".join(_value(item) for item in value) + "]"
    return str(value)


def _basis(basis: Mapping[str, Mapping[str, str]], name: str) -> str:
    origin = basis.get(f"params.{name}")
    if not origin or not origin["basis"]:
        return ""
    return f"（{'，'.join(part for part in (origin['basis'], origin['source'], origin['note']) if part)}）"


def about_ruleset(ruleset: Ruleset) -> dict[str, Any]:
    """Return a ruleset's areas and items as plain data."""
    return {
        "ruleset": ruleset.id,
        "title": ruleset.title,
        "status": ruleset.status,
        "valid": str(ruleset.valid),
        "chosen": ruleset.chosen,
        "areas": [
            {
                "id": area.id,
                "title": area.title,
                "full": str(area.full),
                "items": [
                    {
                        "use": item.use,
                        "retires": str(item.criterion.deprecated.since) if item.criterion.deprecated else None,
                        "successor": item.criterion.deprecated.successor if item.criterion.deprecated else None,
                        "title": item.title,
                        "full": str(item.full),
                        "method": ruleset.methods[item.method].title,
                        "clause": item.clause,
                    }
                    for item in area.items
                ],
            }
            for area in ruleset.areas
        ],
        "grades": [
            {"id": grade.id, "title": grade.title, "share": grade.share_text} for grade in ruleset.grading.grades
        ],
    }


def ruleset_text(data: Mapping[str, Any], lang: Language) -> str:
    """Return the data of a ruleset in words."""
    lines = [f"{data['ruleset']}  {data['title']}（{data['status']}，{data['valid']}）"]
    for area in data["areas"]:
        lines += ["", f"{area['title']}  {area['full']}"]
        lines += [
            f"  {i['full']:>5}  {i['title']}  {i['use']}  {i['method']}  {i['clause']}{_retires(i, lang)}"
            for i in area["items"]
        ]
    lines += ["", "  ".join(f"{grade['title']} {grade['share']}" for grade in data["grades"])]
    return "\n".join(lines)


def _retires(item: Mapping[str, Any], lang: Language) -> str:
    if item["retires"] is None:
        return ""
    successor = item["successor"]
    if lang == "zh":
        return f"  （{item['retires']} 起停用{f'，由 {successor} 接替' if successor else ''}）"
    return f"  (retired from {item['retires']} on{f', succeeded by {successor}' if successor else ''})"
