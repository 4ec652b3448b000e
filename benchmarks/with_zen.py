"""The same work in zen-engine (GoRules): one decision with an expression node a ledger, evaluated unit by unit.

This is how its users work: the caller hands over one case as JSON, here one unit with its records, and the decision
counts and sums them with `count`, `filter`, `map` and `sum`. The whole rubric is in the decision. Its numbers are
decimals, so points in hundredths are exact. Making the JSON of every unit is in nobody's time; dates are days since
1970 in it, as expressions on dates would be slower.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl
import zen

from benchmarks.answers import Answers
from benchmarks.peers import Given

Expressions = Mapping[str, str]


def prepare(lent: Given) -> Callable[[], Answers]:
    """Return what evaluates the decision on every unit's records."""
    decision = zen.ZenEngine().create_decision(json.dumps(decision_model()))
    cases: list[dict[str, Any]] = [{short(id): [] for id in RULES} for _ in lent.units]
    for id, (columns, _, _) in RULES.items():
        frame = lent.ledgers[id].select("unit", pl.col(columns).exclude(pl.Date), pl.col(pl.Date).to_physical())
        for row in frame.select("unit", *columns).iter_rows(named=True):
            cases[row.pop("unit")][short(id)].append(row)
    return lambda: _score(decision, cases)


def short(id: str) -> str:
    """Return what expressions call a ledger."""
    return id.removeprefix("bench-")


def _score(decision: zen.ZenDecision, cases: Sequence[Mapping[str, Any]]) -> Answers:
    results = [decision.evaluate(case)["result"] for case in cases]
    names = [name for _, _, marks in RULES.values() for name in marks]
    counted = {name: np.array([result[key(name) + "_counts"] for result in results], dtype=bool) for name in names}
    points = {name: np.rint([float(result[key(name)]) for result in results]).astype(np.int64) for name in names}
    return Answers({name: np.where(counted[name], points[name], 0) for name in names}, counted)


def key(name: str) -> str:
    """Return an item's name as an identifier."""
    return name.replace("-", "_")


def decision_model() -> dict[str, Any]:
    """Return the decision as a JSON Decision Model: one expression node a ledger between input and output."""
    nodes = [{"id": "in", "name": "in", "type": "inputNode"}, {"id": "out", "name": "out", "type": "outputNode"}]
    edges = []
    for id, (_, facts, marks) in RULES.items():
        expressions = dict(facts)
        for name, (points, counts) in marks.items():
            expressions |= {key(name): points, f"{key(name)}_counts": counts}
        listed = [{"id": f"{id}-{name}", "key": name, "value": value} for name, value in expressions.items()]
        nodes.append({"id": id, "name": id, "type": "expressionNode", "content": {"expressions": listed}})
        edges.append({"id": f"{id}-in", "type": "edge", "sourceId": "in", "targetId": id})
        edges.append({"id": f"{id}-out", "type": "edge", "sourceId": id, "targetId": "out"})
    return {"nodes": nodes, "edges": edges}


def _rounded(numerator: str, denominator: str) -> str:
    return f"floor((2 * ({numerator}) + 100 * ({denominator})) / (200 * ({denominator})))"


def _shortfall(hits: str, cases: str, target: int, per_point: int, least: int) -> tuple[str, str]:
    missing = f"max([{target} * $.{cases} - 1000000 * $.{hits}, 0])"
    among = f"max([$.{cases}, 1])"
    left = f"max([400000000 * {among} - {per_point} * {missing}, 0])"
    return _rounded(left, f"10000 * {among}"), f"$.{cases} >= {least}"


def _bands(conditions: Mapping[str, int], otherwise: int) -> tuple[str, str]:
    """The first condition that holds decides."""
    return _chosen(conditions, otherwise), "$.n >= 1"


def _chosen(conditions: Mapping[str, int], otherwise: int) -> str:
    return "".join(f"{condition} ? {worth} : " for condition, worth in conditions.items()) + str(otherwise)


def _worth(column: str, points: Mapping[str, int]) -> str:
    *some, (_, last) = points.items()
    return _chosen({f"#.{column} == '{name}'": worth for name, worth in some}, last)


def _total(ledger: str, worth: str, where: str | None = None) -> str:
    records = ledger if where is None else f"filter({ledger}, {where})"
    return f"sum(map({records}, {worth}))"


def _events(cost: str) -> tuple[str, str]:
    return f"floor(max([50000 - $.{cost}, 0]) / 100)", "true"


def _survey(question: str) -> tuple[str, str]:
    return _rounded(f"400000000 * $.{question}_worth", "1000000 * max([$.n, 1])"), "$.n >= 3"


def _raters(scores: str, most: int) -> tuple[str, str]:
    among = f"len($.{scores})"
    ends = f"{among} > {most} ? max($.{scores}) + min($.{scores}) : 0"
    taken = f"max([{among} - ({among} > {most} ? 2 : 0), 1])"
    return _rounded(f"40000 * (sum($.{scores}) - ({ends}))", f"1000000 * {taken}"), f"{among} >= 2"


_ANSWERS = ("非常满意", "满意", "基本满意", "不满意", "非常不满意")
_SCALES = {
    "attitude": (100, 80, 60, 30, 0),
    "efficiency": (100, 80, 60, 30, 0),
    "openness": (100, 85, 65, 40, 0),
    "overall": (100, 90, 70, 30, 0),
}

RULES: Mapping[str, tuple[Sequence[str], Expressions, Mapping[str, tuple[str, str]]]] = {
    "bench-ticket": (
        ("contact_by", "contacted_on", "due_on", "closed_on", "satisfied"),
        {
            "n": "len(ticket)",
            "on_time": "count(ticket, #.closed_on != null and #.closed_on <= #.due_on)",
            "asked": "count(ticket, #.satisfied != null)",
            "happy": "count(ticket, #.satisfied == true)",
            "contacted": "count(ticket, #.contacted_on != null and #.contacted_on <= #.contact_by)",
        },
        {
            "ticket-on-time": _shortfall("on_time", "n", 980_000, 1_600, 3),
            "ticket-satisfied": _shortfall("happy", "asked", 950_000, 1_000, 2),
            "ticket-first-contact": _bands(
                {f"100 * $.contacted >= {bound} * $.n": worth for bound, worth in ((95, 400), (85, 300), (75, 150))},
                50,
            ),
        },
    ),
    "bench-task": (
        ("due_on", "finished_on", "delay"),
        {
            "n": "len(task)",
            "on_time": "count(task, #.finished_on != null and #.finished_on <= #.due_on)",
            "days": _total("task", "#.delay"),
        },
        {
            "task-on-time": _shortfall("on_time", "n", 900_000, 700, 2),
            "task-delay": _bands({"$.days >= 50": 0, "$.days >= 25": 150, "$.days >= 10": 300}, 400),
        },
    ),
    "bench-approval": (
        ("promised", "used", "visits"),
        {
            "n": "len(approval)",
            "on_time": "count(approval, #.used <= #.promised)",
            "halved": "count(approval, 2 * #.used <= #.promised)",
            "visits": "map(approval, #.visits)",
        },
        {
            "approval-on-time": _shortfall("on_time", "n", 1_000_000, 2_000, 3),
            "approval-compression": _bands(
                {f"100 * $.halved >= {bound} * $.n": worth for bound, worth in ((60, 400), (45, 250), (30, 100))}, 0
            ),
            "approval-visits": _bands(
                {f"some($.visits, # >= {bound})": worth for bound, worth in ((5, 50), (3, 200), (2, 300))}, 400
            ),
        },
    ),
    "bench-inspection": (
        ("severity", "rectified"),
        {
            "found": _total(
                "inspection", _worth("severity", {"轻微": 2_000, "一般": 5_000, "较重": 10_000, "严重": 20_000})
            ),
            "unrectified": _total(
                "inspection",
                _worth("severity", {"轻微": 5_000, "一般": 10_000, "较重": 20_000, "严重": 40_000}),
                "not #.rectified",
            ),
        },
        {
            "inspection-findings": _events("found"),
            "inspection-unrectified": _events("unrectified"),
            "grave-finding": ("some(inspection, #.severity == '严重') ? 0 : 400", "true"),
        },
    ),
    "bench-complaint": (
        ("kind", "verified", "answered"),
        {
            "proven": _total(
                "complaint", _worth("kind", {"推诿": 15_000, "拖延": 10_000, "作风": 25_000}), "#.verified"
            ),
            "silent": _total(
                "complaint", _worth("kind", {"推诿": 3_500, "拖延": 2_500, "作风": 5_000}), "not #.answered"
            ),
        },
        {"complaint-verified": _events("proven"), "complaint-unanswered": _events("silent")},
    ),
    "bench-questionnaire": (
        ("valid", *_SCALES),
        {
            "n": "count(questionnaire, #.valid)",
            **{
                f"{name}_worth": _total(
                    "questionnaire", _worth(name, dict(zip(_ANSWERS, scale, strict=True))), "#.valid"
                )
                for name, scale in _SCALES.items()
            },
        },
        {f"survey-{name}": _survey(name) for name in _SCALES},
    ),
    "bench-rating": (
        ("panel", "duty", "service", "level"),
        {
            "duties": "map(filter(rating, #.duty != null), #.duty)",
            "services": "map(filter(rating, #.service != null), #.service)",
            "levels": "map(rating, "
            + _worth("level", {"好": 1_000_000, "较好": 800_000, "一般": 600_000, "较差": 400_000})
            + ")",
            "experts": "map(filter(rating, #.panel == '专家' and #.duty != null), #.duty)",
        },
        {
            "rating-duty": _raters("duties", 5),
            "rating-service": _raters("services", 5),
            "rating-level": _raters("levels", 5),
            "rating-expert": _raters("experts", 3),
        },
    ),
    "bench-recognition": (
        ("level", "revoked", "reported"),
        {
            "kept": "filter(recognition, not #.revoked)",
            "earned": _total("recognition", _worth("level", {"国家级": 300, "省级": 200, "市级": 100})),
        },
        {
            "recognition-highest": (
                "some($.kept, #.level == '国家级') ? 400 : some($.kept, #.level == '省级') ? 250 : "
                "len($.kept) > 0 ? 100 : 0",
                "true",
            ),
            "recognition-reported": ("min([150 * count(recognition, #.reported), 400])", "true"),
            "recognition-with-veto": ("some(recognition, #.revoked) ? 0 : min([$.earned, 400])", "true"),
        },
    ),
}
"""By ledger: the columns that are handed over, the facts, and each mark's points with its condition, as expressions."""
