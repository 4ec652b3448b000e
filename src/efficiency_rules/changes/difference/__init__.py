"""The structure-aware difference of two rulesets: what changed, in words, as data, and step by step (细则对比)."""

from efficiency_rules.changes.difference.change import Change
from efficiency_rules.changes.difference.difference import AreaPoints, Difference, Group, diff
from efficiency_rules.changes.difference.kinds import Kind, Part
from efficiency_rules.changes.difference.steps import Step

__all__ = ["AreaPoints", "Change", "Difference", "Group", "Kind", "Part", "Step", "diff"]
