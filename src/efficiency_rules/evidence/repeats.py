"""Records that share one key: each of them is refused, because nobody can tell which one counts."""

from collections.abc import Sequence

import polars as pl

from efficiency_rules.evidence.body import Fault
from efficiency_rules.evidence.checking import Checked


def repeated_keys(tables: Sequence[Checked]) -> list[list[Fault]]:
    """Return, for each table of one type, a fault for every record whose key stands elsewhere too.

    Records without a readable key are left out.
    """
    faults: list[list[Fault]] = [[] for _ in tables]
    usable = [at for at, one in enumerate(tables) if one.usable]
    if not usable:
        return faults
    keys = [column.name for column in tables[0].type.key_columns()]
    frame = pl.concat(_keyed(tables[at], keys, at) for at in usable).drop_nulls(keys)
    # One key column needs no struct, which takes several times as long.
    repeated = frame.filter((pl.struct(keys) if len(keys) > 1 else pl.col(keys[0])).is_duplicated())
    if repeated.is_empty():
        return faults
    for group in repeated.partition_by(keys, maintain_order=True):
        places = list(zip(group["_table"].to_list(), group["_row"].to_list(), strict=True))
        for at, (table, row) in enumerate(places):
            other_table, other_row = places[0] if at else places[1]
            faults[table].append(_fault(tables[table], row, tables[other_table], other_row))
    return faults


def _keyed(one: Checked, keys: Sequence[str], at: int) -> pl.DataFrame:
    rows = one.body.rows if one.body is not None else pl.Series(dtype=pl.Int64)
    frame = pl.DataFrame({name: one.values[name] for name in keys})
    # A leading underscore: no column of a model can be called so.
    return frame.with_columns(pl.lit(at).alias("_table"), rows.alias("_row"))


def _fault(one: Checked, row: int, other: Checked, other_row: int) -> Fault:
    keys = one.type.key_columns()
    facts: dict[str, object] = {
        "column": "、".join(key.heading for key in keys),
        "found": _written(one, row),
        "expected": "unique",
        "other": str(other.table.place(other_row, _key_position(other))),
    }
    return Fault(row, _key_position(one), "key-repeated", facts)


def _key_position(one: Checked) -> int:
    return one.headings.at[one.type.key_columns()[0].name] if one.headings is not None else 0


def _written(one: Checked, row: int) -> str:
    """Return the key of a record as it stands in the file."""
    if one.body is None or one.headings is None:
        return ""
    at = one.body.rows.search_sorted(row)
    columns = [one.body.columns[one.headings.at[key.name]] for key in one.type.key_columns()]
    return "、".join(str(column[at]) for column in columns)
