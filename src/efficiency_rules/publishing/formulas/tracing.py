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
    own = {_own(marked, x, reached) for x in at}
    jumps = {spot.x for spot in reached - own}
    dots = tuple(sorted(spot for spot in own if spot.x in jumps | bends))
    return Series(tuple(stretches), dots, tuple(sorted(reached - own)))


def dotted(marked: Marked, counts: Sequence[int]) -> Series:
    """Return one dot for every count."""
    return Series(dots=tuple(Spot(Fraction(count), marked(Fraction(count))) for count in counts))


def _between(marked: Marked, low: Fraction, high: Fraction, step: Fraction | None) -> Iterable[tuple[Spot, Spot]]:
    first, last = _inside(low, high) if step is None else (low + step, high - step)
    if first > last:
        return
    here, there = marked(first), marked(last)
    slope = (there - here) / (last - first) if last > first else Fraction(0)
    yield Spot(low, here - slope * (first - low)), Spot(high, there + slope * (high - last))


def _own(marked: Marked, x: Fraction, reached: set[Spot]) -> Spot:
    """Return what the formula gives at a break, or where its two sides meet."""
    try:
        return Spot(x, marked(x))
    except OverflowError:
        # A bend with many decimals is a rate of more records than exact arithmetic holds.
        meeting = {spot for spot in reached if spot.x == x}
        if len(meeting) != 1:
            raise
        return meeting.pop()


def _inside(low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """Return two numbers between these, with as few decimals as can be: fewer records have such a rate."""
    for scale in (1, 10, 100, 1000):
        first, last = low * scale // 1 + 1, -(-high * scale // 1) - 1
        if first < last:
            return Fraction(first, scale), Fraction(last, scale)
    third = (high - low) / 3
    return low + third, high - third
