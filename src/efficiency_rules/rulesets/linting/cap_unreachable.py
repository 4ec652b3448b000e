"""A cap of a bonus that no award reaches."""

from collections.abc import Iterator

from efficiency_rules.criteria.formulas import Bonus
from efficiency_rules.errors import Problem
from efficiency_rules.rulesets.linting.rubric import Rubric, declared


def cap_unreachable(rubric: Rubric) -> Iterator[Problem]:
    """Yield a warning for each bonus that counts the highest award only and is capped above it."""
    for item in rubric.items:
        formula = item.formula
        if not isinstance(formula, Bonus) or formula.cap is None or formula.take != "highest":
            continue
        most = max(declared(item, "points").values())
        if formula.cap > most:
            yield item.finding("rubric-cap-unreachable", "cap", found=formula.cap, most=most)
