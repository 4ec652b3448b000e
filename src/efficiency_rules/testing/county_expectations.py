"""What a case of a county expects of the evaluation, and what of it does not hold."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from efficiency_rules.errors import Place, Problem, ValueProblem
from efficiency_rules.evaluation.evaluation import Evaluation
from efficiency_rules.points import Points
from efficiency_rules.rulesets.fields import Fields, read, report
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.problems import Problems, shown
from efficiency_rules.rulesets.values import READERS, Refused
from efficiency_rules.testing.prepared import NOTHING, differs, note_idle, note_twice
from efficiency_rules.testing.shape import STANDING, STANDING_EXPECTATIONS

Told = tuple[Place, Any]
"""An expected value and where it is written; None says that there is no value."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a case compares: totals (points), ranks and grades (ids) by unit, seats by grade, and the status."""

    standings: Mapping[str, Mapping[str, Told]]
    seats: Mapping[str, Told]
    status: Told | None


def read_expected(
    fields: Fields, ruleset: Ruleset | None, units: Collection[str] | None, problems: Problems
) -> Expected:
    """Return what a case expects; unknown units and grades, and values that cannot be, are noted.

    Without a ruleset or units (whose own problems are known by then) grades or units are not judged.
    """
    grades = {} if ruleset is None else {g.title: g.id for g in ruleset.grading.grades}
    names = grades | {id: id for id in grades.values()}
    entries = [read(node, STANDING, problems) for node in fields.get("standings", ())]
    note_twice([(entry, "unit", problems) for entry in entries])
    standings: dict[str, Mapping[str, Told]] = {}
    for entry in entries:
        note_idle(entry, STANDING_EXPECTATIONS, problems)
        unit = entry.get("unit")
        if unit is not None and units is not None and unit not in units:
            problems.unknown("case-unit-unknown", entry.place("unit"), unit, units)
        written = {key: entry.nodes[key] for key in STANDING_EXPECTATIONS if key in entry.nodes}
        standings[unit or ""] = {key: (node.place, _told(key, node, names, problems)) for key, node in written.items()}
    seats: dict[str, Told] = {}
    for name, node in fields.get("seats").entries() if "seats" in fields.values else ():
        if names and name not in names:
            problems.unknown("ruleset-choice", node.key_place, name, names, key=fields.nodes["seats"].title)
        seats[names.get(name, name)] = (node.place, _count(node, problems))
    status = fields.get("status")
    return Expected(standings, seats, None if status is None else (fields.place("status"), status))


def _told(key: str, node: Node, grades: Mapping[str, str], problems: Problems) -> Any:
    """Return an expected total, rank or grade; None where null is written (or what is written cannot be)."""
    if node.data is None:
        return None
    if key == "grade":
        said = shown(node.data)
        if grades and said not in grades:
            problems.unknown("ruleset-choice", node.place, said, grades, key=node.title)
        return grades.get(said)
    try:
        return _READ[key](node, STANDING[key])
    except Refused as refusal:
        report(refusal, problems)
    except ValueProblem as error:
        problems.adopt(error.problems, node.place)
    return None


_READ = {"total": READERS["points"], "rank": READERS["integer"]}


def _count(node: Node, problems: Problems) -> int | None:
    if isinstance(node.data, int) and not isinstance(node.data, bool) and node.data >= 0:
        return node.data
    facts = {"key": node.title, "found": shown(node.data), "expected": "不小于 0 的整数"}
    problems.add("ruleset-type", node.place, expected_en="a whole number, zero or more", **facts)
    return None


def differences(expected: Expected, evaluation: Evaluation) -> list[Problem]:
    """Return what an evaluation gives otherwise than expected, in the order of the case."""
    rows = {row["unit"]: row for row in evaluation.standings.iter_rows(named=True)}
    found = []
    for unit, told in expected.standings.items():
        for key, (place, wanted) in told.items():
            got = _found(key, rows.get(unit))
            if got != wanted:
                because = _because(key, unit, rows.get(unit), evaluation)
                found.append(differs(place, f"{unit} {key}", _shown(wanted), _shown(got), because))
    seats = _seats(evaluation)
    for grade, (place, wanted) in expected.seats.items():
        if seats.get(grade) != wanted:
            because = f"共 {len(evaluation.roster)} 个单位"
            found.append(differs(place, f"seats {grade}", _shown(wanted), _shown(seats.get(grade)), because))
    if expected.status is not None and expected.status[1] != evaluation.status:
        place, wanted = expected.status
        found.append(differs(place, "status", wanted, evaluation.status, "；".join(_open(evaluation))))
    return found


def _shown(value: object) -> object:
    return NOTHING if value is None else value


def _found(key: str, row: Mapping[str, Any] | None) -> Any:
    if row is None or row[key] is None:
        return None
    return Points(row[key]) if key == "total" else row[key]


def _because(key: str, unit: str, row: Mapping[str, Any] | None, evaluation: Evaluation) -> str:
    """Return how a total came about, area by area, or why a unit has its rank and grade."""
    if row is None:
        return f"该单位在 {evaluation.period} 不存续"
    if key == "total":
        areas = [(area.title, row[area.id]) for area in evaluation.ruleset.areas]
        return "，".join(f"{title} {NOTHING if got is None else Points(got)}" for title, got in areas)
    return "；".join(_whys(unit, evaluation))


def _whys(unit: str, evaluation: Evaluation) -> Iterator[str]:
    graded = evaluation.graded
    if graded is not None:
        yield from (p.why for g in graded.gradings.values() for p in g.placements if p.unit == unit)
        yield from (one.why for one in graded.ungraded if one.unit == unit)


def _seats(evaluation: Evaluation) -> dict[str, int]:
    """Return the seats by grade, those of all jurisdictions together; empty where nothing is graded."""
    seats: dict[str, int] = {}
    for grading in evaluation.graded.gradings.values() if evaluation.graded is not None else ():
        seats = {id: seats.get(id, 0) + count for id, count in grading.seats.items()}
    return seats


def _open(evaluation: Evaluation) -> Iterable[str]:
    if evaluation.graded is None:
        return [problem.what() for problem in evaluation.problems]
    ties = [tie for grading in evaluation.graded.gradings.values() for tie in grading.open_ties]
    return ["同分待裁定：" + "、".join(tie.units) for tie in ties]
