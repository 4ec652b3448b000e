"""What all competitors answer, and whether they agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from efficiency_rules.evaluation.marking import Marks


@dataclass(frozen=True, slots=True)
class Answers:
    """By item: points in hundredths and whether the mark counts, one entry a unit."""

    points: Mapping[str, npt.NDArray[np.int64]]
    counted: Mapping[str, npt.NDArray[np.bool_]]

    def differences(self, other: "Answers") -> list[str]:
        """Return a sentence for every item on which the two do not agree to the hundredth."""
        found = [f"only one has {name}" for name in sorted(self.points.keys() ^ other.points.keys())]
        for name in sorted(self.points.keys() & other.points.keys()):
            same = (self.points[name] == other.points[name]) & (self.counted[name] == other.counted[name])
            if not same.all():
                at = int(np.flatnonzero(~same)[0])
                mine, theirs = int(self.points[name][at]), int(other.points[name][at])
                found.append(f"{name}: {int((~same).sum())} units differ, unit {at} has {mine} and {theirs}")
        return found


def of_marks(marks: Sequence[Marks]) -> Answers:
    """Return the engine's answers."""
    return Answers({mark.item.id: mark.points for mark in marks}, {mark.item.id: mark.counted for mark in marks})
