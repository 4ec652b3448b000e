"""Wording: reasons filled with a unit's own numbers, a whole column at a time."""

from collections.abc import Mapping
from string import Formatter

import numpy as np
import numpy.typing as npt
import polars as pl

from efficiency_rules.criteria.formula import FactValues, Figure, Formula
from efficiency_rules.points import TICKS

ALWAYS = ("full", "points", "lost")
"""Numbers every reason may name: the item's full points, the mark, and the difference."""


def check_words(formula: Formula, facts: FactValues, full: int) -> None:
    """Raise ValueError when the reason names a number that the formula does not offer."""
    known = {*facts, *formula.figures(facts, full), *ALWAYS}
    unknown = [name for name in fields(formula.reason) if name not in known]
    if unknown:
        raise ValueError(f"the reason names {', '.join(unknown)}; it may name {', '.join(sorted(known))}")


def fields(template: str) -> list[str]:
    """Return the names in braces, in order."""
    return [name for _, name, _, _ in Formatter().parse(template) if name is not None]


def fill(template: str, values: Mapping[str, pl.Series], length: int) -> pl.Series:
    """Return the template filled once a row; `values` holds one text column a name."""
    pieces: list[pl.Expr] = []
    for text, name, _, _ in Formatter().parse(template):
        if text:
            pieces.append(pl.lit(text))
        if name is not None:
            pieces.append(pl.lit(values[name].fill_null("—")))
    if not fields(template):
        return pl.Series("words", [template]).new_from_index(0, length)
    return pl.select(pl.concat_str(pieces).alias("words")).get_column("words")


def figure_texts(figures: Mapping[str, Figure], at: npt.NDArray[np.int64]) -> dict[str, pl.Series]:
    """Return each figure as a text column for the units at these indices."""
    return {name: _texts(figure, at) for name, figure in figures.items()}


def _texts(figure: Figure, at: npt.NDArray[np.int64]) -> pl.Series:
    values = np.asarray(figure.values)
    numbers = pl.Series("n", np.broadcast_to(values, at.shape) if values.ndim == 0 else values[at])
    if figure.kind == "count":
        return numbers.cast(pl.String)
    return ticks_text(numbers, "%" if figure.kind == "percent" else "")


def ticks_text(ticks: pl.Series, suffix: str = "") -> pl.Series:
    """Return ticks as decimal text with as few decimals as are needed, one entry a row."""
    n = pl.col("n")
    sign = pl.when(n < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    decimals = (n.abs() % TICKS).cast(pl.String).str.zfill(4).str.strip_chars_end("0")
    dot = pl.when(n % TICKS == 0).then(pl.lit("")).otherwise(pl.lit("."))
    text = pl.concat_str([sign, (n.abs() // TICKS).cast(pl.String), dot, decimals, pl.lit(suffix)])
    return ticks.alias("n").to_frame().select(text.alias("words")).get_column("words")


def record_words(template: str, frame: pl.DataFrame, kinds: Mapping[str, str]) -> pl.Series:
    """Return the template filled from each record's own columns; `kinds` says what a column holds."""
    values = {}
    for name in dict.fromkeys(fields(template)):
        column = frame.get_column(name)
        if kinds[name] in ("points", "percent"):
            values[name] = ticks_text(column, "%" if kinds[name] == "percent" else "")
        elif kinds[name] == "flag":
            values[name] = column.replace_strict({True: "是", False: "否"}, return_dtype=pl.String)
        else:
            values[name] = column.cast(pl.String)
    return fill(template, values, frame.height)
