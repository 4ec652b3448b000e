"""The same work in plain Python: records grouped by unit in a dict, then one function a ledger on one unit's records.

This is the script an office's own programmer writes: rows as tuples, counts as whole numbers, points in hundredths so
that nothing is rounded twice. It is careful and short, and nothing in it is there for speed.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from benchmarks.answers import Answers
from benchmarks.peers import Given

Row = Sequence
Marks = dict[str, tuple[int, bool]]

ANSWERS = ("非常满意", "满意", "基本满意", "不满意", "非常不满意")
AWARDS = ("国家级", "省级", "市级")


def prepare(lent: Given) -> Callable[[], Answers]:
    """Return what scores the ledgers' records, held as tuples."""
    records = {id: lent.ledgers[id].select("unit", *columns).rows() for id, (columns, _) in RULES.items()}
    units = lent.units.to_list()
    return lambda: _score(records, units)


def _score(records: Mapping[str, Sequence[Row]], units: Sequence[int]) -> Answers:
    points, counted = defaultdict(list), defaultdict(list)
    for id, (_, rule) in RULES.items():
        by_unit = defaultdict(list)
        for row in records[id]:
            by_unit[row[0]].append(row)
        for unit in units:
            for name, (worth, counts) in rule(by_unit.get(unit, ())).items():
                points[name].append(worth if counts else 0)
                counted[name].append(counts)
    return Answers(
        {name: np.array(values) for name, values in points.items()},
        {name: np.array(values) for name, values in counted.items()},
    )


def rounded(numerator: int, denominator: int) -> int:
    """Ten-thousandths as a fraction, to hundredths of a point, half up."""
    below = denominator * 100
    return (2 * numerator + below) // (2 * below)


def shortfall(hits: int, cases: int, target: int, per_point: int) -> int:
    """Four points less what every missing percentage point costs."""
    if not cases:
        return 400
    missing = max(target * cases - 1_000_000 * hits, 0)
    return rounded(max(400_000_000 * cases - per_point * missing, 0), 10_000 * cases)


def rate_band(hits: int, cases: int, bands: Mapping[int, int], otherwise: int) -> int:
    """The points of the highest percentage that was reached."""
    return max((worth for percent, worth in bands.items() if 100 * hits >= percent * cases), default=otherwise)


def value_band(value: int, bands: Mapping[int, int]) -> int:
    """The points of the highest bound that was reached."""
    return bands[max(bound for bound in bands if bound <= value)]


def events(kinds: Mapping[str, int], cost: Mapping[str, int]) -> int:
    """Five points less what every event costs."""
    return max(50_000 - sum(cost[kind] * count for kind, count in kinds.items()), 0) // 100


def survey(answers: Sequence[str], scale: Sequence[int]) -> tuple[int, bool]:
    """The mean answer as a share of four points; three answers are needed."""
    worth = dict(zip(ANSWERS, scale, strict=True))
    total = sum(worth[answer] for answer in answers)
    return rounded(400_000_000 * total, 1_000_000 * max(len(answers), 1)), len(answers) >= 3


def raters(scores: Sequence[int], most: int) -> tuple[int, bool]:
    """The mean score as a share of four points, without the highest and lowest of many; two raters are needed."""
    enough = len(scores) >= 2
    if len(scores) > most:
        scores = sorted(scores)[1:-1]
    return rounded(40_000 * sum(scores), 1_000_000 * max(len(scores), 1)), enough


def tickets(rows: Sequence[Row]) -> Marks:
    """The marks of one unit's tickets."""
    cases = len(rows)
    on_time = sum(closed is not None and closed <= due for _, _, _, due, closed, _ in rows)
    contacted = sum(on is not None and on <= by for _, by, on, _, _, _ in rows)
    asked = [satisfied for *_, satisfied in rows if satisfied is not None]
    return {
        "ticket-on-time": (shortfall(on_time, cases, 980_000, 1_600), cases >= 3),
        "ticket-satisfied": (shortfall(sum(asked), len(asked), 950_000, 1_000), len(asked) >= 2),
        "ticket-first-contact": (rate_band(contacted, cases, {75: 150, 85: 300, 95: 400}, 50), cases >= 1),
    }


def tasks(rows: Sequence[Row]) -> Marks:
    """The marks of one unit's tasks."""
    cases = len(rows)
    on_time = sum(finished is not None and finished <= due for _, due, finished, _ in rows)
    days = sum(delay for *_, delay in rows)
    return {
        "task-on-time": (shortfall(on_time, cases, 900_000, 700), cases >= 2),
        "task-delay": (value_band(days, {0: 400, 10: 300, 25: 150, 50: 0}), cases >= 1),
    }


def approvals(rows: Sequence[Row]) -> Marks:
    """The marks of one unit's applications."""
    cases = len(rows)
    on_time = sum(used <= promised for _, promised, used, _ in rows)
    halved = sum(2 * used <= promised for _, promised, used, _ in rows)
    visits = max((visits for *_, visits in rows if visits > 1), default=0)
    return {
        "approval-on-time": (shortfall(on_time, cases, 1_000_000, 2_000), cases >= 3),
        "approval-compression": (rate_band(halved, cases, {30: 100, 45: 250, 60: 400}, 0), cases >= 1),
        "approval-visits": (value_band(visits, {0: 400, 2: 300, 3: 200, 5: 50}), cases >= 1),
    }


def inspections(rows: Sequence[Row]) -> Marks:
    """The marks of one unit's inspections."""
    found = Counter(severity for _, severity, _ in rows)
    left = Counter(severity for _, severity, rectified in rows if not rectified)
    return {
        "inspection-findings": (events(found, {"轻微": 2_000, "一般": 5_000, "较重": 10_000, "严重": 20_000}), True),
        "inspection-unrectified": (
            events(left, {"轻微": 5_000, "一般": 10_000, "较重": 20_000, "严重": 40_000}),
            True,
        ),
        "grave-finding": (0 if found["严重"] else 400, True),
    }


def complaints(rows: Sequence[Row]) -> Marks:
    """The marks of one unit's complaints."""
    verified = Counter(kind for _, kind, verified, _ in rows if verified)
    silent = Counter(kind for _, kind, _, answered in rows if not answered)
    return {
        "complaint-verified": (events(verified, {"推诿": 15_000, "拖延": 10_000, "作风": 25_000}), True),
        "complaint-unanswered": (events(silent, {"推诿": 3_500, "拖延": 2_500, "作风": 5_000}), True),
    }


def questionnaires(rows: Sequence[Row]) -> Marks:
    """The marks of one unit's questionnaires."""
    valid = [row for row in rows if row[1]]
    return {
        "survey-attitude": survey([row[2] for row in valid], (100, 80, 60, 30, 0)),
        "survey-efficiency": survey([row[3] for row in valid], (100, 80, 60, 30, 0)),
        "survey-openness": survey([row[4] for row in valid], (100, 85, 65, 40, 0)),
        "survey-overall": survey([row[5] for row in valid], (100, 90, 70, 30, 0)),
    }


def ratings(rows: Sequence[Row]) -> Marks:
    """The marks of one unit's raters."""
    worth = {"好": 1_000_000, "较好": 800_000, "一般": 600_000, "较差": 400_000}
    return {
        "rating-duty": raters([duty for _, _, duty, _, _ in rows if duty is not None], 5),
        "rating-service": raters([service for _, _, _, service, _ in rows if service is not None], 5),
        "rating-level": raters([worth[level] for *_, level in rows], 5),
        "rating-expert": raters([duty for _, panel, duty, _, _ in rows if panel == "专家" and duty is not None], 3),
    }


def recognitions(rows: Sequence[Row]) -> Marks:
    """The marks of one unit's recognitions."""
    best, earned = dict(zip(AWARDS, (400, 250, 100), strict=True)), dict(zip(AWARDS, (300, 200, 100), strict=True))
    revoked = any(revoked for _, _, revoked, _ in rows)
    return {
        "recognition-highest": (max((best[level] for _, level, gone, _ in rows if not gone), default=0), True),
        "recognition-reported": (min(150 * sum(reported for *_, reported in rows), 400), True),
        "recognition-with-veto": (0 if revoked else min(sum(earned[row[1]] for row in rows), 400), True),
    }


RULES: Mapping[str, tuple[Sequence[str], Callable[[Sequence[Row]], Marks]]] = {
    "bench-ticket": (("contact_by", "contacted_on", "due_on", "closed_on", "satisfied"), tickets),
    "bench-task": (("due_on", "finished_on", "delay"), tasks),
    "bench-approval": (("promised", "used", "visits"), approvals),
    "bench-inspection": (("severity", "rectified"), inspections),
    "bench-complaint": (("kind", "verified", "answered"), complaints),
    "bench-questionnaire": (("valid", "attitude", "efficiency", "openness", "overall"), questionnaires),
    "bench-rating": (("panel", "duty", "service", "level"), ratings),
    "bench-recognition": (("level", "revoked", "reported"), recognitions),
}
"""By ledger: the columns that are read, behind the unit, and the marks of one unit's records."""
