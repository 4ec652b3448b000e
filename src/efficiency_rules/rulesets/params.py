"""A criterion's parameters from the document, and pydantic's complaints in our words at their lines."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.criteria.params import Params
from efficiency_rules.errors import EfficiencyRulesError, Place, near
from efficiency_rules.rulesets.node import Loc, Node
from efficiency_rules.rulesets.problems import Problems, shown

_EXPECTED = {
    "int": ("整数", "a whole number"),
    "string": ("文字", "text"),
    "bool": ("true 或 false", "true or false"),
    "date": ("日期，如 2025-01-31", "a day such as 2025-01-31"),
    "list": ("列表", "a list"),
    "tuple": ("列表", "a list"),
    "set": ("列表", "a list"),
    "dict": ("一组“键: 值”", "a mapping of keys to values"),
    "model": ("一组“键: 值”", "a mapping of keys to values"),
    "dataclass": ("一组“键: 值”", "a mapping of keys to values"),
}
"""What was expected, by the first word of pydantic's error type."""


def read_params(criterion: Criterion, node: Node | None, place: Place, problems: Problems) -> Params | None:
    """Return the validated parameters, or None with every problem noted at its parameter.

    `node` is the `params:` mapping, None where it is not written; `place` stands in for it then.
    """
    data = {} if node is None else node.plain()
    try:
        # As JSON, because lists are the only sequences and text the only days a document can hold.
        return criterion.params.model_validate_json(json.dumps(data, ensure_ascii=False))
    except ValidationError as error:
        _report(error, criterion, node, place, problems)
        return None


def _report(error: ValidationError, criterion: Criterion, node: Node | None, place: Place, problems: Problems) -> None:
    details = error.errors(include_url=False)
    misspelt = {
        (*detail["loc"][:-1], meant)
        for detail in details
        if detail["type"] == "extra_forbidden"
        for meant in near(str(detail["loc"][-1]), fields_at(criterion.params, detail["loc"][:-1]))[:1]
    }
    seen: set[Loc] = set()
    for detail in details:
        loc, kind = detail["loc"], detail["type"]
        at = node.at(loc) if node is not None else None
        value_place = at.place if at is not None else place
        name = ".".join(str(part) for part in loc) or "params"
        if kind == "missing":
            if loc not in misspelt:
                expected = _type_of(criterion.params, loc)
                problems.add("ruleset-param-missing", value_place, use=criterion.name, missing=name, expected=expected)
        elif kind == "extra_forbidden":
            known = fields_at(criterion.params, loc[:-1])
            key_place = at.key_place if at is not None else place
            problems.unknown("ruleset-param-unknown", key_place, str(loc[-1]), known, use=criterion.name)
        elif (at.path if at is not None else loc) not in seen:
            # A union complains once for each of its members.
            seen.add(at.path if at is not None else loc)
            cause = (detail.get("ctx") or {}).get("error")
            if isinstance(cause, EfficiencyRulesError):
                problems.adopt(cause.problems, value_place)
                continue
            zh, en = _expected(detail)
            found = shown(at.plain()) if at is not None else ""
            facts = {"use": criterion.name, "key": name, "found": found, "expected": zh, "expected_en": en}
            problems.add("ruleset-param-invalid", value_place, **facts)


def _expected(detail: Mapping[str, Any]) -> tuple[str, str]:
    context = detail.get("ctx") or {}
    if str(detail["type"]).startswith("date_"):
        return _EXPECTED["date"]
    if "expected" in context:
        return str(context["expected"]), str(context["expected"])
    if "error" in context:
        return str(context["error"]), str(context["error"])
    for bound, zh, en in (
        ("ge", "不小于", "at least"),
        ("gt", "大于", "more than"),
        ("le", "不大于", "at most"),
        ("lt", "小于", "less than"),
    ):
        if bound in context:
            return f"{zh} {context[bound]}", f"{en} {context[bound]}"
    message = str(detail["msg"])
    return _EXPECTED.get(str(detail["type"]).partition("_")[0], (message, message))


def fields_at(model: type[BaseModel], loc: Iterable[str | int]) -> list[str]:
    """Return the field names of the model that stands at the end of a way through nested parameters."""
    found: Any = model
    for part in loc:
        if isinstance(found, type) and issubclass(found, BaseModel) and part in found.model_fields:
            found = _model_in(found.model_fields[str(part)].annotation)
    return list(found.model_fields) if isinstance(found, type) and issubclass(found, BaseModel) else []


def description_at(model: type[BaseModel], loc: Iterable[str | int]) -> str:
    """Return what the author says about the parameter at the end of a way, or about the nearest one around it."""
    found: Any = model
    text = ""
    for part in loc:
        if isinstance(found, type) and issubclass(found, BaseModel) and part in found.model_fields:
            field = found.model_fields[str(part)]
            text = field.description or text
            found = _model_in(field.annotation)
    return " ".join(text.split())


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for one in get_args(annotation) if (found := _model_in(one)) is not None), None)


def _type_of(model: type[BaseModel], loc: Loc) -> str:
    """The type of a parameter as its author wrote it, e.g. `Points`."""
    field = model.model_fields.get(str(loc[0])) if len(loc) == 1 else None
    annotation: Any = None if field is None else field.annotation
    return annotation.__name__ if isinstance(annotation, type) else f"{annotation or '—'}"
