"""Whole-number arithmetic that never overflows in silence."""

from typing import Any

import numpy as np

LIMIT = 2**62
"""Products beyond this are refused: int64 would wrap without a word."""


def times(left: Any, right: Any) -> Any:
    """Return left * right for integers or int64 arrays; OverflowError when a product could leave int64."""
    if _largest(left) * _largest(right) > LIMIT:
        raise OverflowError("numbers too large for exact 64-bit arithmetic: too many records or too many decimals")
    return left * right


def _largest(value: Any) -> int:
    if isinstance(value, np.ndarray):
        return max(abs(int(value.max())), abs(int(value.min()))) if value.size else 0
    return abs(int(value))
