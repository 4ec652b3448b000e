"""All records of the county's year by evidence type, numbered as their offices number them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from fiction import conduct_and_complaints as conduct
from fiction import duty_and_efficiency as duty
from fiction import openness_and_law as law
from fiction.life import Life, Maker, Record
from fiction.units import Body

Number = Callable[[int, date, str], str]
"""From serial number, day and unit to a key."""


def _running(pattern: str) -> Number:
    """Return numbers that run through the year: {n}, with {day} and {unit} where they are needed."""
    return lambda n, day, unit: pattern.format(n=n, day=f"{day:%Y%m%d}", unit=unit)


MAKERS: Mapping[str, tuple[Maker, str, Number]] = {
    "supervision-order": (duty.supervision_orders, "order", _running("云督〔2025〕{n}号")),
    "key-task": (duty.key_tasks, "task", _running("ZD2025-{n:03d}")),
    "innovation-recognition": (duty.innovations, "document", _running("创新认定〔2025〕{n}号")),
    "hotline-ticket": (duty.hotline_tickets, "ticket", _running("{day}{n:06d}")),
    "leader-rating": (duty.leader_ratings, "form", _running("PD-{n:03d}")),
    "item-claim": (duty.item_claims, "item", _running("YZ{unit}RL{n:04d}")),
    "service-case": (duty.service_cases, "case", _running("{day}{n:010d}")),
    "accountability-check": (duty.accountability_checks, "check", _running("SW{n:03d}")),
    "one-thing-check": (duty.one_thing_checks, "check", _running("YJS-{n:03d}")),
    "satisfaction-answer": (conduct.satisfaction_answers, "questionnaire", _running("MYD{unit}-{n:04d}")),
    "disclosure-item": (law.disclosure_items, "index", _running("YZ{unit}-2025-{n:05d}")),
    "service-guide-check": (law.service_guide_checks, "check", _running("BSZN{n:03d}")),
    "disclosure-mechanism-check": (law.mechanism_checks, "check", _running("JZ{n:03d}")),
    "disclosure-request": (law.disclosure_requests, "request", _running("YSQ2025{n:03d}")),
    "review-outcome": (law.review_outcomes, "document", _running("云复决〔2025〕{n}号")),
    "case-file-review": (law.case_file_reviews, "file", _running("AJ-{unit}-{n:03d}")),
    "enforcement-finding": (law.enforcement_findings, "report", _running("ZF核〔2025〕{n}号")),
    "levy-finding": (law.levy_findings, "document", _running("SF核〔2025〕{n}号")),
    "work-style-check": (conduct.work_style_checks, "check", _running("ZF{n:03d}")),
    "conduct-notice": (conduct.conduct_notices, "notice", _running("通报〔2025〕{n}号")),
    "hall-item": (conduct.hall_items, "item", _running("YZ{unit}JZ{n:04d}")),
    "difficulty-finding": (conduct.difficulty_findings, "record", _running("AF{n:03d}")),
    "institution-check": (conduct.institution_checks, "check", _running("ZD{n:03d}")),
    "channel-test": (conduct.channel_tests, "test", _running("BC{n:03d}")),
    "complaint": (conduct.complaints, "complaint", _running("TS2025{n:04d}")),
    "rectification-notice": (conduct.rectification_notices, "notice", _running("云效督〔2025〕{n}号")),
}
"""What makes the records of each type, the name of its key column, and how keys are numbered."""

_DAY_OF = {
    "supervision-order": "due_on",
    "key-task": "as_of",
    "innovation-recognition": "issued_on",
    "hotline-ticket": "due_on",
    "leader-rating": "rated_on",
    "service-case": "accepted_on",
    "satisfaction-answer": "surveyed_on",
    "disclosure-item": "formed_on",
    "disclosure-request": "received_on",
    "review-outcome": "effective_on",
    "case-file-review": "reviewed_on",
    "enforcement-finding": "concluded_on",
    "levy-finding": "concluded_on",
    "difficulty-finding": "found_on",
    "channel-test": "tested_on",
    "complaint": "received_on",
    "rectification-notice": "issued_on",
    "conduct-notice": "issued_on",
}
"""The day by which an office numbers its records; the day of the check where nothing is said."""

_BY_UNIT = ("item-claim", "hall-item", "satisfaction-answer", "case-file-review", "key-task")
"""Ledgers kept unit by unit; the others are kept in the order of days."""

_SIGNED_OFF = (
    ("one-thing-service", "one-thing-check", "承担内部职能，没有“高效办成一件事”事项", "S02 S03 S04 S16 S22 S27"),
    ("case-file-quality", "case-file-review", "没有行政执法和行政许可案卷", "S03 S12 S28"),
    ("hotline-mailbox-resolution", "hotline-ticket", "不承办热线工单", "J05 D30"),
    ("service-guide-disclosure", "service-guide-check", "不直接面向群众办事", "S16 S23"),
)
"""Criterion, its ledger, the reason, and the units it is signed off for: they have no records there."""


def county_records(bodies: Sequence[Body]) -> dict[str, list[Record]]:
    """Return the records of every evidence type, keys and unit ids included, in the order of their ledgers."""
    found = {type: _numbered(type, bodies) for type in MAKERS}
    found["not-applicable"] = list(_signed_off())
    return found


def _numbered(type: str, bodies: Sequence[Body]) -> list[Record]:
    make, key, number = MAKERS[type]
    dated = _DAY_OF.get(type, "checked_on")
    spared = {unit for _, ledger, _, units in _SIGNED_OFF if ledger == type for unit in units.split()}
    concerned = [body for body in bodies if body.id not in spared]
    records = [{"unit": body.id, **record} for body in concerned for record in make(Life.of(body, type))]
    if type not in _BY_UNIT:
        records.sort(key=lambda record: (str(record[dated]), str(record["unit"])))
    return [{key: number(n, _day(record[dated]), str(record["unit"])), **record} for n, record in enumerate(records, 1)]


def _day(value: object) -> date:
    assert isinstance(value, date)
    return value


def _signed_off() -> list[Record]:
    signed = date(2025, 1, 20)
    entries = [(criterion, reason, unit) for criterion, _, reason, units in _SIGNED_OFF for unit in units.split()]
    return [
        {
            "number": f"不适用〔2025〕{at}号",
            "unit": unit,
            "criterion": criterion,
            "reason": reason,
            "by": "县政务效能评价中心",
            "signed_on": signed,
        }
        for at, (criterion, reason, unit) in enumerate(entries, 1)
    ]
