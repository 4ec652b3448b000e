"""Facts: named reductions over one unit's records (事实).

A fact is a value; the engine reduces it for every unit at once. `where` and `value` are elementwise
Polars expressions over the ledger's columns; a null condition counts as false, a null value as nothing.
Columns of points and percentages arrive in ticks (ten-thousandths), days as dates.
"""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a unit's records satisfy `where` (all of them without it)."""

    where: pl.Expr | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of a whole-number expression over a unit's records."""

    value: pl.Expr
    where: pl.Expr | None = None


@dataclass(frozen=True, slots=True)
class Min:
    """The least value over a unit's records; 0 for a unit without any."""

    value: pl.Expr
    where: pl.Expr | None = None


@dataclass(frozen=True, slots=True)
class Max:
    """The greatest value over a unit's records; 0 for a unit without any."""

    value: pl.Expr
    where: pl.Expr | None = None


@dataclass(frozen=True, slots=True)
class CountDistinct:
    """How many different values a unit's records hold."""

    value: pl.Expr
    where: pl.Expr | None = None


Fact = Count | Sum | Min | Max | CountDistinct
