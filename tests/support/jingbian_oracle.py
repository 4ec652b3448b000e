"""An evaluation by 靖边县's plan of 2025, computed once more in plain Python on Fractions.

It shares no line with the engine: the ruleset's YAML is read as texts, the criteria stand in `jingbian_marks`
as the words of the plan's bundle have them, totals and grades here as the design and the bundle's README have them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

import yaml
from jingbian_marks import CRITERIA, DATED, INSUFFICIENT, Row, number

RULESET = (
    Path(__file__).parents[2]
    / "plugins/efficiency-rules-jingbian/src/efficiency_rules_jingbian/rulesets/jingbian/2025.yaml"
)
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
FIRST_HALF = (date(2025, 1, 1), date(2025, 6, 30))

Mark = tuple[str, Fraction | None]
"""State and points; no points where the item is not due, spread over others, or forbids a result."""


@dataclass(frozen=True)
class Item:
    """One item of the ruleset, as texts and numbers."""

    id: str
    area: str
    full: Fraction
    due: bool
    groups: Sequence[str]
    missing: Mapping[str, str]
    params: Mapping[str, Any]


@dataclass(frozen=True)
class Card:
    """All about one unit: areas and total are None where a mark forbids a result."""

    marks: Mapping[str, Mark]
    areas: Mapping[str, Fraction | None]
    total: Fraction | None
    applicable: Fraction
    """The share of the due points that applied."""


@dataclass(frozen=True)
class Outcome:
    """All units; without `seats` nothing is graded. `grades` and `ranks` hold graded units only.

    A unit whose tie falls on a line has no grade and stands in `on_line`.
    """

    cards: Mapping[str, Card]
    seats: Mapping[str, int] | None
    ranks: Mapping[str, int]
    grades: Mapping[str, str]
    on_line: frozenset[str]


def read_rules() -> Any:
    """Return the ruleset's document as texts, without the origins of its numbers."""
    return _plain(yaml.load(RULESET.read_text(encoding="utf-8"), yaml.BaseLoader))


def evaluate(
    rules: Any,
    units: Mapping[str, str],
    ledgers: Mapping[str, Sequence[Row]],
    period: tuple[date, date] = YEAR,
) -> Outcome:
    """Return the outcome for units (id: group) from the rows of every ledger that was handed in (id: rows)."""
    items = _items(rules, interim=period != YEAR)
    own: dict[str, dict[str, list[Row]]] = {
        ledger: {unit: [] for unit in units} for ledger in DATED if ledger in ledgers or ledger == "not-applicable"
    }
    for ledger, rows in ledgers.items():
        for row in rows:
            if row["unit"] in units and period[0] <= row[DATED[ledger]] <= period[1]:
                own[ledger][row["unit"]].append(row)
    cards = {}
    for unit, group in units.items():
        signed = {row["criterion"] for row in own["not-applicable"][unit]}
        marks = {}
        for item in items:
            records = own[CRITERIA[item.id][0]][unit] if CRITERIA[item.id][0] in own else None
            marks[item.id] = _mark(item, records, group in item.groups and item.id not in signed)
        cards[unit] = _card(items, marks)
    if period != YEAR or any(card.total is None for card in cards.values()):
        return Outcome(cards, None, {}, {}, frozenset())
    return _graded(rules["grading"], cards)


def half_up(value: Fraction) -> Fraction:
    """Round to 0.01, a half up (四舍五入)."""
    return Fraction(floor(value * 100 + Fraction(1, 2)), 100)


def _plain(node: Any) -> Any:
    """Return the document with `{value, basis, ...}` replaced by the value."""
    if isinstance(node, dict):
        return _plain(node["value"]) if "value" in node else {key: _plain(value) for key, value in node.items()}
    return [_plain(value) for value in node] if isinstance(node, list) else node


def _items(rules: Any, interim: bool) -> list[Item]:
    return [
        Item(
            id=item["use"].removesuffix("@2025"),
            area=area["id"],
            full=number(item["full"]),
            due=not interim or "H1" in rules["methods"][item["method"]]["due"],
            groups=item.get("applies_to", list(rules["units"])),
            missing=rules["missing"] | item.get("missing", {}),
            params=item["params"],
        )
        for area in rules["areas"]
        for item in area["items"]
    ]


def _mark(item: Item, records: Sequence[Row] | None, applies: bool) -> Mark:
    if not item.due:
        return "not-due", None
    state, points = "scored", None
    if not applies:
        state = "not-applicable"
    elif records is None:
        state = "data-missing"
    elif not records:
        state = "no-cases"
    else:
        found = CRITERIA[item.id][1](records, item.full, item.params)
        if isinstance(found, Fraction):
            return state, half_up(found)
        assert found == INSUFFICIENT
        state = found
    policy = item.missing[state]
    points = {"full": item.full, "zero": Fraction(0)}.get(policy)
    return state, points


def _card(items: Sequence[Item], marks: Mapping[str, Mark]) -> Card:
    """Add up: what does not apply is spread over its area, an area in which nothing applies over the whole.

    Each number is rounded once from the exact quotient; where areas are stretched over the whole, their running
    sums are rounded, so that they add up to the total.
    """
    due = [item for item in items if item.due]
    counted = [item for item in due if marks[item.id][1] is not None]
    broken = any(item.missing[marks[item.id][0]] == "error" for item in due if item not in counted)
    names = list(dict.fromkeys(item.area for item in items))
    full = {area: sum((item.full for item in due if item.area == area), Fraction(0)) for area in names}
    applied = {area: sum((item.full for item in counted if item.area == area), Fraction(0)) for area in names}
    whole = sum(full.values(), Fraction(0))
    remaining = sum((full[area] for area in names if applied[area]), Fraction(0))
    areas = {}
    running = published = Fraction(0)
    for area in names:
        got = sum((marks[item.id][1] or 0 for item in counted if item.area == area), Fraction(0))
        exact = got * full[area] / applied[area] if applied[area] else Fraction(0)
        if remaining == whole:
            areas[area] = half_up(exact)
        else:
            running += exact
            areas[area] = half_up(running * whole / remaining) - published
            published += areas[area]
    share = sum(applied.values(), Fraction(0)) / whole
    if broken or not share:
        return Card(marks, dict.fromkeys(names), None, share)
    return Card(marks, areas, sum(areas.values(), Fraction(0)), share)


def _graded(grading: Any, cards: Mapping[str, Card]) -> Outcome:
    """Grade the units to which enough points apply; a tie on a line waits for a decision."""
    enough = number(grading["min_applicable"]) / 100
    graded = {unit: card.total for unit, card in cards.items() if card.total is not None and card.applicable >= enough}
    seats = _seats(len(graded), {grade["id"]: number(grade["share"]) / 100 for grade in grading["grades"]})
    ladder = [grade for grade, count in seats.items() for _ in range(count)]
    ranks = {unit: 1 + sum(1 for other in graded.values() if other > total) for unit, total in graded.items()}
    grades, on_line = {}, set()
    for unit, rank in ranks.items():
        tied = sum(1 for other in ranks.values() if other == rank)
        possible = set(ladder[rank - 1 : rank - 1 + tied])
        if len(possible) == 1:
            grades[unit] = possible.pop()
        else:
            on_line.add(unit)
    return Outcome(cards, seats, ranks, grades, frozenset(on_line))


def _seats(size: int, shares: Mapping[str, Fraction]) -> dict[str, int]:
    """Return the seats by largest remainder; of equal remainders the better grade's comes first."""
    seats = {grade: floor(share * size) for grade, share in shares.items()}
    largest_first = sorted(shares, key=lambda grade: seats[grade] - shares[grade] * size)
    for grade in largest_first[: size - sum(seats.values())]:
        seats[grade] += 1
    return seats
