"""Splitting a change among the steps that made it: one after the other, and by Shapley's value; it always adds up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import factorial, isqrt
from random import Random

import numpy as np

from efficiency_rules.evaluation.reducing import Counts

MOST_EXACT = 12
"""Up to so many steps all their choices are tried; beyond, orders are drawn."""

Measured = Callable[[int], Counts]
"""What is measured of every unit under a choice of steps (bit i: step i), as whole numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """How a change is made up, one row a step, one column a unit.

    `exact` is the share of a step times `denominator`. `errors` are standard errors of the shares, rounded up to
    whole numbers of 1/`places`; None where nothing was drawn. The rows of `exact`, and those of `published`, add up
    to the change.
    """

    exact: Counts
    denominator: int
    errors: Counts | None
    places: int

    @property
    def published(self) -> Counts:
        """The shares as whole numbers of 1/`places`, by largest remainder: what adds up is what is printed."""
        scaled = self.exact * self.places
        whole = scaled // self.denominator
        missing = scaled.sum(axis=0) // self.denominator - whole.sum(axis=0)
        # A stable order: where remainders are equal the earlier step in the document has the last digit.
        order = np.argsort(-(scaled - whole * self.denominator), axis=0, kind="stable")
        turn = np.argsort(order, axis=0, kind="stable")
        published: Counts = whole + (turn < missing)
        return published

    def fraction(self, step: int, unit: int) -> Fraction:
        """Return the exact share of a step in a unit's change."""
        return Fraction(int(self.exact[step, unit]), self.denominator)


def one_by_one(measured: Measured, steps: int, places: int = 1) -> Split:
    """Return what each step adds when they are carried out one after the other, in document order."""
    along = np.array([measured((1 << done) - 1) for done in range(steps + 1)])
    return Split(along[1:] - along[:-1], 1, None, places)


def shapley(measured: Measured, steps: int, places: int = 1) -> Split:
    """Return what each step adds on average over all orders, exactly, from all 2**steps choices."""
    values = np.array([measured(mask) for mask in range(1 << steps)])
    masks = np.arange(1 << steps)
    sizes = np.array([mask.bit_count() for mask in range(1 << steps)])
    weights = np.array([factorial(size) * factorial(steps - size - 1) for size in range(steps)], dtype=np.int64)
    exact = np.zeros((steps, values.shape[1]), dtype=np.int64)
    for step in range(steps):
        without = masks[(masks >> step) & 1 == 0]
        exact[step] = weights[sizes[without]] @ (values[without | (1 << step)] - values[without])
    return Split(exact, factorial(steps), None, places)


def sampled(measured: Measured, orders: Sequence[Sequence[int]], places: int = 1) -> Split:
    """Return what each step adds on average over these orders, two or more, with its standard error."""
    steps, units = len(orders[0]), len(measured(0))
    total = np.zeros((steps, units), dtype=np.int64)
    squares = np.zeros((steps, units), dtype=object)
    for order in orders:
        mask, before = 0, measured(0)
        for step in order:
            mask |= 1 << step
            after = measured(mask)
            added = after - before
            total[step] += added
            squares[step] += added.astype(object) ** 2
            before = after
    drawn = len(orders)
    spread = (drawn * squares - total.astype(object) ** 2) * places**2
    errors = np.vectorize(_root_up, otypes=[np.int64])(spread, drawn * drawn * (drawn - 1))
    return Split(total, drawn, errors, places)


def orders_of(steps: int, drawn: int, seed: int) -> list[tuple[int, ...]]:
    """Return so many orders of the steps, drawn at random from a seed."""
    random = Random(seed)
    return [tuple(random.sample(range(steps), steps)) for _ in range(drawn)]


def _root_up(numerator: int, denominator: int) -> int:
    """Return the square root of a fraction, rounded up."""
    root = isqrt(numerator // denominator)
    return root if root * root * denominator == numerator else root + 1
