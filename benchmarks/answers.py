"""What all competitors answer, and whether they agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt


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

    def save(self, file: Path) -> None:
        """Write answers for other processes to compare with."""
        counted = {f"{name}?": values for name, values in self.counted.items()}
        with file.open("wb") as out:
            np.savez(out, **self.points, **counted)

    @classmethod
    def load(cls, file: Path) -> "Answers":
        """Return answers as they were saved."""
        with np.load(file) as held:
            columns = {name: held[name] for name in held.files}
        points = {name: values for name, values in columns.items() if not name.endswith("?")}
        return cls(points, {name: columns[f"{name}?"] for name in points})
