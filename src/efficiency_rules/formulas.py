"""The formula families and what a formula of one's own is made of."""

from efficiency_rules.criteria.facts import Count, CountDistinct, Fact, Max, Min, Sum
from efficiency_rules.criteria.formula import Costs, FactValues, Figure, Formula, Outcome
from efficiency_rules.criteria.formulas import *  # noqa: F403
from efficiency_rules.criteria.formulas import __all__ as _families

__all__ = [
    "Costs",
    "Count",
    "CountDistinct",
    "Fact",
    "FactValues",
    "Figure",
    "Formula",
    "Max",
    "Min",
    "Outcome",
    "Sum",
]
__all__ += _families
