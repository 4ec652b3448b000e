"""What a formula is: facts, a mark, the records that cost points, and a reason in words (计分公式)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt
import polars as pl

from efficiency_rules.criteria.facts import Fact
from efficiency_rules.points import decimal_text

Integers = npt.NDArray[np.int64] | Any
"""One whole number a unit; plain integers too, so that a formula can be tried on single numbers."""

FactValues = Mapping[str, Integers]
"""Facts by name, one int64 entry a unit. Always there beside a formula's own facts:
`cases` (records of the unit in the period), `cohort` and `group` (dense numbers of its jurisdiction and
unit group; -1 where the item does not apply or the unit has no case)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Marks as exact fractions of ticks, one entry a unit, before the one rounding to the ruleset's precision.

    `enough` is False where the records are too few to mark: the state becomes insufficient-data.
    """

    numerator: Integers
    denominator: Integers = 1
    enough: Any = True


@dataclass(frozen=True, slots=True, eq=False)
class Costs:
    """How a loss or gain is spread over records: `weight` is an elementwise whole number >= 0 per record.

    points: each record costs its weight in ticks; what exceeds the loss comes back as a line 扣完为止.
    share: the loss is shared by weight. gain: the item starts from zero and each record earns its weight
    in ticks; what exceeds the mark is a line 封顶. best: the item starts from zero and the heaviest
    record (first in key order) earns the mark. A weight may be a bare literal: every record's weight.
    """

    weight: pl.Expr
    how: Literal["points", "share", "gain", "best"] = "points"
    reason: str = ""
    """Words of one record, with the ledger's columns in braces; empty: the reason of the mark."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number for the reason: one entry a unit, and how it is written."""

    values: Integers
    kind: Literal["count", "points", "percent"] = "count"

    def text(self, value: int) -> str:
        """Write one of the values."""
        if self.kind == "count":
            return str(value)
        return decimal_text(value) + ("%" if self.kind == "percent" else "")


@runtime_checkable
class Formula(Protocol):
    """A formula is a frozen value; the families in `formulas/` and `Custom` are all there are.

    A family may add `problems(full: Points) -> Iterable[Problem]` for what only shows against the item's
    full points, and `levels() -> Levels | None` for the choices of a column it gives points to.
    """

    @property
    def from_zero(self) -> bool:
        """Whether the item starts from zero points and earns them, instead of losing from full points."""
        ...

    @property
    def absolute(self) -> bool:
        """Whether a unit's mark rests on its own records alone, and not on those of its cohort."""
        ...

    def facts(self) -> Mapping[str, Fact]:
        """Return the formula's facts by name."""
        ...

    def mark(self, facts: FactValues, full: int) -> Outcome:
        """Return the marks: `full` is the item's full points in ticks; only whole-number arithmetic."""
        ...

    def costs(self) -> Costs:
        """Return how the loss (or gain) is spread over the records."""
        ...

    def figures(self, facts: FactValues, full: int) -> Mapping[str, Figure]:
        """Return numbers beside the facts that the reason may name, e.g. the rate and the target."""
        ...

    @property
    def reason(self) -> str:
        """The words of a mark, with facts and figures in braces; also `full`, `points` and `lost`."""
        ...
