"""Custom: the way out for a rule that is whole-number arithmetic on facts, but of no family."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from efficiency_rules.criteria.checks import not_empty, refuse
from efficiency_rules.criteria.facts import Fact
from efficiency_rules.criteria.formula import Costs, FactValues, Figure, Outcome
from efficiency_rules.errors import Problem
from efficiency_rules.points import Points


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Custom:
    """Own facts, own mark, own costs, own words; as fast as the families, with the same promises to keep.

    `own_mark(facts, full)` gets int64 arrays (one entry a unit) and the full points in ticks; it returns an
    Outcome between 0 and full from whole-number arithmetic: `times` and `plus` refuse what would overflow,
    NumPy's `where`, `minimum`, `//` do the rest. A mark outside its bounds, or a float, makes the criterion
    fail. Costs of kind gain or best start from zero points, others from full. `absolute=False` when the mark
    looks at `cohort` or `group`. `own_figures(facts, full)` are further numbers for the reason.

    Worked table (full 10; 1 point an overdue case, doubled when one unit has more than 3 of them):

    | overdue | mark |
    |---|---|
    | 0 | 10 |
    | 3 | 7 |
    | 4 | 2 |
    | 6 | 0 |
    """

    own_facts: Mapping[str, Fact]
    own_mark: Callable[[FactValues, int], Outcome]
    own_costs: Costs
    reason: str
    own_figures: Callable[[FactValues, int], Mapping[str, Figure]] | None = None
    absolute: bool = True

    def __post_init__(self) -> None:
        refuse(not_empty("Custom", own_facts=self.own_facts))

    @property
    def from_zero(self) -> bool:
        """Whether the item starts from zero points: costs of kind gain or best."""
        return self.own_costs.how in ("gain", "best")

    def facts(self) -> Mapping[str, Fact]:
        return self.own_facts

    def mark(self, facts: FactValues, full: int) -> Outcome:
        return self.own_mark(facts, full)

    def costs(self) -> Costs:
        return self.own_costs

    def figures(self, facts: FactValues, full: int) -> Mapping[str, Figure]:
        return self.own_figures(facts, full) if self.own_figures else {}

    def problems(self, full: Points) -> Iterable[Problem]:
        return ()
