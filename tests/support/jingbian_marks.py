"""The 27 criteria of 靖边县's plan of 2025 once more, in plain Python on Fractions, written from their words."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from jingbian_calendar import working_days

Row = Mapping[str, Any]
Rows = Sequence[Row]
Values = Mapping[str, Any]
INSUFFICIENT = "insufficient-data"


def number(text: str) -> Fraction:
    """Return points or percentage points written as text."""
    return Fraction(text.removesuffix("%"))


def deduct(full: Fraction, costs: Sequence[Fraction]) -> Fraction:
    """Return what is left of `full`; nothing is lost that is not there (扣完为止)."""
    return max(Fraction(0), full - sum(costs, Fraction(0)))


def by_finding(name: str, costs: Mapping[str, str]) -> Callable[[Rows, Fraction, Values], Fraction]:
    """Return the rule that each record costs the parameter named for its finding, others nothing."""

    def mark(rows: Rows, full: Fraction, p: Values) -> Fraction:
        return deduct(full, [number(p[costs[row[name]]]) for row in rows if row[name] in costs])

    return mark


def key_task(rows: Rows, full: Fraction, p: Values) -> Fraction:
    mean = sum((row["completion"] for row in rows), Fraction(0)) / len(rows)
    return full * mean / 100 if mean >= number(p["lower_cut"]) else Fraction(0)


def innovation(rows: Rows, full: Fraction, p: Values) -> Fraction:
    worth = {"国家级": p["national"], "省级": p["province"], "市级": p["city"]}
    return min(full, max(number(worth[row["level"]]) for row in rows))


def hotline(rows: Rows, full: Fraction, p: Values) -> Fraction | str:
    if len(rows) < int(p["min_cases"]):
        return INSUFFICIENT
    hits = sum(1 for row in rows if row["closed_on"] is not None and row["closed_on"] <= row["due_on"])
    below = number(p["target"]) - Fraction(100 * hits, len(rows))
    return max(number(p["floor"]), full - number(p["per_point"]) * max(Fraction(0), below))


def leader(rows: Rows, full: Fraction, p: Values) -> Fraction | str:
    if len(rows) < int(p["min_raters"]):
        return INSUFFICIENT
    scores = sorted(number(p["scale"][row["level"]]) for row in rows)
    if len(scores) > int(p["drop_when_more_than"]):
        scores = scores[1:-1]
    return full * sum(scores, Fraction(0)) / len(scores) / 100


def approval(rows: Rows, full: Fraction, p: Values) -> Fraction:
    rate = Fraction(100 * sum(1 for row in rows if row["claimed"]), len(rows))
    reached = [(number(bound), number(points)) for bound, points in p["tiers"].items() if rate >= number(bound)]
    return min(full, max(reached)[1]) if reached else Fraction(0)


def processing(rows: Rows, full: Fraction, p: Values) -> Fraction:
    late = []
    for row in rows:
        worked = working_days(row["accepted_on"], row["closed_on"])
        if (
            worked is None
            or row["closed_on"] > row["promised_on"]
            or worked - row["special_days"] > int(p["statutory_limit"])
        ):
            late.append(number(p["overdue_case"]))
    return deduct(full, late)


def survey(dimensions: Sequence[str]) -> Callable[[Rows, Fraction, Values], Fraction | str]:
    """Return the mean of the answers about these dimensions; `min_valid` is counted in questionnaires."""

    def mark(rows: Rows, full: Fraction, p: Values) -> Fraction | str:
        answers = []
        for row in rows:
            if row["dimension"] in dimensions and row["excluded"] is None:
                answers += [number(p["scale"][row["level"]])] * (1 if row["copies"] is None else row["copies"])
        if len(answers) < len(dimensions) * int(p["min_valid"]):
            return INSUFFICIENT
        return full * sum(answers) / len(answers) / 100

    return mark


def disclosure(rows: Rows, full: Fraction, p: Values) -> Fraction:
    costs = []
    for row in rows:
        report = row["category"] == "年度报告"
        worked = working_days(row["formed_on"], row["published_on"])
        if worked is None:
            late = True
        elif report:
            late = row["published_on"] > row["due_on"]
        else:
            late = worked > int(p["time_limit"])
        if late:
            costs.append(number(p["annual_report_late"] if report else p["late_item"]))
    return deduct(full, costs)


def guides(rows: Rows, full: Fraction, p: Values) -> Fraction:
    elements = ("basis", "conditions", "procedure", "results", "oversight")
    return deduct(full, [number(p["per_missing"]) for row in rows for element in elements if not row[element]])


def requests(rows: Rows, full: Fraction, p: Values) -> Fraction:
    costs = []
    for row in rows:
        worked = working_days(row["received_on"], row["replied_on"])
        if worked is None or worked > int(p["time_limit"]) + row["extension"]:
            costs.append(number(p["overdue_reply"]))
        elif row["review"] == "被纠错":
            costs.append(number(p["corrected_by_review"]))
    return deduct(full, costs)


def notices(rows: Rows, full: Fraction, p: Values) -> Fraction:
    return deduct(full, [number(p["notice_or_case"]) for row in rows if row["withdrawn_on"] is None])


def flagged(name: str, flag: bool, cost: str) -> Callable[[Rows, Fraction, Values], Fraction]:
    """Return the rule that each record whose `name` is `flag` costs the parameter `cost`."""
    return lambda rows, full, p: deduct(full, [number(p[cost]) for row in rows if row[name] is flag])


def complaints(rows: Rows, full: Fraction, p: Values) -> Fraction:
    costs = []
    for row in rows:
        if not row["verified"]:
            continue
        cost = number(p["verified_complaint"])
        if row["remedy"] == "整改到位":
            accepted = working_days(row["received_on"], row["accepted_on"])
            prompt = accepted is not None and accepted <= int(p["accept_within"])
            closed = prompt and row["closed_on"] is not None
            if closed and (row["closed_on"] - row["accepted_on"]).days <= int(p["close_within"]):
                cost -= number(p["give_back_when_fixed"])
        elif row["remedy"] == "拒不整改":
            cost += number(p["extra_when_refused"])
        else:
            cost += number(p["extra_when_not_fixed"])
        costs.append(cost)
    return deduct(full, costs)


def rectification(rows: Rows, full: Fraction, p: Values) -> Fraction:
    done = 0
    for row in rows:
        replied = working_days(row["issued_on"], row["replied_on"])
        closed = row["closed_on"] is not None and row["closed_on"] <= row["due_on"]
        done += replied is not None and replied <= int(p["reply_within"]) and closed
    return full * done / len(rows)


FAILED = ("主体不合法", "依据不准", "证据不足", "处置不当", "手续不全")
CRITERIA: dict[str, tuple[str, Callable[[Rows, Fraction, Values], Fraction | str]]] = {
    "decision-implementation": (
        "supervision-order",
        by_finding("finding", {"未按时完成": "not_done", "未按时回复": "not_replied_in_time", "拒不执行": "refused"}),
    ),
    "key-task-completion": ("key-task", key_task),
    "innovation-breakthrough": ("innovation-recognition", innovation),
    "hotline-mailbox-resolution": ("hotline-ticket", hotline),
    "responsible-leader-assessment": ("leader-rating", leader),
    "approval-streamlining": ("item-claim", approval),
    "processing-efficiency": ("service-case", processing),
    "accountability-systems": (
        "accountability-check",
        by_finding("finding", {"违反制度": "violation", "缺少制度": "system_missing"}),
    ),
    "one-thing-service": (
        "one-thing-check",
        by_finding("finding", dict.fromkeys(("职责不清", "行政不作为", "推诿扯皮", "服务承诺不兑现"), "verified_case")),
    ),
    "service-efficiency-satisfaction": ("satisfaction-answer", survey(["服务效率"])),
    "statutory-disclosure": ("disclosure-item", disclosure),
    "service-guide-disclosure": ("service-guide-check", guides),
    "disclosure-mechanism": (
        "disclosure-mechanism-check",
        by_finding("finding", {"未建立制度": "per_missing", "公开涉密信息": "secrecy_review_failure"}),
    ),
    "disclosure-requests": ("disclosure-request", requests),
    "statutory-authority-procedure": (
        "review-outcome",
        by_finding("outcome", dict.fromkeys(("撤销", "变更", "确认违法", "责令履行"), "revoked_or_lost")),
    ),
    "case-file-quality": (
        "case-file-review",
        by_finding("result", dict.fromkeys(FAILED, "per_failed") | {"未报送": "not_submitted"}),
    ),
    "enforcement-misconduct": ("enforcement-finding", flagged("verified", True, "verified")),
    "charges-and-levies": ("levy-finding", flagged("verified", True, "verified")),
    "work-style": (
        "work-style-check",
        by_finding("finding", {"违反岗位纪律": "absence_or_discipline", "无故缺席会议": "meeting_absence"}),
    ),
    "eight-rules-and-burden": ("conduct-notice", notices),
    "one-window": ("hall-item", by_finding("status", {"应进未进": "item_not_in_hall"})),
    "four-difficulties": (
        "difficulty-finding",
        by_finding(
            "finding",
            {
                "暗访查实": "verified",
                "县级曝光": "county_exposure",
                "市级曝光": "city_exposure",
                "省级曝光": "province_exposure",
            },
        ),
    ),
    "service-attitude-satisfaction": ("satisfaction-answer", survey(["服务意识", "服务能力"])),
    "efficiency-institutions": (
        "institution-check",
        by_finding("status", {"未执行": "per_missing", "缺少制度": "per_missing"}),
    ),
    "complaint-channels": ("channel-test", flagged("connected", False, "test_call_failed")),
    "complaint-handling": ("complaint", complaints),
    "rectification-follow-up": ("rectification-notice", rectification),
}
"""By id: the ledger it reads, and its rule from one unit's records (at least one), full points and parameters."""

DATED = {
    "supervision-order": "due_on",
    "key-task": "as_of",
    "innovation-recognition": "issued_on",
    "hotline-ticket": "due_on",
    "leader-rating": "rated_on",
    "item-claim": "checked_on",
    "service-case": "promised_on",
    "accountability-check": "checked_on",
    "one-thing-check": "checked_on",
    "satisfaction-answer": "surveyed_on",
    "disclosure-item": "due_on",
    "service-guide-check": "checked_on",
    "disclosure-mechanism-check": "checked_on",
    "disclosure-request": "due_on",
    "review-outcome": "effective_on",
    "case-file-review": "reviewed_on",
    "enforcement-finding": "concluded_on",
    "levy-finding": "concluded_on",
    "work-style-check": "checked_on",
    "conduct-notice": "issued_on",
    "hall-item": "checked_on",
    "difficulty-finding": "found_on",
    "institution-check": "checked_on",
    "channel-test": "tested_on",
    "complaint": "due_on",
    "rectification-notice": "due_on",
    "not-applicable": "signed_on",
}
"""By ledger: the column that places a record in a period."""
