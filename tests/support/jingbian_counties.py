"""Invented counties under 靖边县's plan: seeded random rows of every ledger, and real ledgers as plain rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

import polars as pl

import efficiency_rules as er
from efficiency_rules.evidence.types import Column

Row = dict[str, Any]
Types = Mapping[str, type[er.EvidenceType]]

GROUPS = ("town", "department", "subordinate", "enterprise", "stationed")
EDGES = (date(2025, 1, 1), date(2025, 6, 30), date(2025, 7, 1), date(2025, 12, 31))
COUNTS = {0: 4, 1: 4, 2: 3, 4: 2, 6: 2, 9: 1, 10: 1, 11: 1, 15: 1, 29: 1, 30: 1, 31: 1}
FORMS = {1: 20, 2: 2, 5: 1, 6: 2, 7: 1}
SPANS = (-1, 0, 0, 0, 1, 2, 3, 3, 4, 5, 6, 7, 10, 12, 14, 15, 20, 25, 26, 27, 28, 29, 30, 30, 30, 31, 32, 45)
NUMBERS = (0, 0, 1, 1, 2, 5, 9, 10, 20, 29, 30, 31, 59, 60, 61)
ORDERED = {
    "service-case": (("accepted_on", "closed_on"),),
    "disclosure-request": (("received_on", "replied_on"),),
    "complaint": (("received_on", "accepted_on"), ("received_on", "closed_on"), ("accepted_on", "closed_on")),
    "rectification-notice": (("issued_on", "replied_on"), ("issued_on", "closed_on")),
}
"""Days of one record of which the second may not lie before the first."""
PERCENTS = ("0", "79.9999", "80", "80.0001", "99.99", "100")
POLARS = {"day": pl.Date(), "flag": pl.Boolean(), "integer": pl.Int64()}


@dataclass(frozen=True)
class County:
    """Units, and the rows of every ledger that was handed in, as Python values."""

    roster: er.Roster
    ledgers: Mapping[str, Sequence[Row]]

    def frames(self, types: Types) -> dict[str, pl.DataFrame]:
        """Return one frame a ledger, in the order of the rows."""
        return {
            id: pl.DataFrame(
                {
                    column.name: pl.Series(
                        [_cell(column, row[column.name]) for row in rows], dtype=POLARS.get(column.kind, pl.String())
                    )
                    for column in types[id].columns
                }
            )
            for id, rows in self.ledgers.items()
        }


def county(seed: int, types: Types, criteria: Sequence[str]) -> County:
    """Return the county of this seed; `types` by id, the built-in ones too, `criteria` can be signed off.

    Some seeds lack a leader's form or a whole ledger, so that no grades may be given.
    """
    chance = Random(seed)
    names = [f"u{at:02}" for at in range(chance.randint(10, 40))]
    chance.shuffle(names)
    units = {name: chance.choice(GROUPS) for name in names}
    silent = set(names[: len(names) // 8])
    model, *twins = names[-chance.randint(1, len(names) // 3) :]
    for twin in twins:
        units[twin] = units[model]
    starts = {names[0]: EDGES[1], names[1]: EDGES[2]}
    ledgers: dict[str, list[Row]] = {}
    for id in sorted(types):
        if id == "not-applicable":
            rows = _signed(chance, names, criteria)
        elif id != "leader-rating" and chance.random() < 0.04:
            rows = []
        else:
            rows = [
                row
                for name in names
                for row in _records(chance, id, types[id], name)
                if id == "leader-rating" or name not in silent
            ]
        dated = types[id].dated_column().name
        rows = [r for r in rows if r["unit"] not in twins and r[dated] >= starts.get(r["unit"], EDGES[0])]
        rows += [row | {"unit": twin} for twin in twins for row in rows if row["unit"] == model]
        chance.shuffle(rows)
        key = types[id].key_columns()[0].name
        ledgers[id] = [row | {key: f"{id}-{at:04}"} for at, row in enumerate(rows)]
    if seed % 7 == 1:
        ledgers["leader-rating"] = [row for row in ledgers["leader-rating"] if row["unit"] != names[2]]
    if seed % 7 == 2:
        del ledgers[chance.choice(sorted(set(types) - {"not-applicable"}))]
    if seed % 7 == 3:
        del ledgers["not-applicable"]
    roster = er.Roster(er.Unit(at, f"{at}单位", group, active_from=starts.get(at)) for at, group in units.items())
    return County(roster, ledgers)


def plain_rows(evidence: er.Evidence, roster: er.Roster) -> dict[str, list[Row]]:
    """Return the ledgers of evidence as Python values, by type id: percentages as Fractions, units as ids."""
    ledgers = {}
    for id, ledger in evidence.ledgers.items():
        exact = [column.name for column in ledger.type.columns if column.kind in ("points", "percent")]
        name = ledger.type.unit_column().name
        ledgers[id] = [
            row | {column: Fraction(row[column], 10_000) for column in exact} | {name: roster.units[at].id}
            for row, at in zip(ledger.frame.to_dicts(), ledger.unit.tolist(), strict=True)
        ]
    return ledgers


def _cell(column: Column, value: Any) -> Any:
    if column.kind == "percent":
        return f"{float(value):.4f}%"
    return value


def _signed(chance: Random, names: Sequence[str], criteria: Sequence[str]) -> list[Row]:
    """Sign off single criteria here and there, and so many for one unit that it may not be graded."""
    pairs = [(chance.choice(names), chance.choice(criteria)) for _ in range(chance.randint(0, 6))]
    pairs += [(names[-1], criterion) for criterion in chance.sample(criteria, chance.randint(0, 16))]
    return [
        {"number": "", "unit": unit, "criterion": criterion, "reason": "无此职权", "by": "工作专班", "signed_on": day}
        for unit, criterion in dict.fromkeys(pairs)
        for day in [_day(chance)]
    ]


def _records(chance: Random, id: str, type: type[er.EvidenceType], unit: str) -> list[Row]:
    """Return random records of one unit, good or bad as its luck in this ledger wants."""
    counts = FORMS if id == "leader-rating" else COUNTS
    luck = chance.choice((0.3, 0.8, 0.95, 0.99, 1.0))
    flags = chance.choice((0.0, 0.02, 0.2, 0.8, 0.98, 1.0))
    haste = chance.choice((0.0, 0.6, 0.9, 1.0))
    rows = []
    for _ in range(chance.choices(list(counts), list(counts.values()))[0]):
        dated = chance.choice(EDGES[2:]) if id == "leader-rating" else _day(chance)
        row: Row = {type.unit_column().name: unit, type.dated_column().name: dated}
        for column in type.columns:
            if column.name not in row:
                days = [value for value in row.values() if isinstance(value, date)]
                row[column.name] = _value(chance, column, days, luck, flags, haste)
        for first, then in ORDERED.get(id, ()):
            if row[first] is not None and row[then] is not None:
                row[then] = max(row[first], row[then])
        rows.append(row)
    return rows


def _day(chance: Random) -> date:
    return chance.choice(EDGES) if chance.random() < 0.2 else EDGES[0] + timedelta(days=chance.randrange(365))


def _value(chance: Random, column: Column, days: Sequence[date], luck: float, flags: float, haste: float) -> Any:
    """Return a value of the column: the first choice stands for what is good, days lie around `days`."""
    if column.optional and chance.random() < (0.7 if column.kind in ("text", "choice") else 0.15 * (1.1 - luck)):
        return None
    if column.kind == "choice":
        return column.choices[0] if chance.random() < luck else chance.choice(column.choices)
    if column.kind == "flag":
        return chance.random() < flags
    if column.kind == "day":
        span = -chance.randint(0, 45) if chance.random() < haste else chance.choice(SPANS)
        return chance.choice(days) + timedelta(days=span)
    if column.kind == "integer":
        low, high = column.at_least or 0, column.at_most
        return chance.choice([number for number in NUMBERS if number >= low and (high is None or number <= high)])
    if column.kind == "percent":
        return Fraction(chance.choice((*PERCENTS, f"{chance.randint(600_000, 1_000_000) / 10_000:.4f}")))
    return "甲"
