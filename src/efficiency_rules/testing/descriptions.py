"""What a criterion says about itself: its texts, the plan's words behind it, the defaults of its parameters."""

from collections.abc import Iterable

from pydantic import ValidationError

from efficiency_rules.criteria.params import Params
from efficiency_rules.errors import Problem, RulesetError
from efficiency_rules.rulesets.document import RulesetDocument, read_document
from efficiency_rules.rulesets.fields import Fields
from efficiency_rules.testing.subject import Subject


def metadata(subject: Subject) -> Problem | None:
    """Title, rule in words, source file, ledger and every parameter's meaning are there."""
    criterion = subject.criterion
    lacking = [
        name
        for name, text in {
            "title": criterion.title,
            "docstring": criterion.doc,
            "file": criterion.file,
            "reads.id": criterion.reads.id,
            "reads.title": criterion.reads.title,
            **{f"params.{name}": field.description for name, field in criterion.params.model_fields.items()},
        }.items()
        if not (text or "").strip()
    ]
    return subject.problem("suite-metadata", found="、".join(lacking)) if lacking else None


def quotes(subject: Subject) -> Problem | None:
    """Every item of the rulesets that pins the criterion quotes the plan."""
    try:
        documents = list(_documents(subject)) if subject.rulesets is None else subject.rulesets
    except RulesetError as error:
        found, found_en = ("；".join(problem.text(lang) for problem in error.problems) for lang in ("zh", "en"))
        return subject.problem("suite-failed", found=found, found_en=found_en)
    items = [item for document in documents for item in _items(document, subject)]
    if not items:
        return subject.not_applicable("没有计分细则引用这个指标", "no ruleset pins this criterion")
    bare = [str(item.place("use")) for item in items if not item.get("quote")]
    return subject.problem("suite-quote", found="、".join(bare)) if bare else None


def default_parameters(subject: Subject) -> Problem | None:
    """Every default of a parameter fits its type, its bounds and its validators; all defaults together a formula."""
    criterion = subject.criterion
    fields = criterion.params.model_fields
    for name, field in fields.items():
        if field.is_required():
            continue
        default = field.get_default(call_default_factory=True, validated_data={})
        if because := _refused(criterion.params, name, default):
            return subject.problem("suite-default", parameter=name, found=repr(default), because=because)
    if any(field.is_required() for field in fields.values()):
        return None
    try:
        criterion.formula(criterion.params())
    # Whatever an author's own code raises, the defaults make no formula.
    except Exception as error:
        facts = {"parameter": "、".join(fields) or "—", "found": str(criterion.params()), "because": str(error)}
        return subject.problem("suite-default", **facts)
    return None


def _refused(params: type[Params], name: str, default: object) -> str:
    """Return what the model says against a default, empty when nothing; defaults are not checked of themselves."""
    try:
        params.model_validate({name: default})
    except ValidationError as error:
        return "；".join(one["msg"] for one in error.errors() if one["loc"][:1] == (name,))
    return ""


def _documents(subject: Subject) -> Iterable[RulesetDocument]:
    """Yield the rulesets in the folder of the criterion's package that name it."""
    if subject.home is None or not subject.home.is_dir():
        return
    for path in sorted(subject.home.rglob("*.yaml")):
        content = path.read_bytes()
        if path.name.endswith(".cases.yaml") or b"efficiency-rules/ruleset/" not in content:
            continue
        if subject.criterion.name.encode() in content:
            yield read_document(path)


def _items(document: RulesetDocument, subject: Subject) -> list[Fields]:
    pinned = (subject.criterion.id, subject.criterion.edition)
    return [item.fields for item in document.parts.items if item.fields.get("use") == pinned]
