"""From a pinned `id@edition` and its parameters to a formula, every problem at its line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.criteria.expressions import check_formula
from efficiency_rules.criteria.formula import Formula
from efficiency_rules.criteria.formulas.grade_cap import GradeCap
from efficiency_rules.criteria.formulas.per_unit import PerUnit
from efficiency_rules.criteria.own_code import Raised, home_of, raised_in
from efficiency_rules.criteria.params import Params
from efficiency_rules.errors import Language, Place, Problem, ValueProblem
from efficiency_rules.evidence.types import EvidenceType
from efficiency_rules.messages import values
from efficiency_rules.points import Points
from efficiency_rules.rulesets.fields import Fields
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.params import read_params
from efficiency_rules.rulesets.problems import Problems
from efficiency_rules.rulesets.retirement import note_retired
from efficiency_rules.rulesets.structure import Parts


@dataclass(frozen=True, slots=True)
class Bound:
    """A pinned criterion with its parameters and the formula they make."""

    criterion: Criterion
    params: Params
    formula: Formula | PerUnit


Sound = dict[tuple[str, str], Formula | PerUnit]
"""Formulas that were built and hold, by criterion and parameters as JSON: years and counties have them in common."""


@dataclass(frozen=True, slots=True)
class Pins:
    """What the items and caps of a document are bound to, in its order; None where something is wrong."""

    items: tuple[Bound | None, ...]
    caps: tuple[Bound | None, ...]


def pin(parts: Parts, criteria: Mapping[str, Criterion], problems: Problems, sound: Sound | None = None) -> Pins:
    """Bind all items and caps to the installed criteria (by `id@edition`); notes every problem, and retirements.

    `sound` grows by the formulas that are built and hold; those that it has are not built again.
    """
    note_retired(parts, criteria, problems)
    types: dict[str, tuple[type[EvidenceType], Criterion]] = {}
    items = [bind_one(item.fields, "use", criteria, types, problems, sound) for item in parts.items]
    caps = [bind_one(cap, "when", criteria, types, problems, sound) for cap in parts.caps]
    for cap, bound in zip(parts.caps, caps, strict=True):
        if bound is not None and not isinstance(bound.formula, GradeCap):
            facts = {"use": bound.criterion.name, "found": type(bound.formula).__name__}
            problems.add("ruleset-cap-no-grade-cap", cap.place("when"), **facts)
    return Pins(tuple(items), tuple(caps))


def bind_one(
    fields: Fields,
    key: str,
    criteria: Mapping[str, Criterion],
    types: dict[str, tuple[type[EvidenceType], Criterion]],
    problems: Problems,
    sound: Sound | None = None,
) -> Bound | None:
    """Return the criterion pinned under `key` with its `params` and their formula; None where it cannot be had.

    `full` is what the formula is held against. `types` holds the evidence types met so far by id, and grows, as does
    `sound`. Every problem is noted at its line.
    """
    place = fields.place(key)
    criterion = _resolve(fields.get(key), place, criteria, problems)
    if criterion is None:
        return None
    evidence, first = types.setdefault(criterion.reads.id, (criterion.reads, criterion))
    if evidence is not criterion.reads:
        facts = {"found": criterion.reads.id, "use": criterion.name, "first": first.name}
        problems.add("ruleset-evidence-twice", place, **facts)
    node = fields.get("params")
    if node is None and "params" in fields.nodes:
        return None
    params = read_params(criterion, node, place, problems)
    formula = None if params is None else _formula(criterion, params, node, place, problems, sound)
    if params is None or formula is None:
        return None
    for problem in _against_full(formula, fields.get("full")):
        problems.found.append(replace(problem, place=_place_of(problem, node, place)))
    return Bound(criterion, params, formula)


def _formula(
    criterion: Criterion, params: Params, node: Node | None, place: Place, problems: Problems, sound: Sound | None
) -> Formula | PerUnit | None:
    key = None if sound is None else (criterion.name, params.model_dump_json())
    if sound is not None and key in sound:
        return sound[key]
    formula = _build(criterion, params, node, place, problems)
    if formula is None:
        return None
    found = check_formula(formula, criterion.reads)
    problems.found.extend(_in_code(problem, criterion, criterion.file, place) for problem in found)
    if sound is not None and key is not None and not found:
        sound[key] = formula
    return formula


def _resolve(
    pinned: tuple[str, int] | None, place: Place, criteria: Mapping[str, Criterion], problems: Problems
) -> Criterion | None:
    if pinned is None:
        return None
    id, edition = pinned
    name = f"{id}@{edition}"
    if name in criteria:
        return criteria[name]
    editions = sorted(criterion.edition for criterion in criteria.values() if criterion.id == id)
    if editions:
        known = "、".join(f"{id}@{one}" for one in editions)
        problems.add("ruleset-edition-unknown", place, found=name, expected=known)
    else:
        known_ids = dict.fromkeys(criterion.id for criterion in criteria.values())
        problems.unknown("ruleset-criterion-unknown", place, id, known_ids)
    return None


def _build(
    criterion: Criterion, params: Params, node: Node | None, place: Place, problems: Problems
) -> Formula | PerUnit | None:
    try:
        formula = criterion.formula(params)
    # A plugin's own mistake, whatever it is, must not hide the other problems of the document.
    except Exception as error:
        raised = _raised(error, criterion)
        at = raised.at or criterion.file
        if isinstance(error, ValueProblem) and not any(problem.code in values.WORDS for problem in error.problems):
            for problem in error.problems:
                problems.found.append(_in_code(problem, criterion, at, _place_of(problem, node, place)))
        elif isinstance(error, ValueError) and raised.own:
            facts = {"use": criterion.name, "found": str(error), "code_at": at}
            problems.add("ruleset-formula-invalid", place, **facts)
        else:
            facts = {"use": criterion.name, "file": at, "found": _words(error, "zh"), "found_en": _words(error, "en")}
            problems.add("ruleset-criterion-broken", place, **facts)
        return None
    if isinstance(formula, (Formula, PerUnit)) and not isinstance(formula, type):
        return formula
    kind = formula.__name__ if isinstance(formula, type) else type(formula).__name__
    facts = {"use": criterion.name, "file": criterion.file, "found": "None" if formula is None else kind}
    problems.add("ruleset-criterion-no-formula", place, **facts)
    return None


def _raised(error: Exception, criterion: Criterion) -> Raised:
    build = criterion.build
    code = getattr(build, "__code__", None)
    file = criterion.file if code is None else code.co_filename
    return raised_in(error, home_of(str(getattr(build, "__module__", "")), file))


def _words(error: Exception, lang: Language) -> str:
    if isinstance(error, ValueProblem):
        return "；".join(f"{problem.what(lang)}（{problem.hint(lang)}）" for problem in error.problems)
    return f"{type(error).__name__}: {error}".replace("\n", " ")


def _in_code(problem: Problem, criterion: Criterion, at: str, place: Place) -> Problem:
    """Return the problem at a place of the document, with the code of the criterion it comes from."""
    code_at = " ".join(part for part in (criterion.bundle, criterion.name, at) if part)
    return replace(problem, place=place, facts={**problem.facts, "code_at": code_at})


def _against_full(formula: Formula | PerUnit, full: Points | None) -> Iterable[Problem]:
    """What the formula says about the item's full points, where it has something to say."""
    judge = getattr(formula, "problems", None)
    return () if judge is None or full is None else judge(full)


def _place_of(problem: Problem, node: Node | None, place: Place) -> Place:
    """The parameter a problem names, else the item: formulas call their fields as parameters are called."""
    name = str(problem.facts.get("field", "")).partition("[")[0]
    return node.at((name,)).place if node is not None and name in node.data else place
