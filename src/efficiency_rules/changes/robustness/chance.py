"""Chance: whole numbers from a seed, the same on every machine and under every version of NumPy."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from efficiency_rules.evaluation.reducing import Counts


@dataclass(frozen=True, slots=True)
class Chance:
    """A stream of random numbers; what is drawn depends on the seed and on what was drawn before alone."""

    _bits: np.random.PCG64

    @classmethod
    def of(cls, seed: Sequence[int]) -> "Chance":
        """Return the stream of a seed: whole numbers from 0."""
        return cls(np.random.PCG64(np.random.SeedSequence(seed)))

    def below(self, limits: Counts) -> Counts:
        """Return one number for each limit, from 0 and below it; limits are at least 1 and at most 2**31."""
        # NumPy keeps the bits of PCG64 for ever, but not what its generator makes of them. The share of a number
        # is wrong by less than limit / 2**32.
        raw = self._bits.random_raw(limits.size).reshape(limits.shape) >> np.uint64(32)
        drawn: Counts = ((raw * limits.astype(np.uint64)) >> np.uint64(32)).astype(np.int64)
        return drawn
