"""Rates: how many of a unit's records hit, out of those that count."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from efficiency_rules.criteria.facts import Count, Fact, both
from efficiency_rules.criteria.formula import FactValues, Figure, Integers
from efficiency_rules.criteria.integers import times
from efficiency_rules.points import WHOLE, divide_half_up


def rate_facts(hit: pl.Expr, of: pl.Expr | None) -> Mapping[str, Fact]:
    """Return the facts of a rate: `hits`, and `counted` where not all records count."""
    hits: dict[str, Fact] = {"hits": Count(both(of, hit))}
    return hits if of is None else hits | {"counted": Count(of)}


def counted(facts: FactValues) -> Integers:
    """Return how many records the rate is taken of."""
    return facts["counted"] if "counted" in facts else facts["cases"]


def missing_to(target: int, facts: FactValues) -> Integers:
    """Return the ticks by which the rate stays below the target, times the records counted."""
    return np.maximum(times(target, counted(facts)) - times(WHOLE, facts["hits"]), 0)


def misses(hit: pl.Expr, of: pl.Expr | None) -> pl.Expr:
    """Return 1 for every record that counts and does not hit, else 0."""
    miss = ~hit.fill_null(False)
    return (miss if of is None else of.fill_null(False) & miss).cast(pl.Int64)


def rate_figures(facts: FactValues) -> dict[str, Figure]:
    """Return `counted` and `rate`; bulletins print two decimals of a percent."""
    among = counted(facts)
    rate = 100 * divide_half_up(times(WHOLE // 100, facts["hits"]), np.maximum(among, 1))
    return {"counted": Figure(among), "rate": Figure(rate, "percent")}
