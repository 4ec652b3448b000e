"""A chart before it is drawn: exact points, straight stretches between them, and lines that carry a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from efficiency_rules.publishing.formulas.view import Words

Unit = Literal["percent", "count", "points"]


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """An exact place: `x` in percent, records or points of a scale, `y` in points."""

    x: Fraction
    y: Fraction


@dataclass(frozen=True, slots=True)
class Series:
    """One curve: straight `stretches`, the `dots` that belong to it, and `gaps`, ends that do not.

    Whole numbers have dots only, and a thin line through them to guide the eye. `name` is empty for a curve
    that stands alone.
    """

    stretches: tuple[tuple[Spot, Spot], ...] = ()
    dots: tuple[Spot, ...] = ()
    gaps: tuple[Spot, ...] = ()
    name: Words | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line across the chart at a number that has a name, such as the floor or the target."""

    at: Fraction
    name: Words


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: series over `low` to `high` of `unit`, from no points to `full`.

    `ticks` are the numbers to write below the axis, the important ones first; `across` are lines at a number
    of points, `down` at a number of `unit`. `levels` are numbers of points to write beside the axis, `levels_named`
    gives them words instead.
    """

    title: Words
    x_name: Words
    unit: Unit
    low: Fraction
    high: Fraction
    full: Fraction
    series: tuple[Series, ...]
    ticks: Sequence[Fraction]
    levels: Sequence[Fraction] = ()
    across: tuple[Line, ...] = ()
    down: tuple[Line, ...] = ()
    y_name: Words | None = None
    levels_named: tuple[Line, ...] = ()
