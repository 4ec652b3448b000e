"""The width of a drawing, and a horizontal axis with round marks across it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

WIDTH = 360
"""In units of the drawing, which are pixels on a narrow telephone: letters are legible there without scaling."""

_MARKS = tuple(Decimal(text) for text in ("0.1", "0.2", "0.5", "1", "2", "5", "10", "20", "50", "100", "200", "500"))


@dataclass(frozen=True, slots=True)
class Axis:
    """From `least` to `most`, on the way from one edge to the other, with a mark every `width`."""

    least: Decimal
    most: Decimal
    width: Decimal
    left: int
    right: int

    @classmethod
    def over(cls, values: Sequence[Decimal], left: int, right: int, *, marks: int) -> "Axis":
        """Return an axis that all values lie on, with about `marks` round marks (one or two more at the ends)."""
        spread = max(values) - min(values)
        width = next((one for one in _MARKS if spread <= one * marks), _MARKS[-1])
        least = (min(values) / width).to_integral_value(ROUND_FLOOR) * width
        most = max((max(values) / width).to_integral_value(ROUND_CEILING) * width, least + width)
        return cls(least, most, width, left, right)

    def at(self, value: Decimal) -> int:
        """Return where a value stands."""
        return self.left + int((value - self.least) / (self.most - self.least) * (self.right - self.left))

    @property
    def ticks(self) -> tuple[tuple[int, str], ...]:
        """The marks: where each stands, and what it says."""
        count = int((self.most - self.least) / self.width)
        marks = (self.least + self.width * at for at in range(count + 1))
        return tuple((self.at(mark), f"{mark.normalize():f}".replace("-", "−")) for mark in marks)
