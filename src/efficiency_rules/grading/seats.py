"""Seats: how many of N units each grade holds, in whole numbers from exact shares (名额)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate, pairwise
from math import lcm
from typing import Literal

SeatTie = Literal["better", "worse"]
Method = Literal[
    "largest-remainder", "webster", "cumulative", "cumulative-floor", "cumulative-ceil", "at-most", "explicit"
]


@dataclass(frozen=True, slots=True)
class SeatRule:
    """How many of N units each grade holds (名额办法); docs/grading.md, section 3, defines every method.

    `shares` are exact, best grade first, not negative and sum to 1; `explicit` counts may stand without
    them. `seat_tie` says whether the better or the worse grade wins an exact tie of the arithmetic.
    `at_most` holds the positions of the grades held to the floor of their share, for `at-most`; `counts` the
    seats of `explicit`. Raises ValueError where the shares do not sum to 1.
    """

    method: Method
    shares: tuple[Fraction, ...]
    seat_tie: SeatTie
    at_most: frozenset[int] = frozenset()
    counts: tuple[int, ...] = ()
    _weights: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.method != "explicit" and (sum(self.shares) != 1 or min(self.shares) < 0):
            raise ValueError(f"shares must not be negative and must sum to 1: {', '.join(map(str, self.shares))}")
        object.__setattr__(self, "_weights", _whole_weights(self.shares))

    def seats(self, units: int) -> tuple[int, ...]:
        """Return the seats of `units` units (0 or more), one entry a grade, best first; they sum to `units`.

        `explicit` counts are returned as they are written. Raises ValueError where `at-most` names every
        grade that has a share and units are left over.
        """
        match self.method:
            case "largest-remainder":
                return _largest_remainder(self._weights, units, self.seat_tie)
            case "webster":
                return _webster(self._weights, units, self.seat_tie)
            case "cumulative" | "cumulative-floor" | "cumulative-ceil":
                return _cumulative(self._weights, units, self.method, self.seat_tie)
            case "at-most":
                return _at_most(self._weights, units, self.at_most, self.seat_tie)
            case _:
                return self.counts


def _whole_weights(shares: Sequence[Fraction]) -> tuple[int, ...]:
    """Return whole numbers in the proportion of the shares: their numerators over a common denominator."""
    whole = lcm(*(share.denominator for share in shares))
    return tuple(share.numerator * (whole // share.denominator) for share in shares)


def _in_favour(grades: int, seat_tie: SeatTie) -> Sequence[int]:
    """Return the positions of the grades in the order in which they win exact ties."""
    return range(grades) if seat_tie == "better" else range(grades - 1, -1, -1)


def _largest_remainder(weights: Sequence[int], units: int, seat_tie: SeatTie) -> tuple[int, ...]:
    """Return the floor of each exact share and one more for the largest remainders (Hamilton; Hare-Niemeyer)."""
    whole = sum(weights)
    seats = [weight * units // whole for weight in weights]
    left = units - sum(seats)
    if left:
        remainders = [weight * units % whole for weight in weights]
        # A reversed sort keeps the order of equal entries: those in favour stay first.
        claims = sorted(_in_favour(len(seats), seat_tie), key=remainders.__getitem__, reverse=True)
        for grade in claims[:left]:
            seats[grade] += 1
    return tuple(seats)


def _webster(weights: Sequence[int], units: int, seat_tie: SeatTie) -> tuple[int, ...]:
    """Return the seats given one by one to the largest weight / (2 seats + 1) (Webster; Sainte-Laguë).

    The first steps need no counting: the seats whose quotient reaches whole / (2 x sure) are exactly those of
    weight x sure / whole rounded half up. With `sure` half a seat a grade below `units` they never exceed
    `units`, and no more steps are left than there are grades.
    """
    whole = sum(weights)
    sure = max(units - len(weights) // 2, 0)
    seats = [(2 * weight * sure + whole) // (2 * whole) for weight in weights]
    order = _in_favour(len(seats), seat_tie)
    for _ in range(units - sum(seats)):
        first = order[0]
        for grade in order:
            if weights[grade] * (2 * seats[first] + 1) > weights[first] * (2 * seats[grade] + 1):
                first = grade
        seats[first] += 1
    return tuple(seats)


def _cumulative(weights: Sequence[int], units: int, method: Method, seat_tie: SeatTie) -> tuple[int, ...]:
    """Return the differences of S(k) x N made whole: nearest, floor or ceiling (cumulative rounding; cut points).

    Every way is the floor of S(k) x N raised by a part of one seat, counted in halves of the common denominator.
    """
    whole = sum(weights)
    match method:
        case "cumulative-floor":
            raised = 0
        case "cumulative-ceil":
            raised = 2 * whole - 1
        case _:
            raised = whole if seat_tie == "better" else whole - 1
    tops = [(2 * weight * units + raised) // (2 * whole) for weight in accumulate(weights)]
    return tuple(top - above for above, top in pairwise([0, *tops]))


def _at_most(weights: Sequence[int], units: int, named: frozenset[int], seat_tie: SeatTie) -> tuple[int, ...]:
    """Return the floor for the named grades, largest remainders of what is left for the others (ceilings, 不超过)."""
    whole = sum(weights)
    seats = [weight * units // whole if grade in named else 0 for grade, weight in enumerate(weights)]
    left = units - sum(seats)
    if left:
        others = [0 if grade in named else weight for grade, weight in enumerate(weights)]
        if not any(others):
            raise ValueError(f"{left} of {units} units are left, and every grade with a share is held to its floor")
        seats = [floor + more for floor, more in zip(seats, _largest_remainder(others, left, seat_tie), strict=True)]
    return tuple(seats)
