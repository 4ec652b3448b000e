"""Tracing: a curve found by asking the formula itself, at exact numbers only."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from efficiency_rules.publishing.formulas.chart import Series, Spot

Marked = Callable[[Fraction], Fraction]
"""A number on the horizontal axis -> the exact points the formula gives for it."""


def trace(
    marked: Marked, breaks: Iterable[Fraction], ends: tuple[Fraction, Fraction], step: Fraction | None = None
) -> Series:
    """Return the curve from end to end; between two breaks it must be straight, at them it may bend or jump.

    Two numbers inside every interval say where it starts and ends; what the formula gives at a break itself
    says which end is closed. Breaks have dots. `step` is the least difference of the numbers, where they are
    not dense.
    """
    bends = set(breaks)
    at = sorted({*ends, *bends})
    stretches = [stretch for low, high in pairwise(at) for stretch in _between(marked, low, high, step)]
    reached = {spot for stretch in stretches for spot in stretch}
    own = {Spot(x, marked(x)) for x in at}
    jumps = {spot.x for spot in reached - own}
    dots = tuple(sorted(spot for spot in own if spot.x in jumps | bends))
    return Series(tuple(stretches), dots, tuple(sorted(reached - own)))


def dotted(marked: Marked, counts: Sequence[int]) -> Series:
    """Return one dot for every count."""
    return Series(dots=tuple(Spot(Fraction(count), marked(Fraction(count))) for count in counts))


def _between(marked: Marked, low: Fraction, high: Fraction, step: Fraction | None) -> Iterable[tuple[Spot, Spot]]:
    inset = (high - low) / 3 if step is None else step
    first, last = low + inset, high - inset
    if first > last:
        return
    here, there = marked(first), marked(last)
    slope = (there - here) / (last - first) if last > first else Fraction(0)
    yield Spot(low, here - slope * (first - low)), Spot(high, there + slope * (high - last))
