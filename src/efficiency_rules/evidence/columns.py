"""One column of a ledger: from what stands in the file to values, with the reason for each that is none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import polars as pl

from efficiency_rules.evidence.cells import (
    BLANKS,
    EXCEL_ERRORS,
    GUARDED,
    PLACEHOLDER,
    SHORTENED,
    TOO_NARROW,
    TURNED_DAY,
    UNCLEAR_FORMAT,
    YEARS,
    Refusal,
    Value,
    has_time,
    number_text,
    out_of_bounds,
    reader_of,
)
from efficiency_rules.evidence.names import Names
from efficiency_rules.evidence.types import Column, Kind, Model
from efficiency_rules.points import TICKS

_INVISIBLE = "[\u200b\u2060\ufeff]"
_MOST = 10**12
_LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class Values:
    """A column's values, one a row, null where there is none; refusals by position say why, except for blanks.

    `timed` are the positions of days that were written with a time of day.
    """

    values: pl.Series
    refusals: tuple[tuple[int, Refusal], ...]
    timed: tuple[int, ...] = ()


def storage(column: Column) -> pl.DataType:
    """Return how a ledger stores the column: points and percentages in ticks, a unit as its dense index."""
    if column.kind == "choice":
        return pl.Enum(column.choices)
    plain: dict[str, pl.DataType] = {
        "text": pl.String(),
        "flag": pl.Boolean(),
        "day": pl.Date(),
        "unit": pl.Int32(),
    }
    return plain.get(column.kind, pl.Int64())


def schema(type: Model) -> dict[str, pl.DataType]:
    """Return the columns of the type's ledger frame with their dtypes, the unit column left out."""
    return {column.name: storage(column) for column in type.columns if column.kind != "unit"}


def read_column(series: pl.Series, column: Column, names: Names) -> Values:
    """Return the column's values: typed columns are checked as a whole, texts once for each different text."""
    typed = _typed(series, column)
    read = typed if typed is not None else _from_texts(as_texts(series, column.kind), column, names)
    if column.optional or not read.values.null_count():
        return read
    refused = {at for at, _ in read.refusals}
    blank = [(at, Refusal("cell-blank")) for at in read.values.is_null().arg_true().to_list() if at not in refused]
    return Values(read.values, (*read.refusals, *blank), read.timed)


def as_texts(series: pl.Series, kind: Kind) -> pl.Series:
    """Return the column as texts as a file would hold them, null where a cell is blank."""
    if series.dtype == pl.Object:
        texts = pl.Series([_text_of(value) for value in series.to_list()], dtype=pl.String)
    elif series.dtype == pl.String or isinstance(series.dtype, (pl.Categorical, pl.Enum)) or series.dtype.is_integer():
        texts = series.cast(pl.String)
    else:
        different = series.unique(maintain_order=True).drop_nulls()
        words = pl.Series([_text_of(value) for value in different.to_list()], dtype=pl.String)
        texts = series.replace_strict(different, words, default=None, return_dtype=pl.String)
    if kind == "percent" and (series.dtype.is_integer() or series.dtype.is_decimal()):
        texts = texts + "%"
    text = pl.col("text").str.strip_chars(BLANKS).str.replace(GUARDED, "$1")
    return pl.DataFrame({"text": texts}).select(text.replace("", None)).to_series()


def _text_of(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        midnight = value.time() == time() and value.tzinfo is None
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date) else str(value)


def _from_texts(texts: pl.Series, column: Column, names: Names) -> Values:
    if column.kind == "text":
        return _words(texts, column)
    different = texts.unique(maintain_order=True).drop_nulls().to_list()
    answers: Mapping[str, Value | Refusal]
    if column.kind == "unit":
        answers = names.resolve(different)
    else:
        read = reader_of(column)
        answers = {text: read(text) for text in different}
    known = {text: answer for text, answer in answers.items() if not isinstance(answer, Refusal)}
    refused = {text: answer for text, answer in answers.items() if isinstance(answer, Refusal)}
    values = texts.replace_strict(
        list(known),
        pl.Series(list(known.values()), dtype=storage(column)),
        default=None,
        return_dtype=storage(column),
    )
    bad = texts.is_in(list(refused)).arg_true().to_list() if refused else []
    timed = [text for text in known if has_time(text)] if column.kind == "day" else []
    return Values(
        values,
        tuple((at, refused[texts[at]]) for at in bad),
        tuple(texts.is_in(timed).arg_true().to_list()) if timed else (),
    )


def _words(texts: pl.Series, column: Column) -> Values:
    text = pl.col("text")
    if column.key:
        # Keys are compared: ＡＢ１２ and AB12 are one number, and nobody sees a zero-width blank.
        text = text.str.normalize("NFKC").str.replace_all(_INVISIBLE, "")
    checks = {
        "cell-excel-error": pl.col("text").is_in(EXCEL_ERRORS),
        "cell-format": pl.col("text").str.starts_with(UNCLEAR_FORMAT),
        "cell-formula": pl.col("text").str.starts_with("="),
        "cell-too-narrow": pl.col("text").str.contains(TOO_NARROW),
        "id-shortened": pl.col("text").str.contains(SHORTENED),
    }
    if column.key:
        checks |= {
            "key-turned-day": pl.col("text").str.contains(TURNED_DAY),
            "key-placeholder": pl.col("text").str.contains(PLACEHOLDER),
        }
    frame = pl.DataFrame({"text": texts}).select(text).with_columns(**checks)
    texts = frame["text"]
    refusals = [
        (at, Refusal(code, {"found": texts[at].removeprefix(UNCLEAR_FORMAT)[:_LONGEST_QUOTE]}))
        for code in checks
        for at in frame[code].arg_true().to_list()
    ]
    refusals.sort(key=lambda entry: entry[0])
    return Values(_without(texts, refusals), tuple(refusals))


def _typed(series: pl.Series, column: Column) -> Values | None:
    """Return the values of a column that is typed as the ledger stores it, or None when it must go by its texts."""
    if column.kind == "flag" and series.dtype == pl.Boolean:
        return Values(series, ())
    if column.kind == "day" and series.dtype == pl.Date:
        good = series.dt.year().is_between(YEARS.start, YEARS.stop - 1)
        return _refuse(series, good, lambda found: Refusal("day-implausible", {"found": str(found)}))
    if column.kind in ("integer", "points") and series.dtype.is_integer():
        return _numbers(series, column)
    return None


def _numbers(series: pl.Series, column: Column) -> Values | None:
    scale = 1 if column.kind == "integer" else TICKS
    whole = series.cast(pl.Int64, strict=False)
    if whole.null_count() > series.null_count() or not whole.is_between(-_MOST, _MOST).all():
        return None
    values = whole * scale
    low, high = column.at_least, column.at_most
    good = values.is_between(
        -_MOST * scale if low is None else low * scale, _MOST * scale if high is None else high * scale
    )
    return _refuse(values, good, lambda found: out_of_bounds(found, column, scale))


def _refuse(values: pl.Series, good: pl.Series, why: Callable[[Any], Refusal]) -> Values:
    refusals = [(at, why(values[at])) for at in (~good).fill_null(False).arg_true().to_list()]
    return Values(_without(values, refusals), tuple(refusals))


def _without(values: pl.Series, refusals: list[tuple[int, Refusal]]) -> pl.Series:
    if not refusals:
        return values
    return values.scatter(sorted({at for at, _ in refusals}), None)
