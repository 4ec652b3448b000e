"""Cases of a ruleset: a small county with its roster and ledgers, evaluated and graded as a whole.

Ledgers that a case does not name are reported nil: handed in, without a record. Those under `missing` are not there.
"""

from collections.abc import Collection
from dataclasses import replace
from functools import partial

from efficiency_rules.errors import EfficiencyRulesError, Place, Problem, ValueProblem
from efficiency_rules.evaluation.acts import Act, check_acts, parse_acts
from efficiency_rules.evaluation.evaluation import Gather, evaluate
from efficiency_rules.evaluation.facts import gather_facts
from efficiency_rules.evidence.builtin import NotApplicable
from efficiency_rules.evidence.ledgers import Evidence, types_read
from efficiency_rules.period import Period
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.rulesets.fields import Fields, read
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.problems import Problems, shown
from efficiency_rules.testing.county_expectations import Expected, differences, read_expected
from efficiency_rules.testing.named_ruleset import Known, named_ruleset
from efficiency_rules.testing.prepared import Binding, Prepared, note_idle, note_twice, read_cases
from efficiency_rules.testing.rows import Rows, read_ledgers, read_rows
from efficiency_rules.testing.shape import COUNTY_CASE, COUNTY_EXPECTATIONS, COUNTY_FILE, ROSTER_UNIT
from efficiency_rules.units import Roster, Unit


def prepare(root: Node, catalog: Catalog, known: Known, problems: Problems) -> list[Prepared]:
    """Return the cases of a file that tests a ruleset; what is wrong with its head goes into `problems`."""
    file = read(root, COUNTY_FILE, problems)
    ruleset = named_ruleset(file, catalog, known, problems)
    period = _period(file, ruleset, problems)
    return [_prepared(fields, own, ruleset, period) for fields, own in read_cases(file, COUNTY_CASE, problems)]


def _period(file: Fields, ruleset: Ruleset | None, problems: Problems) -> Period | None:
    node = file.get("period")
    if node is None:
        return None
    try:
        period = Period.parse(shown(node.data))
    except ValueProblem as error:
        problems.adopt(error.problems, node.place)
        return None
    if ruleset is not None and not ruleset.valid.covers(period):
        facts = {"found": period.id, "expected": ruleset.valid.id, "ruleset": ruleset.id}
        problems.add("period-outside", node.place, **facts)
    return period


def _prepared(fields: Fields, problems: Problems, ruleset: Ruleset | None, period: Period | None) -> Prepared:
    note_idle(fields, COUNTY_EXPECTATIONS, problems)
    roster = _roster(fields, ruleset, problems)
    evidence = None if ruleset is None else _evidence(fields, ruleset, roster, problems)
    decisions = _decisions(fields.get("decisions"), problems)
    expected = read_expected(fields, ruleset, None if roster is None else roster.index, problems)
    name, place, errors = fields.node.title, fields.node.place, tuple(problems.errors)
    if ruleset is None or evidence is None:
        return Prepared(name, place, errors, _cannot_run)
    judge = partial(_judge, fields, period, evidence, decisions, expected)
    binding = Binding(ruleset, None, evidence, judge)
    return Prepared(name, place, errors, partial(judge, ruleset, gather_facts), binding)


def _cannot_run() -> list[Problem]:
    raise AssertionError("only a case without problems can run")


def _roster(fields: Fields, ruleset: Ruleset | None, problems: Problems) -> Roster | None:
    """Return the units of a case, None where it is not certain which they are; their groups are noted apart."""
    own = Problems()
    entries = [read(node, ROSTER_UNIT, own) for node in fields.get("roster", ())]
    note_twice([(entry, "unit", own) for entry in entries])
    if fields.get("roster") == ():
        own.add("case-roster-empty", fields.place("roster"))
    for entry in entries:
        first, last = entry.get("from"), entry.get("to")
        if first is not None and last is not None and last < first:
            own.add("unit-days", entry.place("to"), found=last, expected=first)
    problems.found.extend(own.found)
    units = [_unit(entry, ruleset, problems) for entry in entries]
    return Roster(units) if units and not own.errors else None


def _unit(entry: Fields, ruleset: Ruleset | None, problems: Problems) -> Unit:
    said = entry.get("group", "")
    if ruleset is not None and said:
        meanings = {title: id for id, title in ruleset.groups.items()} | {id: id for id in ruleset.groups}
        if said not in meanings:
            key = entry.nodes["group"].title
            problems.unknown("ruleset-group-unknown", entry.place("group"), said, meanings, key=key)
        said = meanings.get(said, "")
    days = entry.get("from"), entry.get("to")
    return Unit(entry.get("unit", ""), entry.get("name", ""), said, entry.get("jurisdiction", ""), None, *days)


def _evidence(fields: Fields, ruleset: Ruleset, roster: Roster | None, problems: Problems) -> Evidence | None:
    """Return the evidence of a case, None where there is no roster to read it against."""
    types = types_read(ruleset)
    ledgers: list[Rows] = []
    node: Node | None = fields.get("ledgers")
    for id, part in node.entries() if node is not None else ():
        if id not in types:
            problems.unknown("type-unknown", part.key_place, id, types)
        elif not isinstance(part.data, list):
            facts = {"key": part.title, "found": shown(part.data), "expected": "列表，零报告写 []"}
            problems.add("ruleset-type", part.place, expected_en="a list, [] for a reported nil", **facts)
        else:
            ledgers.append(read_rows(part, types[id], problems))
    missing = _missing(fields, types, problems)
    nil = [type for id, type in types.items() if id not in missing]
    return None if roster is None else read_ledgers(ledgers, nil, ruleset, roster, problems)


def _missing(fields: Fields, types: Collection[str], problems: Problems) -> set[str]:
    """Return the ids of ledgers that are not there; unknown ones, and those named before, are noted."""
    node: Node | None = fields.get("ledgers")
    first = {id: part.key_place for id, part in node.entries()} if node is not None else {}
    parts: tuple[Node, ...] = fields.get("missing", ())
    for part in parts:
        if part.data not in types:
            problems.unknown("type-unknown", part.place, part.data, types)
        elif first.setdefault(part.data, part.place) != part.place:
            problems.add("cases-twice", part.place, found=part.data, first=first[part.data].line)
    return {part.data for part in parts}


def _decisions(node: Node | None, problems: Problems) -> tuple[Act, ...]:
    if node is None:
        return ()
    findings = check_acts(node.plain())
    for path, problem in findings:
        problems.adopt([problem], node.document.place((*node.path, *path)))
    return () if findings else parse_acts(node.plain())


def _judge(
    fields: Fields,
    period: Period | None,
    evidence: Evidence,
    decisions: tuple[Act, ...],
    expected: Expected,
    ruleset: Ruleset,
    gather: Gather,
) -> list[Problem]:
    try:
        evaluation = evaluate(ruleset, evidence.roster, evidence, period, decisions, gather=gather)
    except EfficiencyRulesError as error:
        return [replace(problem, place=_home(fields, problem)) for problem in error.problems]
    met = [problem for problem in evaluation.problems if problem.code != "unit-outside-period"]
    if met and fields.get("status") != "incomplete":
        # They stand in the ruleset or nowhere, but it is this case that met them.
        return [replace(problem, place=fields.node.place) for problem in met]
    return differences(expected, evaluation)


def _home(fields: Fields, problem: Problem) -> Place:
    """Return the part of the case that a problem of the evaluation is about."""
    if problem.code.startswith(("decision", "adjustment")):
        return fields.place("decisions")
    if problem.code == "sign-off-unknown":
        return fields.nodes["ledgers"].at((NotApplicable.id,)).place
    return fields.node.place
