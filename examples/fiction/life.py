"""What a year brought to one unit: the frame in which all record makers work."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from fiction.chance import Chance
from fiction.units import Body

Record = dict[str, object]
"""One row of a ledger by the column names of its evidence type; the key is given later."""


@dataclass(frozen=True, slots=True)
class Life:
    """A unit with two streams of chance: `fate` decides what happened, `when` on which day.

    Twins share their fate but not their days.
    """

    body: Body
    fate: Chance
    when: Chance

    @classmethod
    def of(cls, body: Body, type: str) -> "Life":
        """Return the life of a unit as far as one evidence type goes."""
        return cls(body, Chance(type, body.fate), Chance("days", type, body.id))

    @property
    def weakness(self) -> float:
        """How much goes wrong: 0 nothing, 1 a lot."""
        return self.body.weakness

    def fails(self, probability: float) -> bool:
        """Say whether something goes wrong that goes wrong this often where the weakness is 1."""
        return self.fate.happens(probability * self.weakness)

    def day(self, first: date = date(2025, 1, 6), last: date = date(2025, 12, 24)) -> date:
        """Return a working day from first to last, not before the unit came to be."""
        return self.when.working_day(max(first, self.body.since or first), last)


Maker = Callable[[Life], Iterator[Record]]
"""Gives the records of one unit for one evidence type, without their keys."""
