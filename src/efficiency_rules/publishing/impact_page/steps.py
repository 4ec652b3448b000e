"""What each step adds to a unit's total in the mean: a bar from zero."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from efficiency_rules.publishing.formulas.view import Words, words
from efficiency_rules.publishing.impact_page.axis import Axis
from efficiency_rules.publishing.impact_page.words import Way, short, signed

_FROM, _TO, _STEP = 70, 304, 24
"""The axis leaves room for a number beside the longest bar on either side."""


@dataclass(frozen=True, slots=True)
class Part:
    """One step: a bar from zero to the mean that it adds to a unit's total."""

    number: int
    y: int
    x: int
    width: int
    way: Way
    label: str
    words: Words


@dataclass(frozen=True, slots=True)
class Contributions:
    """The mean part of each step in the change of a unit's total, in document order."""

    height: int
    zero: int
    ticks: tuple[tuple[int, str], ...]
    parts: tuple[Part, ...]


def contributions(data: Mapping[str, Any]) -> Contributions:
    """Return the chart of what each step adds to a unit's total in the mean, rounded to 0.01 points."""
    units = max(len(data["units"]), 1)
    means = [(Decimal(step["shapley"]["points"]) / units).quantize(Decimal("0.01")) for step in data["steps"]]
    axis = Axis.over([Decimal(0), *means], _FROM, _TO, marks=6)
    parts = tuple(_part(at, step, mean, axis) for at, (step, mean) in enumerate(zip(data["steps"], means, strict=True)))
    return Contributions(46 + len(parts) * _STEP, axis.at(Decimal(0)), axis.ticks, parts)


def _part(at: int, step: Mapping[str, Any], mean: Decimal, axis: Axis) -> Part:
    zero, end = axis.at(Decimal(0)), axis.at(mean)
    way: Way = "better" if mean > 0 else "worse" if mean < 0 else "same"
    label, what = signed(str(mean)), short(step)
    told = words(f"{what['zh']}：平均每个单位 {label} 分", f"{what['en']}: {label} points a unit in the mean")
    return Part(at + 1, 40 + at * _STEP, min(zero, end), abs(end - zero), way, label, told)
