"""How firm the grades of a county are: distances to the lines, and what small disturbances do to them (稳健性)."""

from efficiency_rules.changes.robustness.firmness import KINDS, Firmness, Kind, Robustness, Shaken
from efficiency_rules.changes.robustness.shaking import robustness

__all__ = ["KINDS", "Firmness", "Kind", "Robustness", "Shaken", "robustness"]
