"""One event that costs more than the whole item, by what its parts cost together."""

from collections.abc import Iterator
from dataclasses import dataclass

from efficiency_rules.criteria.checks import losable
from efficiency_rules.criteria.formulas import Checklist, GiveBack
from efficiency_rules.errors import Problem
from efficiency_rules.points import Points
from efficiency_rules.rulesets.linting.rubric import Entry, Rubric, declared


def event_above_item(rubric: Rubric) -> Iterator[Problem]:
    """Yield a warning for each item that one record can cost more than it can lose.

    A single number above it is told by the formula itself (`formula-more-than-all`); here stand an event with its
    worst surcharge, and a record without any of its elements.
    """
    for item in rubric.items:
        cost = _together(item)
        if cost is None:
            continue
        most = losable(item.full, cost.floor)
        if cost.worst > most and all(price <= most for price in cost.prices):
            facts = {"found": cost.worst, "most": most, "sum": " + ".join(map(str, cost.prices))}
            yield item.finding("rubric-event-above-item", cost.name, **facts)


@dataclass(frozen=True, slots=True)
class _Cost:
    """What one record can cost: its summands, the parameter they are written under, and the item's floor."""

    name: str
    prices: tuple[Points, ...]
    floor: Points

    @property
    def worst(self) -> Points:
        return Points.from_ticks(sum(price.ticks for price in self.prices))


def _together(item: Entry) -> _Cost | None:
    formula = item.formula
    if isinstance(formula, GiveBack):
        extra = max(declared(item, "extra").values(), default=Points(0))
        return _Cost("points", (formula.points, extra), formula.floor)
    if isinstance(formula, Checklist) and formula.elements is not None:
        one = declared(item, "per_missing")
        prices = tuple(one[name] if name in one else one[""] for name in formula.elements)
        return _Cost("per_missing", prices, formula.floor)
    return None
