"""Seats: how many units each grade holds, by largest remainder on exact shares (名额)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Literal

SeatTie = Literal["better", "worse"]


@dataclass(frozen=True, slots=True)
class Seat:
    """The arithmetic of one grade: exact share of the units, its whole part, what remains, seats given."""

    exact: Fraction
    floor: int
    remainder: Fraction
    given: int


def largest_remainder(units: int, shares: Sequence[Fraction], seat_tie: SeatTie) -> tuple[Seat, ...]:
    """Return the seats of `units` units, one entry a grade, best first; what is given sums to `units`.

    Every grade gets the whole part of its exact share; the seats left go to the largest remainders, one
    each. Where equal remainders compete for the last seat, it goes to the better or the worse grade as
    `seat_tie` says. `shares` are exact and sum to 1 (Hare quota, largest remainder; Hamilton's method).
    """
    exact = [share * units for share in shares]
    floors = [part.numerator // part.denominator for part in exact]
    remainders = [part - floor for part, floor in zip(exact, floors, strict=True)]
    side = 1 if seat_tie == "better" else -1
    claims = sorted(range(len(exact)), key=lambda grade: (-remainders[grade], side * grade))
    served = set(claims[: units - sum(floors)])
    return tuple(
        Seat(part, floor, remainder, floor + (grade in served))
        for grade, (part, floor, remainder) in enumerate(zip(exact, floors, remainders, strict=True))
    )


def cumulative(seats: Sequence[Seat]) -> tuple[int, ...]:
    """Return how many units get each grade or a better one, one entry a grade."""
    return tuple(accumulate(seat.given for seat in seats))
