"""Asking a formula: the exact points of a unit with given facts."""

from fractions import Fraction
from typing import Any

import numpy as np

from efficiency_rules.criteria.formula import FactValues, Formula
from efficiency_rules.points import TICKS, Percent, Points, decimal_text, divide_half_up

MISSING = "—"
"""What a table shows where the records do not suffice for a mark."""


def mark(formula: Formula, full: Points, facts: FactValues) -> Fraction | None:
    """Return the exact points of one unit, None where its records do not suffice.

    `facts` are plain numbers; `cohort` and `group` are filled in.
    """
    outcome = formula.mark({"cohort": 0, "group": 0, **facts}, full.ticks)
    return Fraction(int(outcome.numerator), int(outcome.denominator)) / TICKS if outcome.enough else None


def marks(formula: Formula, full: Points, facts: FactValues) -> list[Fraction | None]:
    """Return the exact points of the units of one cohort, in the order of the facts."""
    size = max(len(values) for values in facts.values())
    together = {name: np.zeros(size, dtype=np.int64) for name in ("cohort", "group")}
    outcome = formula.mark(together | dict(facts), full.ticks)
    parts = (outcome.numerator, outcome.denominator, outcome.enough)
    columns: list[list[Any]] = [np.broadcast_to(part, size).tolist() for part in parts]
    return [Fraction(top, bottom) / TICKS if enough else None for top, bottom, enough in zip(*columns, strict=True)]


def exact(number: Points | Percent) -> Fraction:
    """Return points or percent as a fraction: 98 for 98 %."""
    return Fraction(number.ticks, TICKS)


def text(number: Fraction, places: int = 4) -> str:
    """Return a number as decimal text, rounded half up to at most `places`."""
    scale = 10**places
    rounded = divide_half_up(number.numerator * scale, number.denominator)
    return decimal_text(rounded * (TICKS // scale))


def points_text(points: Fraction | None, places: int) -> str:
    """Return a mark as it is published, behind its exact value where rounding changes it."""
    if points is None:
        return MISSING
    published = text(points, places)
    if Fraction(published) == points:
        return published
    decimal = (points * TICKS).denominator == 1
    return f"{text(points) if decimal else f'{points.numerator}／{points.denominator}'} → {published}"
