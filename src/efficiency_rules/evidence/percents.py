"""Percentages under a heading that carries the sign, like 满意率(%)."""

import polars as pl

from efficiency_rules.evidence.cells import Refusal, plain
from efficiency_rules.evidence.columns import Values, as_texts, read_column
from efficiency_rules.evidence.names import Names
from efficiency_rules.evidence.types import Column
from efficiency_rules.points import TICKS, decimal_text

_BARE = r"^[0-9０-９.．-]+$"


def read_bare_percents(series: pl.Series, column: Column, names: Names) -> Values:
    """Return the column's values: a bare number is a percentage, unless it is above 0 and at most 1.

    Such a number may be meant as a share of one, so it is refused.
    """
    texts = as_texts(series, column.kind)
    number = texts.str.strip_suffix("%") if series.dtype.is_numeric() else texts
    bare = number.str.contains(_BARE).fill_null(False)
    read = read_column((number + "%").zip_with(bare, texts), column, names)
    unclear = (bare & read.values.is_between(1, TICKS)).fill_null(False)
    if not unclear.any():
        return read
    refused = [(at, _unclear(number[at], read.values[at])) for at in unclear.arg_true().to_list()]
    return Values(read.values.scatter([at for at, _ in refused], None), (*read.refusals, *refused))


def _unclear(text: str, ticks: int) -> Refusal:
    facts = {"found": plain(text), "share": decimal_text(ticks * 100) + "%", "percent": decimal_text(ticks) + "%"}
    return Refusal("percent-ambiguous", facts)
