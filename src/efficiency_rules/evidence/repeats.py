"""Records that must differ and do not: each of them is refused, because nobody can tell which one counts."""

from collections.abc import Sequence

import polars as pl

from efficiency_rules.evidence.body import Fault
from efficiency_rules.evidence.builtin import DECIDED_ONCE
from efficiency_rules.evidence.checking import Checked
from efficiency_rules.evidence.types import Column


def repeated_records(tables: Sequence[Checked]) -> list[list[Fault]]:
    """Return, for each table of one type, a fault for every record whose key stands elsewhere too.

    A second decision on one unit and criterion is such a record as well. Records without a readable key are
    left out.
    """
    faults: list[list[Fault]] = [[] for _ in tables]
    usable = [at for at, one in enumerate(tables) if one.usable]
    if usable:
        type = tables[0].type
        _note_repeats(tables, usable, type.key_columns(), "key-repeated", faults)
        if once := DECIDED_ONCE.get(type.id):
            _note_repeats(tables, usable, [type.column(name) for name in once], "sign-off-repeated", faults)
    return faults


def _note_repeats(
    tables: Sequence[Checked], usable: Sequence[int], columns: Sequence[Column], code: str, faults: list[list[Fault]]
) -> None:
    keys = [column.name for column in columns]
    frame = pl.concat(_keyed(tables[at], keys, at) for at in usable).drop_nulls(keys)
    # One key column needs no struct, which takes several times as long.
    repeated = frame.filter((pl.struct(keys) if len(keys) > 1 else pl.col(keys[0])).is_duplicated())
    if repeated.is_empty():
        return
    for group in repeated.partition_by(keys, maintain_order=True):
        places = list(zip(group["_table"].to_list(), group["_row"].to_list(), strict=True))
        for at, (table, row) in enumerate(places):
            other_table, other_row = places[0] if at else places[1]
            faults[table].append(_fault(code, columns, tables[table], row, tables[other_table], other_row))


def _keyed(one: Checked, keys: Sequence[str], at: int) -> pl.DataFrame:
    rows = one.body.rows if one.body is not None else pl.Series(dtype=pl.Int64)
    frame = pl.DataFrame({name: one.values[name] for name in keys})
    # A leading underscore: no column of a model can be called so.
    return frame.with_columns(pl.lit(at).alias("_table"), rows.alias("_row"))


def _fault(code: str, columns: Sequence[Column], one: Checked, row: int, other: Checked, other_row: int) -> Fault:
    facts: dict[str, object] = {
        "column": [column.heading for column in columns],
        "found": _written(columns, one, row),
        "expected": "各不相同",
        "expected_en": "no other like it",
        "other": str(other.table.place(other_row, _position(columns, other))),
    }
    return Fault(row, _position(columns, one), code, facts)


def _position(columns: Sequence[Column], one: Checked) -> int:
    return one.headings.at[columns[0].name] if one.headings is not None else 0


def _written(columns: Sequence[Column], one: Checked, row: int) -> list[str]:
    """Return the key of a record as it stands in the file."""
    if one.body is None or one.headings is None:
        return []
    at = one.body.rows.search_sorted(row)
    return [str(one.body.columns[one.headings.at[column.name]][at]) for column in columns]
