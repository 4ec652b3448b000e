"""Facts: named reductions over one unit's records (事实).

A fact is a value; the engine reduces it for every unit at once. `where` and `value` are elementwise
Polars expressions over the ledger's columns; a null condition counts as false, a null value as nothing.
Columns of points and percentages arrive in ticks (ten-thousandths), days as dates.
"""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True, eq=False)
class Count:
    """How many of a unit's records satisfy `where` (all of them without it)."""

    where: pl.Expr | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Sum:
    """The sum of a whole-number expression over a unit's records."""

    value: pl.Expr
    where: pl.Expr | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Min:
    """The least value over a unit's records; 0 for a unit without any."""

    value: pl.Expr
    where: pl.Expr | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Max:
    """The greatest value over a unit's records; 0 for a unit without any."""

    value: pl.Expr
    where: pl.Expr | None = None


@dataclass(frozen=True, slots=True, eq=False)
class CountDistinct:
    """How many different values a unit's records hold."""

    value: pl.Expr
    where: pl.Expr | None = None


Fact = Count | Sum | Min | Max | CountDistinct


def both(where: pl.Expr | None, condition: pl.Expr) -> pl.Expr:
    """Return the condition, within `where` when there is one."""
    return condition if where is None else where & condition


def flag(condition: pl.Expr | None) -> pl.Expr:
    """Return 1 for every record that satisfies the condition (all of them without it), else 0."""
    return pl.lit(1, dtype=pl.Int64) if condition is None else condition.fill_null(False).cast(pl.Int64)


def part_of(fact: Fact) -> pl.Expr:
    """Return what each record adds to a fact, never below zero; a record that takes part in others is 1."""
    if isinstance(fact, Sum):
        return fact.value.fill_null(0).clip(0) * flag(fact.where)
    return flag(fact.where)
