"""The machine's bandwidth: how fast two threads read arrays that are much larger than the cache."""

from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import numpy as np

_BYTES = 2**30
_THREADS = 2


def measured(rounds: int = 5, bytes: int = _BYTES) -> float:
    """Return bytes a second, the best of some rounds: each thread sums whole numbers of an array of its own."""
    arrays = [np.ones(bytes // 8, dtype=np.int64) for _ in range(_THREADS)]
    best = float("inf")
    with ThreadPoolExecutor(_THREADS) as threads:
        for _ in range(rounds):
            start = perf_counter()
            list(threads.map(np.sum, arrays))
            best = min(best, perf_counter() - start)
    return _THREADS * bytes / best
