"""A small county for tests of corrections, with its own plain computation of totals, ranks and grades."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import worlds

import efficiency_rules as er
from efficiency_rules.changes.corrections import Correction

ABOUT = {"by": "某甲", "role": "专班组长", "on": "2026-01-20", "reason": "经核实", "document": "会议纪要〔2026〕1号"}

SHARES = {"excellent": 20, "good": 40, "fair": 30, "poor": 10}
ORDER = list(SHARES)

Rows = Sequence[Mapping[str, Any]]


def rules(**scheme: Any) -> er.Ruleset:
    """Return the ruleset: problems (60) and tickets (7) in one area, awards (2) in another."""
    tickets = worlds.item(worlds.tickets, "7", "a", no_cases="rescale-area")
    areas = [
        ("a", [worlds.item(worlds.events, "60", "a"), tickets]),
        ("b", [worlds.item(worlds.awards, "2", "b", no_cases="zero")]),
    ]
    return worlds.ruleset(*areas, scheme=worlds.SCHEME | scheme)


def county(events: Iterable[tuple[str, str, str]], size: int, tickets: Rows = (), awards: Rows = ()) -> worlds.World:
    """Return the county of these problems (number, unit, kind), tickets and awards."""
    rows = [{"number": n, "unit": unit, "kind": kind, "on": worlds.YEAR.first} for n, unit, kind in events]
    return worlds.World(size, {"event": rows, "ticket": list(tickets), "rating": [], "award": list(awards)})


def evaluate(world: worlds.World, rules: er.Ruleset, decisions: Sequence[Any] = ()) -> er.Evaluation:
    """Return the evaluation of a county."""
    return er.evaluate(rules, worlds.roster(world.size), world.evidence(rules), decisions=decisions)


def adjust(unit: str, criterion: str, points: str, **about: str) -> er.Adjustment:
    """Return an adjustment."""
    return er.Adjustment(unit=unit, criterion=criterion, points=points, **ABOUT | about)


def withdraw(key: str, type: str = "event", **about: str) -> er.Withdrawal:
    """Return a withdrawal."""
    return er.Withdrawal(type=type, key=key, **ABOUT | about)


def rewrite(row: Mapping[str, Any], type: str = "event", **about: str) -> er.Replacement:
    """Return a replacement by a whole row."""
    record = {name: "" if value is None else str(value) for name, value in row.items()}
    return er.Replacement(type=type, key=row["number"], record=record, **ABOUT | about)


def revoke(correction: Correction, **about: str) -> er.Revocation:
    """Return what takes a correction back."""
    names = ("type", "key", "unit", "criterion", "units")
    named = {name: getattr(correction, name) for name in names if hasattr(correction, name)}
    return er.Revocation(**named, **ABOUT | about)


def computed(world: worlds.World) -> dict[tuple[str, str], Fraction | None]:
    """Return the mark of every unit and criterion, None where it is rescaled away."""
    marks: dict[tuple[str, str], Fraction | None] = {}
    for at in range(world.size):
        unit = f"u{at:03}"
        own = {id: [row for row in rows if row["unit"] == unit] for id, rows in world.rows.items()}
        marks[unit, "events"] = max(Fraction(0), 60 - sum(worlds.EVENT_POINTS[row["kind"]] for row in own["event"]))
        marks[unit, "tickets"] = None
        if len(own["ticket"]) >= 3:
            hits = sum(row["closed_on"] is not None and row["closed_on"] <= row["due_on"] for row in own["ticket"])
            below = max(Fraction(0), 95 - Fraction(100 * hits, len(own["ticket"])))
            marks[unit, "tickets"] = worlds.half_up(max(Fraction(0), 7 - Fraction("0.13") * below))
        marks[unit, "awards"] = max((worlds.BONUS_POINTS[row["level"]] for row in own["award"]), default=Fraction(0))
    return marks


def totals(marks: Mapping[tuple[str, str], Fraction | None]) -> dict[str, Fraction]:
    """Return the total of every unit: without tickets the problems stand for the whole area."""
    found = {}
    for unit in {unit for unit, _ in marks}:
        events, tickets, awards = (marks[unit, name] for name in ("events", "tickets", "awards"))
        assert events is not None
        assert awards is not None
        found[unit] = worlds.half_up(events * Fraction(67, 60)) if tickets is None else events + tickets
        found[unit] += awards
    return found


def ranks(totals: Mapping[str, Fraction]) -> dict[str, int]:
    """Return the rank of every unit; equal totals share one."""
    return {unit: 1 + sum(other > total for other in totals.values()) for unit, total in totals.items()}


def seats(units: int) -> list[int]:
    """Return the seats of the four grades by largest remainder, a tied one to the better grade."""
    exact = [Fraction(share * units, 100) for share in SHARES.values()]
    given = [int(part) for part in exact]
    by_rest = sorted(range(4), key=lambda at: (given[at] - exact[at], at))
    for at in by_rest[: units - sum(given)]:
        given[at] += 1
    return given


def grades(totals: Mapping[str, Fraction]) -> dict[str, str]:
    """Return the grade of every unit, for totals that all differ."""
    ladder = [grade for grade, count in zip(ORDER, seats(len(totals)), strict=True) for _ in range(count)]
    return {unit: ladder[rank - 1] for unit, rank in ranks(totals).items()}


def with_policy(rules: er.Ruleset, corrections: str | None) -> er.Ruleset:
    """Return the ruleset with this word on corrections."""
    return replace(rules, grading=replace(rules.grading, corrections=corrections))


def codes(error: Any) -> list[str]:
    """Return the codes of a raised error's problems."""
    return [problem.code for problem in error.value.problems]
