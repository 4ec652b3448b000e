"""Cases of a criterion: records of one invented unit, scored under a ruleset that holds this criterion only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from efficiency_rules.errors import Problem, ValueProblem
from efficiency_rules.evaluation.evaluation import Evaluation, Gather, evaluate
from efficiency_rules.evidence.ledgers import Evidence
from efficiency_rules.evidence.types import Model
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.points import TICKS, Points
from efficiency_rules.rulesets.fields import Fields, read
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.origins import check_wrappers
from efficiency_rules.rulesets.pinning import bind_one
from efficiency_rules.rulesets.problems import Problems, shown
from efficiency_rules.testing.named_ruleset import Known, named_ruleset
from efficiency_rules.testing.one_item import PLACES, Alone, item_alone, one_item_ruleset
from efficiency_rules.testing.prepared import NOTHING, Binding, Prepared, differs, note_idle, read_cases
from efficiency_rules.testing.rows import read_ledgers, read_rows
from efficiency_rules.testing.shape import BOUND_FILE, CASE, CRITERION_FILE, EXPECTATIONS
from efficiency_rules.units import Roster, Unit

UNIT = "case-unit"
_ROSTER = Roster([Unit(UNIT, "算例单位", "unit")])


def prepare(root: Node, catalog: Catalog, known: Known, problems: Problems) -> list[Prepared]:
    """Return the cases of a file that tests one criterion; what is wrong with its head goes into `problems`."""
    written = root.data if isinstance(root.data, dict) else {}
    file = read(root, BOUND_FILE if "ruleset" in written else CRITERION_FILE, problems)
    rules = _rules_of(file, catalog, known, problems) if "ruleset" in written else _own_rules(file, catalog, problems)
    id, edition = file.get("criterion", ("", 0))
    criterion = catalog.criteria.get(f"{id}@{edition}")
    reads = None if criterion is None else criterion.reads
    return [_prepared(fields, own, reads, rules) for fields, own in read_cases(file, CASE, problems)]


@dataclass(frozen=True, slots=True)
class _Rules:
    """What the criterion is scored under: a ruleset of this item only, and the ruleset that it is taken from."""

    alone: Ruleset
    whole: Ruleset | None = None


def _own_rules(file: Fields, catalog: Catalog, problems: Problems) -> _Rules | None:
    """Return the rules that the file states itself: `params` and `full`."""
    for key in ("params", "full"):
        if key in file.nodes:
            check_wrappers(file.nodes[key], problems)
    note_too_fine(file, "full", PLACES, problems)
    bound = bind_one(file, "criterion", catalog.criteria, {}, problems)
    return None if bound is None or problems.errors else _Rules(one_item_ruleset(bound, file.get("full")))


def _rules_of(file: Fields, catalog: Catalog, known: Known, problems: Problems) -> _Rules | None:
    """Return the rules of the ruleset that the file names, which must pin the criterion."""
    whole, pinned = named_ruleset(file, catalog, known, problems), file.get("criterion")
    if whole is None or pinned is None:
        return None
    use = f"{pinned[0]}@{pinned[1]}"
    pins = [item.use for item in whole.items]
    if use not in pins:
        problems.unknown("cases-not-pinned", file.place("criterion"), use, pins, ruleset=whole.id)
        return None
    return _Rules(item_alone(whole, pinned[0]), whole)


def note_too_fine(fields: Fields, key: str, places: int, problems: Problems) -> None:
    """Note points with more decimals than marks have, which no mark can equal."""
    points, step = fields.get(key), Points.from_ticks(TICKS // 10**places)
    if points is not None and points % step:
        problems.add("cases-too-fine", fields.place(key), found=points, expected=step, places=places)


def _prepared(fields: Fields, problems: Problems, reads: Model | None, rules: _Rules | None) -> Prepared:
    note_idle(fields, EXPECTATIONS, problems)
    note_too_fine(fields, "points", PLACES if rules is None else rules.alone.places, problems)
    lines = _lines(fields.get("lines"), problems)
    evidence = None
    if reads is not None and fields.get("ledger") is not None:
        rows = read_rows(fields.get("ledger"), reads, problems, UNIT)
        evidence = read_ledgers([rows], (), Alone.of(reads), _ROSTER, problems)
    name, place, errors = fields.node.title, fields.node.place, tuple(problems.errors)
    if rules is None or evidence is None:
        return Prepared(name, place, errors, _cannot_run)
    run = partial(_run, fields, lines, evidence, rules.alone)
    if rules.whole is None:
        return Prepared(name, place, errors, run)
    id = rules.alone.items[0].id
    binding = Binding(rules.whole, id, evidence, partial(_judge, fields, lines, evidence, id))
    return Prepared(name, place, errors, run, binding)


def _cannot_run() -> Iterable[Problem]:
    raise AssertionError("only a case without problems can run")


def _lines(node: Node | None, problems: Problems) -> list[Points] | None:
    """Return the points of a list; those that are none are noted."""
    if node is None:
        return None
    points = []
    for part in node.elements():
        try:
            points.append(Points(shown(part.data)))
        except ValueProblem as error:
            problems.adopt(error.problems, part.place)
    return points


def _run(fields: Fields, lines: list[Points] | None, evidence: Evidence, ruleset: Ruleset) -> Iterable[Problem]:
    evaluation = evaluate(ruleset, _ROSTER, evidence)
    return evaluation.problems or _differences(fields, lines, evaluation)


def _judge(
    fields: Fields, lines: list[Points] | None, evidence: Evidence, id: str, ruleset: Ruleset, _: Gather
) -> Iterable[Problem]:
    return _run(fields, lines, evidence, item_alone(ruleset, id))


def _differences(fields: Fields, lines: list[Points] | None, evaluation: Evaluation) -> Iterator[Problem]:
    mark: dict[str, Any] = evaluation.marks.row(0, named=True)
    points, state, reason = Points(mark["points"]), mark["state"], mark["reason"]
    if fields.get("points", points) != points:
        yield differs(fields.place("points"), "points", fields.get("points"), points, reason)
    if fields.get("state", state) != state:
        yield differs(fields.place("state"), "state", fields.get("state"), state, reason)
    if fields.get("reason", reason) not in reason:
        facts = {"expected": fields.get("reason"), "found": reason}
        yield Problem("case-reason-differs", fields.place("reason"), facts)
    if lines is not None:
        found = evaluation.lines.select("points", "reason").rows()
        got = [Points(each) for each, _ in found]
        if got != lines:
            said = "；".join(words for _, words in found)
            yield differs(fields.place("lines"), "lines", _listed(lines), _listed(got), said)


def _listed(points: list[Points]) -> str:
    return "、".join(str(each) for each in points) or NOTHING
