"""What `show` says about a criterion or a ruleset: plain data first, then words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from efficiency_rules.cli.main import Language
from efficiency_rules.errors import Problem, RulesetError, near
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
        ruleset = catalog.named(document.id)
        for item in ruleset.items:
            if item.use == criterion.name and (day is None or day in ruleset.valid):
                uses.append(_item(ruleset, item.id))
    return {
        "criterion": criterion.name,
        "title": criterion.title,
        "editions": [c.name for c in editions],
        "rule": criterion.doc,
        "bundle": criterion.bundle,
        "file": criterion.file,
        "evidence": {
            "id": reads.id,
            "title": reads.title,
            "columns": [{"name": c.name, "heading": c.heading, "kind": c.kind, "key": c.key} for c in reads.columns],
        },
        "params": criterion.params.model_json_schema()["properties"],
        "used_by": uses,
    }


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
    lines.append(("规则包：" if zh else "bundle: ") + f"{data['bundle']}  {data['file']}")
    lines.append(("版次：" if zh else "editions: ") + "、".join(data["editions"]))
    evidence = data["evidence"]
    lines.append(("台账：" if zh else "ledger: ") + f"{evidence['title']} ({evidence['id']})")
    lines += [f"  {c['heading']}  {c['name']}  {c['kind']}{' *' if c['key'] else ''}" for c in evidence["columns"]]
    for use in data["used_by"]:
        lines += ["", f"{use['ruleset']}（{use['status']}）方案{use['clause']}  {use['full']} 分"]
        lines += [f"  “{quote}”" for quote in use["quotes"]]
        lines += [f"  {name} = {_value(value)}{_basis(use['basis'], name)}" for name, value in use["params"].items()]
    return "\n".join(lines)


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
        lines += [f"  {i['full']:>5}  {i['title']}  {i['use']}  {i['method']}  {i['clause']}" for i in area["items"]]
    lines += ["", "  ".join(f"{grade['title']} {grade['share']}" for grade in data["grades"])]
    return "\n".join(lines)
