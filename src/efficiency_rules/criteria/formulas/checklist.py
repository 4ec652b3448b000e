"""Checklist: every required element that is missing costs points (每少一项扣分)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import polars as pl

from efficiency_rules.criteria.checks import (
    above_full,
    losable,
    more_than_all,
    not_empty,
    not_negative,
    one_of,
    refuse,
)
from efficiency_rules.criteria.facts import Count, Fact, both
from efficiency_rules.criteria.formula import Costs, FactValues, Figure, Integers, Outcome
from efficiency_rules.criteria.integers import plus, times
from efficiency_rules.errors import Problem
from efficiency_rules.points import Points


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Checklist:
    """Every missing element costs `per_missing`, down to `floor`.

    `elements`: columns of flags (names, or names with conditions), each of which every record (that
    satisfies `where`) must show; what is not shown to be there, null too, is missing. Or `missing`: one
    record an element, the condition says which are missing. `per_missing` may be a table by element.
    A line costs its record's missing elements.

    Worked table (full 3, five elements 办事依据 办事条件 办事程序 办事结果 监督渠道, 0.6 each):

    | records checked | mark |
    |---|---|
    | one, complete | 3 |
    | one without 监督渠道 | 2.4 |
    | two, each without 监督渠道 | 1.8 |
    | one with nothing | 0 |
    """

    per_missing: Points | Mapping[str, Points]
    elements: Sequence[str] | Mapping[str, pl.Expr] | None = None
    missing: pl.Expr | None = None
    where: pl.Expr | None = None
    floor: Points = Points(0)
    reason: str = "缺少要素 {missing} 项，扣 {lost} 分"
    line: str = ""

    from_zero: ClassVar[bool] = False
    absolute: ClassVar[bool] = True

    def __post_init__(self) -> None:
        refuse(
            one_of("Checklist", elements=self.elements, missing=self.missing)
            + not_empty("Checklist", elements=self.elements)
            + not_negative("Checklist", per_missing=self.per_missing, floor=self.floor)
            + self._unpriced()
        )

    def facts(self) -> Mapping[str, Fact]:
        if self.missing is not None:
            return {"missing": Count(both(self.where, self.missing))}
        return {f"missing_{name}": Count(both(self.where, lacking)) for name, lacking in self._lacking().items()}

    def mark(self, facts: FactValues, full: int) -> Outcome:
        cost = plus(*(times(self._price(name), facts[fact]) for name, fact in self._facts_of().items()))
        return Outcome(np.maximum(full - cost, min(self.floor.ticks, full)))

    def costs(self) -> Costs:
        weight: pl.Expr = pl.lit(0, dtype=pl.Int64)
        for name, lacking in self._lacking().items():
            weight = weight + both(self.where, lacking).fill_null(False).cast(pl.Int64) * self._price(name)
        return Costs(weight, "points", self.line)

    def figures(self, facts: FactValues, full: int) -> Mapping[str, Figure]:
        missing: Integers = plus(*(facts[fact] for fact in self._facts_of().values()))
        return {"missing": Figure(missing)}

    def problems(self, full: Points) -> Iterable[Problem]:
        most = losable(full, self.floor)
        cost = more_than_all("Checklist", most, per_missing=self.per_missing)
        return above_full("Checklist", full, floor=self.floor) + cost

    def _lacking(self) -> dict[str, pl.Expr]:
        if self.missing is not None:
            return {"": self.missing}
        if isinstance(self.elements, Mapping):
            return {name: ~shown.fill_null(False) for name, shown in self.elements.items()}
        return {name: ~pl.col(name).fill_null(False) for name in self.elements or ()}

    def _facts_of(self) -> dict[str, str]:
        return {name: f"missing_{name}" if name else "missing" for name in self._lacking()}

    def _price(self, name: str) -> int:
        price = self.per_missing[name] if isinstance(self.per_missing, Mapping) else self.per_missing
        return price.ticks

    def _unpriced(self) -> list[Problem]:
        if not isinstance(self.per_missing, Mapping):
            return []
        names, priced = set(self._lacking()), set(self.per_missing)
        if names == priced:
            return []
        found = "、".join(sorted(priced)) or "0"
        facts = {"formula": "Checklist", "found": found, "expected": "、".join(sorted(names)) or "Points"}
        return [Problem("checklist-prices", facts=facts)]
