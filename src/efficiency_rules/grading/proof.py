"""Proof of a seat rule for every number of units: quota rule kept, and nobody moved the wrong way by another unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from efficiency_rules.grading.seats import SeatRule


@dataclass(frozen=True, slots=True)
class Breach:
    """The first number of units where a seat rule fails, and how.

    `quota`: the count of `grade` at `units` is neither the floor nor the ceiling of its exact share.
    `below`: the seats of `grade` or better fall when one unit more is counted, so a unit joining below harms.
    `above`: they grow by more than one, so a unit joining above helps.
    `counts` are the seats at `units`, `next_counts` those at one unit more (None for `quota`), both best
    grade first; `grade` is a position, the best one where several fail.
    """

    kind: Literal["quota", "below", "above"]
    units: int
    counts: tuple[int, ...]
    next_counts: tuple[int, ...] | None
    grade: int


def prove(rule: SeatRule, most: int = 1000) -> Breach | None:
    """Return the first breach for 0 to `most` units, or None where the rule is proved for all of them.

    By the number of units; at the same number the quota rule comes before the step to one unit more.
    `explicit` counts do not follow the number of units and have nothing to prove (docs/grading.md, section 3).
    Raises ValueError where the rule has no seats for some number of units (see `SeatRule.seats`).
    """
    if rule.method == "explicit":
        return None
    counts = rule.seats(0)
    for units in range(most + 1):
        grade = _outside_quota(rule, units, counts)
        if grade is not None:
            return Breach("quota", units, counts, None, grade)
        if units < most:
            following = rule.seats(units + 1)
            breach = _wrong_step(units, counts, following)
            if breach is not None:
                return breach
            counts = following
    return None


def empty_up_to(rule: SeatRule, most: int = 1000) -> tuple[tuple[int, int], ...]:
    """Return the grades that small numbers of units leave empty: (position, largest M), best grade first.

    A grade with a positive share is listed where it has no seat for every number of units from 1 to M (M at
    least 1, at most `most`). `explicit` counts do not follow the number of units: nothing is listed.
    """
    if rule.method == "explicit":
        return ()
    waiting = [grade for grade, share in enumerate(rule.shares) if share > 0]
    empty = dict.fromkeys(waiting, 0)
    for units in range(1, most + 1):
        seats = rule.seats(units)
        waiting = [grade for grade in waiting if not seats[grade]]
        if not waiting:
            break
        empty.update(dict.fromkeys(waiting, units))
    return tuple((grade, units) for grade, units in empty.items() if units)


def _outside_quota(rule: SeatRule, units: int, counts: Sequence[int]) -> int | None:
    """Return the best grade whose count is neither the floor nor the ceiling of its exact share (quota rule)."""
    for grade, (share, count) in enumerate(zip(rule.shares, counts, strict=True)):
        top, bottom = share.as_integer_ratio()
        # |count - share x units| < 1, in whole numbers
        if abs(count * bottom - top * units) >= bottom:
            return grade
    return None


def _wrong_step(units: int, counts: tuple[int, ...], following: tuple[int, ...]) -> Breach | None:
    """Return the best grade whose cumulative seats do not stay or grow by one (house monotone at every cut)."""
    growth = 0
    for grade, (count, more) in enumerate(zip(counts, following, strict=True)):
        growth += more - count
        if growth < 0:
            return Breach("below", units, counts, following, grade)
        if growth > 1:
            return Breach("above", units, counts, following, grade)
    return None
