"""Records drawn by Hypothesis from nothing but an evidence type: what its columns and its validators admit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl
from hypothesis import strategies as st
from pydantic import ValidationError

from efficiency_rules.criteria.clock import last_known_day
from efficiency_rules.evidence.model_rules import has_own_rules
from efficiency_rules.evidence.types import Column, Model
from efficiency_rules.period import Period
from efficiency_rules.points import TICKS, Percent, Points, decimal_text

Value = str | int | bool | date | None
"""A cell as a ledger stores it: points and percentages in ticks, the unit as its id."""

Row = Mapping[str, Value]
"""One record by column name."""

UNITS = ("u1", "u2", "u3", "u4")
"""The units that the records are about."""

MOST_ROWS = 14
_AROUND = 45
"""Days by which the other days of a record lie before or after the one that dates it."""

_WORDS = ("甲", "乙", "丙")


@dataclass(frozen=True, slots=True)
class Pools:
    """What to draw from where the type alone says too little.

    `values` (by column name) replace what would be drawn. `texts` and `numbers` are constants of the formula's own
    expressions: they are drawn beside the usual values, so that both sides of a comparison are met.
    """

    values: Mapping[str, Sequence[Any]]
    texts: Sequence[str] = ()
    numbers: Sequence[int] = ()


def ledgers(type: Model, year: Period, pools: Pools) -> st.SearchStrategy[tuple[Row, ...]]:
    """Return a strategy for the records of one ledger: 0 to 14 rows about four units, no two with one key.

    Every row satisfies the model's own validators, dated rows lie in `year`. Where a validator refuses a row, its
    days are put into the order of their columns, then optional cells are left blank; what is still refused is
    drawn anew.
    """
    keys = [column.name for column in type.key_columns()]
    numbered = next((column.name for column in type.key_columns() if column.kind == "text"), None)
    rows = _rows(type, year, pools)
    if numbered is None:
        return st.lists(rows, max_size=MOST_ROWS, unique_by=lambda row: tuple(row[name] for name in keys)).map(tuple)

    def number(rows: list[Row]) -> tuple[Row, ...]:
        # Backwards, so that the order of the keys is not that of the rows.
        return tuple({**row, numbered: f"K{len(rows) - at:02}"} for at, row in enumerate(rows))

    return st.lists(rows, max_size=MOST_ROWS).map(number)


def text_of(value: Value, column: Column) -> str | None:
    """Return a value as a cell of a file holds it; None for a blank."""
    if value is None:
        return None
    if column.kind in ("points", "percent"):
        return decimal_text(int(str(value))) + ("%" if column.kind == "percent" else "")
    return ("是" if value else "否") if column.kind == "flag" else str(value)


def texts_of(rows: Sequence[Row], type: Model) -> pl.DataFrame:
    """Return the rows as a frame of texts, one column a column of the type, as read from a file."""
    cells = {column.name: [text_of(row[column.name], column) for row in rows] for column in type.columns}
    return pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String))


def _rows(type: Model, year: Period, pools: Pools) -> st.SearchStrategy[Row]:
    dated = type.dated_column().name
    around = [column.name for column in type.columns if column.kind == "day" and not column.dated]
    around = [name for name in around if name not in pools.values]
    # Working days are known up to the end of some year only.
    latest = max(year.last, min(last_known_day(), year.last + timedelta(days=_AROUND)))

    def with_days(cells: dict[str, Any]) -> Row:
        """Turn the days that were drawn as distances from the dated one into days."""
        days = {name: cells[name] for name in around if cells[name] is not None}
        return cells | {name: min(cells[dated] + timedelta(days=far), latest) for name, far in days.items()}

    rows = st.fixed_dictionaries({column.name: _cells(column, year, pools) for column in type.columns}).map(with_days)
    if not has_own_rules(type):
        return rows
    return rows.map(lambda row: _admitted(row, type, year, pools)).filter(bool)


def _cells(column: Column, year: Period, pools: Pools) -> st.SearchStrategy[Any]:
    if column.name in pools.values:
        return st.sampled_from([_stored(value) for value in pools.values[column.name]])
    made = _filled(column, year, pools)
    return st.none() | made if column.optional else made


def _filled(column: Column, year: Period, pools: Pools) -> st.SearchStrategy[Any]:
    if column.kind == "unit":
        return st.sampled_from(UNITS)
    if column.kind == "choice":
        return st.sampled_from(column.choices)
    if column.kind == "flag":
        return st.booleans()
    if column.kind == "text":
        return st.sampled_from([*pools.texts, *_WORDS])
    if column.kind == "day":
        return st.dates(year.first, year.last) if column.dated else st.integers(-_AROUND, _AROUND)
    return _numbers(column, pools)


def _numbers(column: Column, pools: Pools) -> st.SearchStrategy[int]:
    """Return whole numbers, or points and percentages with two decimals in ticks, within the column's bounds.

    Without a bound, numbers a little below zero and above a hundred are drawn too: the type admits them.
    """
    low = -3 if column.at_least is None else column.at_least
    high = max(low, 0) + 120 if column.at_most is None else column.at_most
    scale, step = (1, 1) if column.kind == "integer" else (TICKS, TICKS // 100)
    near = [number for constant in pools.numbers for number in (constant - 1, constant, constant + 1)]
    special = [low * scale, high * scale, *(number for number in near if low * scale <= number <= high * scale)]
    return st.integers(low * scale // step, high * scale // step).map(lambda n: n * step) | st.sampled_from(special)


def _stored(value: Any) -> Value:
    stored: Value = value.ticks if isinstance(value, Points | Percent) else value
    return stored


def _admitted(row: Row, type: Model, year: Period, pools: Pools) -> Row:
    """Return the row as the model admits it, or an empty one where it does not whatever is tried."""
    # Within the year, because the one that dates the record has to stay there.
    days = {name: min(max(value, year.first), year.last) for name, value in row.items() if isinstance(value, date)}
    ordered = {**row, **dict(zip(days, sorted(days.values()), strict=True))}
    free = [column.name for column in type.columns if column.optional and column.name not in pools.values]
    blank = {**ordered, **dict.fromkeys(free)}
    return next((tried for tried in (row, ordered, blank) if _admits(type, tried)), {})


def _admits(type: Model, row: Row) -> bool:
    values: dict[str, Any] = dict(row)
    for column in type.columns:
        if column.kind in ("points", "percent") and values[column.name] is not None:
            exact = Points if column.kind == "points" else Percent
            values[column.name] = exact.from_ticks(values[column.name])
    try:
        type.model_validate(values, by_name=True)
    except ValidationError:
        return False
    return True
