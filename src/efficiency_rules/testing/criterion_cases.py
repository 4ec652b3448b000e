"""Cases of a criterion: records of one invented unit, scored under a ruleset that holds this criterion only."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from efficiency_rules.errors import Problem, ValueProblem
from efficiency_rules.evaluation.evaluation import Evaluation, evaluate
from efficiency_rules.evidence.ledgers import Evidence
from efficiency_rules.evidence.types import Model
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.points import Points
from efficiency_rules.rulesets.fields import Fields, read
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.origins import check_wrappers
from efficiency_rules.rulesets.pinning import bind_one
from efficiency_rules.rulesets.problems import Problems, shown
from efficiency_rules.testing.one_item import PRECISION, Alone, one_item_ruleset
from efficiency_rules.testing.prepared import NOTHING, Prepared, differs, note_idle, read_cases
from efficiency_rules.testing.rows import read_ledgers, read_rows
from efficiency_rules.testing.shape import CASE, CRITERION_FILE, EXPECTATIONS
from efficiency_rules.units import Roster, Unit

UNIT = "case-unit"
_ROSTER = Roster([Unit(UNIT, "算例单位", "unit")])


def prepare(root: Node, catalog: Catalog, problems: Problems) -> list[Prepared]:
    """Return the cases of a file that tests one criterion; what is wrong with its head goes into `problems`."""
    file = read(root, CRITERION_FILE, problems)
    for key in ("params", "full"):
        if key in file.nodes:
            check_wrappers(file.nodes[key], problems)
    note_too_fine(file, "full", problems)
    bound = bind_one(file, "criterion", catalog.criteria, {}, problems)
    ruleset = None
    if bound is not None and not problems.errors:
        ruleset = one_item_ruleset(bound, file.get("full"))
    id, edition = file.get("criterion", ("", 0))
    criterion = catalog.criteria.get(f"{id}@{edition}")
    reads = None if criterion is None else criterion.reads
    return [_prepared(fields, own, reads, ruleset) for fields, own in read_cases(file, CASE, problems)]


def note_too_fine(fields: Fields, key: str, problems: Problems) -> None:
    """Note points with more decimals than marks have, which no mark can equal."""
    points = fields.get(key)
    if points is not None and points % PRECISION:
        problems.add("cases-too-fine", fields.place(key), found=points, expected=PRECISION)


def _prepared(fields: Fields, problems: Problems, reads: Model | None, ruleset: Ruleset | None) -> Prepared:
    note_idle(fields, EXPECTATIONS, problems)
    note_too_fine(fields, "points", problems)
    lines = _lines(fields.get("lines"), problems)
    evidence = None
    if reads is not None and fields.get("ledger") is not None:
        rows = read_rows(fields.get("ledger"), reads, problems, UNIT)
        evidence = read_ledgers([rows], (), Alone.of(reads), _ROSTER, problems)
    run = partial(_run, fields, lines, evidence, ruleset)
    return Prepared(fields.node.title, fields.node.place, tuple(problems.errors), run)


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


def _run(
    fields: Fields, lines: list[Points] | None, evidence: Evidence | None, ruleset: Ruleset | None
) -> Iterable[Problem]:
    if evidence is None or ruleset is None:
        raise AssertionError("only a case without problems can run")
    evaluation = evaluate(ruleset, _ROSTER, evidence)
    return evaluation.problems or _differences(fields, lines, evaluation)


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
