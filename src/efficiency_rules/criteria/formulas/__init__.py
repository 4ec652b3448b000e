"""The formula families: one frozen value each, exact in whole numbers."""

from efficiency_rules.criteria.formulas.shortfall import Shortfall

__all__ = ["Shortfall"]
