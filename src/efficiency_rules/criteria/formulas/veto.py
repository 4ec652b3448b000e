"""Veto: enough hits and the item gives nothing (一票否决)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import polars as pl

from efficiency_rules.criteria.checks import at_least, refuse
from efficiency_rules.criteria.facts import Count, Fact, flag
from efficiency_rules.criteria.formula import Costs, FactValues, Figure, Outcome
from efficiency_rules.errors import Problem
from efficiency_rules.points import Points


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Veto:
    """Zero points when `at_least` records hit (any record, without `hit`); full points otherwise.

    The loss is shared evenly by the records that hit.

    Worked table (full 6; 依申请公开超期办理的，本项6分全扣):

    | hits | mark, at_least 1 | mark, at_least 3 |
    |---|---|---|
    | 0 | 6 | 6 |
    | 1 | 0 | 6 |
    | 3 | 0 | 0 |
    """

    hit: pl.Expr | None = None
    at_least: int = 1
    reason: str = "有否决情形 {hits} 件（满 {at_least} 件即不得分），扣 {lost} 分"
    line: str = ""

    from_zero: ClassVar[bool] = False
    absolute: ClassVar[bool] = True

    def __post_init__(self) -> None:
        refuse(at_least("Veto", 1, at_least=self.at_least))

    def facts(self) -> Mapping[str, Fact]:
        return {"hits": Count(self.hit)}

    def mark(self, facts: FactValues, full: int) -> Outcome:
        return Outcome((facts["hits"] < self.at_least) * full)

    def costs(self) -> Costs:
        return Costs(flag(self.hit), "share", self.line)

    def figures(self, facts: FactValues, full: int) -> Mapping[str, Figure]:
        return {"at_least": Figure(self.at_least)}

    def problems(self, full: Points) -> Iterable[Problem]:
        return ()
