"""Layouts: how the rows of a Parquet file are asked of Spark, so that a worker gets what one machine reads."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from efficiency_rules.errors import InputError, Place, Problem
from efficiency_rules.evidence.tables import guarded
from efficiency_rules.evidence.wording import damage
from efficiency_rules.jurisdictions.names import PREFIX
from efficiency_rules.jurisdictions.sources import Columns, Source, columns_in

_FOLDERS = PREFIX.removesuffix("=")
"""The column in which Spark gives the jurisdictions that folders name."""

_WHOLE = (pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt16, pl.UInt32)
_SPARKS: Mapping[type[pl.DataType], str] = {
    **dict.fromkeys((pl.String, pl.Categorical, pl.Enum), "string"),
    **dict.fromkeys(_WHOLE, "bigint"),
    pl.UInt64: "decimal(20,0)",
    pl.Float32: "float",
    pl.Float64: "double",
    pl.Boolean: "boolean",
    pl.Date: "date",
    pl.Null: "void",
}
"""What Spark calls a type that holds all values of ours."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """What of a file is read: its columns, what Spark is asked for, and the types as which it comes to a worker."""

    columns: Columns
    asked: str
    """The columns in Spark's words."""
    types: Mapping[str, pl.DataType]
    """By column, in the order in which Spark is asked for them."""

    def typed(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return rows as Spark gives them with the types of their file."""
        return rows.with_columns(pl.col(name).cast(type) for name, type in self.types.items())

    @property
    def key(self) -> tuple[object, ...]:
        """The same for files that can be read together."""
        return (self.asked, tuple(self.types.values()), self.columns.jurisdiction, self.columns.unit)


def layout_of(source: Source, footer: bytes) -> Layout:
    """Return the layout of a file from its footer, of columns that are read and no others.

    Raises InputError as `columns_of` does, and where Spark has no type for a column.
    """
    name = source.name
    schema = guarded(pl.read_parquet_schema, io.BytesIO(footer))
    if isinstance(schema, str):
        facts = {"found": name, "expected": "Parquet", **damage(schema)}
        raise InputError(Problem("file-broken", Place(name), facts))
    columns = columns_in(schema, source.type, name)
    # Files of one ledger may hold their columns in any order.
    columns = replace(columns, known=tuple(sorted(columns.known)))
    needed = {*columns.known}
    if source.jurisdiction is not None:
        columns = replace(columns, jurisdiction=_FOLDERS)
    elif columns.jurisdiction is not None:
        needed.add(columns.jurisdiction)
    types = {column: _read_as(schema[column]) for column in sorted(needed)}
    asked = {column: _sparks(column, type, footer) for column, type in types.items()}
    if strange := [f"{column}: {types[column]}" for column, word in asked.items() if word is None]:
        raise InputError(Problem("columns-not-on-spark", Place(name), {"found": strange}))
    written = ", ".join("`{}` {}".format(column.replace("`", "``"), word) for column, word in asked.items())
    return Layout(columns, written, types)


def _read_as(type: pl.DataType) -> pl.DataType:
    """Return the type of a column at a worker: texts of a dictionary come as texts, which is all they say."""
    return pl.String() if isinstance(type, pl.Categorical | pl.Enum) else type


def _sparks(column: str, type: pl.DataType, footer: bytes) -> str | None:
    """Return what Spark calls a type that holds the values of a column, None where it has none."""
    if isinstance(type, pl.Decimal):
        return f"decimal({type.precision},{type.scale})"
    if isinstance(type, pl.Datetime):
        # Spark counts microseconds. Nanoseconds it reads as the numbers they are stored as.
        if type.time_unit == "ns":
            return "timestamp" if _is_int96(column, footer) else "bigint"
        return "timestamp_ntz" if type.time_zone is None else "timestamp"
    return _SPARKS.get(type.base_type())


def _is_int96(column: str, footer: bytes) -> bool:
    """Say whether timestamps have twelve bytes, as Spark and Hive write them: polars takes them for nanoseconds."""
    from pyarrow.parquet import ParquetFile

    columns = ParquetFile(io.BytesIO(footer)).schema
    return any(one.name == column and one.physical_type == "INT96" for one in columns)
