"""Checking a table column by column against its evidence type; row by row only where a model has validators."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable

import polars as pl

from efficiency_rules.errors import Problem
from efficiency_rules.evidence import wording
from efficiency_rules.evidence.body import Body, Fault, body_of, named_rows
from efficiency_rules.evidence.cells import Refusal
from efficiency_rules.evidence.columns import read_column
from efficiency_rules.evidence.delimited import other_separator
from efficiency_rules.evidence.headings import Headings, find_headings
from efficiency_rules.evidence.model_rules import refused_by_model
from efficiency_rules.evidence.names import Names
from efficiency_rules.evidence.percents import read_bare_percents
from efficiency_rules.evidence.tables import Table
from efficiency_rules.evidence.types import Column, Model
from efficiency_rules.evidence.wording import example
from efficiency_rules.period import Period
from efficiency_rules.units import Roster

_YEARS_NEAR = 2
"""Our assumption: what began or ended more years before or after those of the ruleset is most likely a slip."""


@runtime_checkable
class Reads(Protocol):
    """What evidence needs to know of a ruleset."""

    @property
    def evidence_types(self) -> Mapping[str, Model]:
        """The types its criteria read, by id."""
        ...

    @property
    def valid(self) -> Period:
        """The first and last day for which it holds; records of other days are errors."""
        ...

    @property
    def groups(self) -> Mapping[str, str]:
        """Unit group keys and their Chinese titles."""
        ...


@dataclass(frozen=True, slots=True)
class Checked:
    """One table, read and checked: all its records, good or bad, in the order of the file."""

    type: Model
    table: Table
    headings: Headings | None
    body: Body | None
    values: Mapping[str, pl.Series]
    """Storage values by column name, null where unreadable; the unit as its dense index."""
    faults: tuple[Fault, ...]
    problems: tuple[Problem, ...]
    """What is wrong with the table as a whole, and notices."""

    @property
    def usable(self) -> bool:
        """Whether its records could be read at all."""
        return self.headings is not None and self.headings.complete and (self.body is None or self.body.readable)


def check_table(table: Table, type: Model, mapping: Mapping[str, str], valid: Period, names: Names) -> Checked:
    """Return the table checked; `mapping` names columns for headings that the type does not know."""
    headings = find_headings(table, type.columns, mapping)
    if headings is None:
        return Checked(type, table, None, None, {}, (), (_no_headings(table, type),))
    body = body_of(table, headings, type.key_columns())
    # Of headings that lack columns nobody can say whether those below are others.
    notices = (notice for notice in body.notices if headings.found or notice.severity != "error")
    problems = (*headings.problems, *notices)
    if not (headings.complete and body.readable):
        return Checked(type, table, headings, body, {}, (), problems)
    values: dict[str, pl.Series] = {}
    faults = list(body.faults)
    told: list[Problem] = []
    for column in type.columns:
        series = body.columns[headings.at[column.name]]
        reads = read_bare_percents if column.name in headings.bare_percents else read_column
        read = reads(series, column, names)
        values[column.name] = read.values
        told += _times_left_out(table, body, headings, column, read.timed)
        told += _days_far(table, body, headings, column, read.values, valid)
        faults += [_fault(body, headings, column, at, refusal) for at, refusal in read.refusals]
    faults += _days_outside(type, body, headings, values, valid, names.roster)
    misfits = {fault.row for fault in body.faults}
    kept = [*body.faults, *(fault for fault in faults[len(body.faults) :] if fault.row not in misfits)]
    kept += refused_by_model(type, body, headings, values, names.roster, {fault.row for fault in kept})
    return Checked(type, table, headings, body, values, tuple(kept), (*problems, *told))


def _no_headings(table: Table, type: Model) -> Problem:
    if table.delimited and (facts := other_separator(table, type)):
        return Problem("csv-separator", table.place(1), facts)
    expected = [column.heading for column in type.columns]
    none = "headings-missing" if table.frame is None else "columns-missing"
    code = "ledger-empty" if table.empty else none
    return Problem(code, table.place(), {"found": type.title, "expected": expected})


def _times_left_out(
    table: Table, body: Body, headings: Headings, column: Column, positions: Sequence[int]
) -> Iterator[Problem]:
    """Yield a notice where days are written with times of day: only the days are compared."""
    if positions:
        place = table.place(body.rows[positions[0]], headings.at[column.name])
        yield Problem("days-with-times", place, {"column": column.heading, "found": len(positions)}, "info")


def _days_far(
    table: Table, body: Body, headings: Headings, column: Column, days: pl.Series, valid: Period
) -> Iterator[Problem]:
    """Yield a warning where days that place no record lie so far off that the year may be a slip."""
    if column.kind != "day" or column.dated:
        return
    near = days.dt.year().is_between(valid.first.year - _YEARS_NEAR, valid.last.year + _YEARS_NEAR)
    if far := (~near).fill_null(False).arg_true().to_list():
        rows = body.rows.gather(far).to_list()
        facts = {"column": column.heading, "found": str(days[far[0]]), "count": len(far), "years": _YEARS_NEAR}
        place = table.place(rows[0], headings.at[column.name])
        yield Problem("days-far", place, {**facts, "rows": named_rows(rows)}, "warning")


def _fault(body: Body, headings: Headings, column: Column, at: int, refusal: Refusal) -> Fault:
    expected = {} if "expected" in refusal.facts else example(column)
    facts = {"column": column.heading, "found": "", **expected, **refusal.facts}
    return Fault(body.rows[at], headings.at[column.name], refusal.code, facts)


def _days_outside(
    type: Model,
    body: Body,
    headings: Headings,
    values: Mapping[str, pl.Series],
    valid: Period,
    roster: Roster,
) -> list[Fault]:
    column = type.dated_column()
    days = values[column.name]
    units = values[type.unit_column().name]
    found = []
    for at in (~days.is_between(valid.first, valid.last)).fill_null(False).arg_true().to_list():
        facts = {"found": str(days[at]), "year": days[at].year, **wording.days(valid.first, valid.last)}
        found.append(_fault(body, headings, column, at, Refusal("day-outside", facts)))
    for at in _inactive(units, days, roster):
        unit = roster.units[units[at]]
        active = wording.days(unit.active_from, unit.active_to)
        facts = {"found": str(days[at]), "unit": unit.name, **active}
        found.append(_fault(body, headings, column, at, Refusal("unit-not-active", facts)))
    return found


def _inactive(units: pl.Series, days: pl.Series, roster: Roster) -> list[int]:
    """Return the positions of records dated before their unit came to be or after it ended."""
    if all(unit.active_from is None and unit.active_to is None for unit in roster):
        return []
    first = pl.Series([unit.active_from or date.min for unit in roster], dtype=pl.Date)
    last = pl.Series([unit.active_to or date.max for unit in roster], dtype=pl.Date)
    outside = (days < first.gather(units)) | (days > last.gather(units))
    return outside.fill_null(False).arg_true().to_list()
