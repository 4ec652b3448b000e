"""Two pieces of work at once: NumPy and Polars work beside each other, the Python between their passes does not."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")

_AT_ONCE = 2
"""More would wait for the interpreter."""


def mapped(work: Callable[..., T], *given: Iterable[object], two: bool) -> list[T]:
    """Return what `work` makes of the things given, in their order; with `two`, two of them at a time."""
    if not two:
        return list(map(work, *given))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(work, *given))
