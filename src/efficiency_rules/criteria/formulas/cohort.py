"""Cohort: the units a mark is compared with, and the number by which they are compared."""

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
import polars as pl

from efficiency_rules.criteria.facts import Fact, flag, part_of
from efficiency_rules.criteria.formula import FactValues
from efficiency_rules.criteria.ranking import Ints, Ranks, rank_fractions

Within = Literal["all", "group"]
"""The whole jurisdiction, or the units of the same group in it."""


def score_facts(value: Fact, per: Fact | None) -> Mapping[str, Fact]:
    """Return the facts of a score: `value`, and `per` where it is a quotient."""
    return {"value": value} if per is None else {"value": value, "per": per}


def score(facts: FactValues) -> tuple[Ints, Ints]:
    """Return numerator and denominator of the scores as arrays, the denominator 0 where there is no score."""
    numerator = np.atleast_1d(np.asarray(facts["value"]))
    return numerator, np.atleast_1d(np.asarray(facts["per"])) if "per" in facts else np.ones_like(numerator)


def rank_cohort(facts: FactValues, within: Within, min_cases: int, *, higher_is_better: bool) -> Ranks:
    """Rank the units of each cohort; those with too few cases or no score are left out."""
    numerator, denominator = score(facts)
    cohort, group, cases = (np.atleast_1d(np.asarray(facts[name])) for name in ("cohort", "group", "cases"))
    taken = (cases >= min_cases) & (denominator > 0)
    pools = (np.where(taken, cohort, -1),) if within == "all" else (np.where(taken, cohort, -1), group)
    ranks = rank_fractions(numerator, np.maximum(denominator, 1), pools, higher_is_better=higher_is_better)
    return ranks


def like(facts: FactValues, values: Any) -> Any:
    """Return the values in the shape of the facts: plain numbers for plain numbers."""
    return values if np.ndim(facts["value"]) else values[0]


def score_weight(value: Fact, *, more_is_worse: bool) -> pl.Expr:
    """Return how much of the loss each record bears: what it adds, or evenly where more is better."""
    return part_of(value) if more_is_worse else flag(value.where)
