"""Words of the pages that stand nowhere else."""

from collections.abc import Mapping

from efficiency_rules.evidence.types import Kind

KINDS: Mapping[Kind, tuple[str, str]] = {
    "unit": ("单位编号、名称或别名", "id, name or alias of the unit"),
    "text": ("文字", "text"),
    "choice": ("从列表中选", "one of a list"),
    "integer": ("整数", "whole number"),
    "flag": ("是或否", "yes or no"),
    "day": ("日期", "day"),
    "points": ("分值，如 0.5", "points, such as 0.5"),
    "percent": ("百分比，如 98%", "percent, such as 98%"),
}
"""What is filled into a column of each kind, in Chinese and English."""
