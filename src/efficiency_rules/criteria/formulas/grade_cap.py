"""GradeCap: costs no points, but says which units may not have a good grade (不得评优)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import polars as pl

from efficiency_rules.criteria.checks import at_least, refuse
from efficiency_rules.criteria.facts import Count, Fact, flag
from efficiency_rules.criteria.formula import Costs, FactValues, Figure, Outcome
from efficiency_rules.errors import Problem
from efficiency_rules.points import Points


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GradeCap:
    """Triggered when `at_least` records hit (any record, without `hit`); the mark is always full.

    A ruleset names it under `grading.caps`, which says the best grade a triggered unit may have.

    Worked table (full 0, at_least 1; 弄虚作假查实的，不得评为优秀):

    | hits | triggered | mark |
    |---|---|---|
    | 0 | no | 0 |
    | 1 | yes | 0 |
    """

    hit: pl.Expr | None = None
    at_least: int = 1
    reason: str = "有限定等次情形 {hits} 件（满 {at_least} 件即限定等次）"
    line: str = ""

    from_zero: ClassVar[bool] = False
    absolute: ClassVar[bool] = True

    def __post_init__(self) -> None:
        refuse(at_least("GradeCap", 1, at_least=self.at_least))

    def facts(self) -> Mapping[str, Fact]:
        return {"hits": Count(self.hit)}

    def triggered(self, facts: FactValues) -> Any:
        """Say which units are capped, one entry a unit."""
        return facts["hits"] >= self.at_least

    def mark(self, facts: FactValues, full: int) -> Outcome:
        return Outcome(0 * facts["hits"] + full)

    def costs(self) -> Costs:
        return Costs(flag(self.hit), "share", self.line)

    def figures(self, facts: FactValues, full: int) -> Mapping[str, Figure]:
        return {"at_least": Figure(self.at_least)}

    def problems(self, full: Points) -> Iterable[Problem]:
        return ()
