"""Which records of a ledger count in an item, tried on sample records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from efficiency_rules.criteria.formula import Formula
from efficiency_rules.criteria.formulas import Bands, Custom, GradeCap
from efficiency_rules.criteria.formulas.band import in_order
from efficiency_rules.evidence.types import Column, EvidenceType
from efficiency_rules.points import TICKS
from efficiency_rules.rulesets.linting.constants import constants_in
from efficiency_rules.rulesets.linting.rubric import Entry

Marked = npt.NDArray[np.bool_]

_MOST = 20_000
"""Sample records at most."""

_DAYS = (0, 1, 9, 45, 120)
"""Sample days, after the first day of the ruleset: within and beyond the usual limits of working days."""

_DTYPES: dict[str, Any] = {"flag": pl.Boolean, "day": pl.Date, "text": pl.String, "choice": pl.String}


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """The records that count in an item: those of which `weight` is above zero, by which it loses or gains points."""

    evidence: type[EvidenceType]
    weight: pl.Expr
    gains: bool

    def marked(self, other: "Events", first: date | None) -> tuple[Marked, Marked]:
        """Say of sample records of the one ledger, one entry each, which count here and which in the other."""
        weights = [self.weight, other.weight]
        used = {name for weight in weights for name in weight.meta.root_names()}
        constants = [value for weight in weights for value in constants_in(weight)]
        frame = _samples([c for c in self.evidence.columns if c.name in used], constants, first or date(2025, 1, 1))
        try:
            counts = [frame.select(pl.col("#"), weight.alias("it"))["it"].fill_null(0) > 0 for weight in weights]
        except pl.exceptions.PolarsError:
            # A day outside the known calendar: nothing can be said.
            counts = [pl.Series([False])] * 2
        return counts[0].to_numpy(), counts[1].to_numpy()


def events_of(item: Entry) -> Events | None:
    """Return what counts in an item, None where its formula does not point at single records."""
    formula = item.formula
    # Ranks and shares of the best spread their loss over all records, a cap costs nothing.
    if not isinstance(formula, Formula) or not formula.absolute or isinstance(formula, GradeCap):
        return None
    if isinstance(formula, Bands) and formula.value is not None and not _more_is_worse(formula):
        return None
    weight = formula.costs().weight
    if isinstance(formula, Custom) and not weight.meta.root_names():
        # Whatever it loses is spread evenly over all records.
        return None
    return Events(item.criterion.reads, weight, formula.from_zero)


def _more_is_worse(formula: Bands) -> bool:
    ladder = in_order(formula.bands)
    lowest = ladder[0].points if formula.otherwise is None else formula.otherwise
    return lowest > ladder[-1].points


def _samples(columns: list[Column], constants: list[Any], first: date) -> pl.DataFrame:
    """Return all combinations of what the columns can hold, as far as the formulas tell it apart."""
    values = [list(dict.fromkeys(_values(column, constants, first))) for column in columns]
    while np.prod([len(one) for one in values], dtype=float) > _MOST:
        max(values, key=len).pop()
    rows = list(product(*values))
    made = {c.name: pl.Series([row[at] for row in rows], dtype=_dtype(c)) for at, c in enumerate(columns)}
    return pl.DataFrame({"#": pl.Series(range(len(rows)), dtype=pl.Int64), **made})


def _values(column: Column, constants: list[Any], first: date) -> Iterator[Any]:
    if column.optional:
        yield None
    if column.kind == "choice":
        yield from column.choices
    elif column.kind == "flag":
        yield from (True, False)
    elif column.kind == "day":
        yield from (first + timedelta(days=far) for far in _DAYS)
    elif column.kind == "text":
        yield from ("", *(value for value in constants if isinstance(value, str)))
    else:
        yield from _numbers(column, [value for value in constants if isinstance(value, int)])


def _numbers(column: Column, constants: list[int]) -> Iterator[int]:
    scale = TICKS if column.kind in ("points", "percent") else 1
    low, high = (None if bound is None else bound * scale for bound in (column.at_least, column.at_most))
    around = [0, scale, *(value + step for value in constants for step in (0, -1, 1))]
    for value in (*around, low, high):
        if value is not None and (low is None or value >= low) and (high is None or value <= high):
            yield value


def _dtype(column: Column) -> Any:
    return _DTYPES.get(column.kind, pl.Int64)
