"""Formulas for readers: what each family says in words, draws and works out (计分公式的文字、曲线和算例)."""

from collections.abc import Callable, Mapping
from typing import Any

from efficiency_rules.criteria.formula import Formula
from efficiency_rules.criteria.formulas import PerUnit, Shortfall
from efficiency_rules.points import Points
from efficiency_rules.publishing.formulas.drawing import draw
from efficiency_rules.publishing.formulas.shortfall import shortfall
from efficiency_rules.publishing.formulas.sketch import Sketch
from efficiency_rules.publishing.formulas.view import FormulaView, Words, WorkedTable
from efficiency_rules.rulesets.model import CapRule, Item

SKETCHES: Mapping[type, Callable[[Any, Points, int], Sketch]] = {
    Shortfall: shortfall,
}
"""How each family is shown: formula, full points and published decimals -> sketch."""


def formula_view(item: Item | CapRule, *, places: int = 2) -> FormulaView:
    """Return what a page shows of an item's formula; a cap rule has no points, only a threshold.

    `places` are the decimals of the ruleset's precision, to which the table's points are rounded.
    """
    return view_of(item.formula, item.full if isinstance(item, Item) else Points(0), places=places)


def view_of(formula: Formula | PerUnit, full: Points, *, places: int = 2) -> FormulaView:
    """Return what is shown of a formula that stands by itself, with these full points."""
    sketch = SKETCHES[type(formula)](formula, full, places)
    return FormulaView(sketch.words, draw(sketch.chart) if sketch.chart else None, sketch.table)


__all__ = ["FormulaView", "Words", "WorkedTable", "formula_view", "view_of"]
