"""Wording: reasons filled with a unit's own numbers, a whole column at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter

import numpy as np
import numpy.typing as npt
import polars as pl

from efficiency_rules.criteria.formula import FactValues, Figure, Formula
from efficiency_rules.evaluation.alike import alike
from efficiency_rules.evaluation.columns import column_of
from efficiency_rules.evidence.types import Kind
from efficiency_rules.points import TICKS, decimal_text

ALWAYS = ("full", "points", "lost")
"""Numbers every reason may name: the item's full points, the mark, and the difference."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A column of texts taken from a list by number: much faster than writing a number in every row."""

    texts: pl.Series
    numbers: npt.NDArray[np.integer]

    @property
    def column(self) -> pl.Expr:
        """The column, one entry a number."""
        return column_of(self.texts, self.numbers)


Pieces = Sequence[str | Chosen | pl.Expr]
"""A column of texts, one entry a row, as the pieces it is put together from; plain text is the same in every row."""

_NUMBERS = pl.Series([str(number) for number in range(TICKS)])
_DECIMALS = pl.Series([decimal_text(number).removeprefix("0") for number in range(TICKS)])
_SIGNS = pl.Series(["", "-"])


def check_words(formula: Formula, facts: FactValues, full: int) -> None:
    """Raise ValueError when the reason names a number that the formula does not offer."""
    of_one_unit = {name: values[:1] for name, values in facts.items()}
    known = {*facts, *formula.figures(of_one_unit, full), *ALWAYS}
    unknown = [name for name in fields(formula.reason) if name not in known]
    if unknown:
        raise ValueError(f"the reason names {', '.join(unknown)}; it may name {', '.join(sorted(known))}")


def fields(template: str) -> list[str]:
    """Return the names in braces, in order."""
    return [name for _, name, _, _ in Formatter().parse(template) if name is not None]


def filled(template: str, values: Mapping[str, Figure | str], length: int) -> Chosen:
    """Return the template filled once a row, with one text for all rows of the same numbers.

    `values` may hold more than the template names; a text is the same in every row.
    """
    named = {name: values[name] for name in fields(template)}
    figures = {name: one for name, one in named.items() if isinstance(one, Figure)}
    kinds = alike([_integers(one) for one in figures.values() if np.ndim(one.values)], length)
    pieces: dict[str, Pieces] = {name: [one] for name, one in named.items() if isinstance(one, str)}
    pieces |= {name: figure_pieces(figure_of(one, kinds.one)) for name, one in figures.items()}
    return Chosen(fill(template, pieces, len(kinds.one)), kinds.kind)


def fill(template: str, values: Mapping[str, Pieces], length: int) -> pl.Series:
    """Return the template filled once a row; `values` holds a column of texts a name, in pieces."""
    columns: list[pl.Expr] = []
    before = ""
    for piece in _pieces(template, values):
        if isinstance(piece, str):
            before += piece
        else:
            columns += [pl.lit(before), piece.column if isinstance(piece, Chosen) else piece]
            before = ""
    if not columns:
        return pl.Series("words", [before]).new_from_index(0, length)
    return pl.select(pl.concat_str([*columns, pl.lit(before)]).alias("words")).get_column("words")


def _pieces(template: str, values: Mapping[str, Pieces]) -> Iterator[str | Chosen | pl.Expr]:
    for text, name, _, _ in Formatter().parse(template):
        yield text
        if name is not None:
            yield from values[name]


def figure_of(figure: Figure, at: npt.NDArray[np.integer]) -> Figure:
    """Return the figure of these units alone."""
    return Figure(figure.values.take(at), figure.kind) if np.ndim(figure.values) else figure


def figure_pieces(figure: Figure) -> Pieces:
    """Return the texts of a figure that has one value a row, or one for all rows."""
    if not np.ndim(figure.values):
        return [figure.text(int(figure.values))]
    numbers = _integers(figure)
    if figure.kind == "count":
        return [_whole(numbers)]
    return ticks_pieces(numbers, "%" if figure.kind == "percent" else "")


def _integers(figure: Figure) -> npt.NDArray[np.int64]:
    return np.asarray(figure.values, dtype=np.int64)


def ticks_pieces(ticks: npt.NDArray[np.int64], suffix: str = "") -> Pieces:
    """Return ticks as decimal texts with as few decimals as are needed."""
    size = np.abs(ticks)
    whole = size // TICKS
    sign = [Chosen(_SIGNS, (ticks < 0).view(np.uint8))] if ticks.min(initial=0) < 0 else []
    return [*sign, _whole(whole), Chosen(_DECIMALS, size - whole * TICKS), suffix]


def _whole(numbers: npt.NDArray[np.int64]) -> Chosen | pl.Expr:
    low, high = int(numbers.min(initial=0)), int(numbers.max(initial=0))
    if low < 0 or high >= TICKS:
        return pl.lit(pl.Series(numbers)).cast(pl.String)
    return Chosen(_NUMBERS.slice(0, high + 1), numbers)


def record_words(
    template: str, frame: pl.DataFrame, at: npt.NDArray[np.integer], kinds: Mapping[str, Kind]
) -> pl.Series:
    """Return the template filled from the columns of the records at these positions; `kinds` says what they hold."""
    names = list(dict.fromkeys(fields(template)))
    rows = frame.select(names)[at]
    return fill(template, {name: _column(rows.get_column(name), kinds[name]) for name in names}, len(at))


def _column(values: pl.Series, kind: Kind) -> Pieces:
    if kind == "flag":
        texts = pl.lit(values.replace_strict({True: "是", False: "否"}, return_dtype=pl.String))
    elif kind in ("points", "percent"):
        words = fill("{number}", {"number": ticks_pieces(values.fill_null(0).to_numpy(), "%" * (kind == "percent"))}, 0)
        texts = pl.when(pl.lit(values.is_not_null())).then(pl.lit(words))
    else:
        texts = pl.lit(values.cast(pl.String))
    return [texts.fill_null("—")]
