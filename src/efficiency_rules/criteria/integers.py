"""Whole-number arithmetic that never overflows in silence."""

from collections.abc import Iterable
from functools import reduce
from operator import add
from typing import Any

import numpy as np

LIMIT = 2**60
"""Products and sums beyond this are refused: int64 would wrap without a word.

Three bits below int64, so that the one rounding of a mark (the numerator plus half the denominator) fits.
"""


def times(left: Any, right: Any) -> Any:
    """Return left * right for integers or int64 arrays; OverflowError when a product could pass LIMIT."""
    refuse_beyond(_largest(left) * _largest(right))
    return left * right


def plus(*terms: Any) -> Any:
    """Return the sum of integers or int64 arrays; OverflowError when it could pass LIMIT."""
    refuse_beyond(sum(_largest(term) for term in terms))
    return sum(terms[1:], start=terms[0])


def weighted(terms: Iterable[tuple[int, Any]]) -> Any:
    """Return the sum of weight * value; OverflowError when it could pass LIMIT."""
    terms = list(terms)
    refuse_beyond(sum(abs(weight) * _largest(value) for weight, value in terms))
    return reduce(add, (weight * value for weight, value in terms))


def lowest_terms(numerator: Any, denominator: Any) -> tuple[Any, Any]:
    """Return the same fraction in its lowest terms, for denominators >= 0; 0/0 stays 0/0."""
    common = np.maximum(np.gcd(numerator, denominator), 1)
    return numerator // common, denominator // common


def refuse_beyond(largest: int) -> None:
    """Raise OverflowError when the largest number that may come out passes LIMIT."""
    if largest > LIMIT:
        raise OverflowError("numbers too large for exact 64-bit arithmetic: too many records or too many decimals")


def _largest(value: Any) -> int:
    if not isinstance(value, np.ndarray):
        return abs(int(value))
    if not value.size:
        return 0
    if value.dtype == np.int64:
        # Read without its sign, a number below zero is larger than all others: one pass where there is none.
        highest = int(np.maximum.reduce(value.view(np.uint64), axis=None))
        if highest < 2**63:
            return highest
    return max(abs(int(value.max())), abs(int(value.min())))
