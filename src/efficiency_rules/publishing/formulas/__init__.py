"""Formulas for readers: what each family says in words, draws and works out (计分公式的文字、曲线和算例)."""

from collections.abc import Callable, Mapping
from typing import Any

from efficiency_rules.criteria import formulas as families
from efficiency_rules.criteria.formula import Formula
from efficiency_rules.points import Points
from efficiency_rules.publishing.formulas.bands import bands
from efficiency_rules.publishing.formulas.bonus import bonus
from efficiency_rules.publishing.formulas.checklist import checklist
from efficiency_rules.publishing.formulas.drawing import draw
from efficiency_rules.publishing.formulas.free import custom, per_unit
from efficiency_rules.publishing.formulas.give_back import give_back
from efficiency_rules.publishing.formulas.grade_cap import grade_cap
from efficiency_rules.publishing.formulas.per_event import per_event
from efficiency_rules.publishing.formulas.proportional import proportional
from efficiency_rules.publishing.formulas.rank_based import rank_based
from efficiency_rules.publishing.formulas.rater_mean import rater_mean
from efficiency_rules.publishing.formulas.relative_to_best import relative_to_best
from efficiency_rules.publishing.formulas.sample_pass_rate import sample_pass_rate
from efficiency_rules.publishing.formulas.shortfall import shortfall
from efficiency_rules.publishing.formulas.sketch import Setting, Sketch
from efficiency_rules.publishing.formulas.steps import steps
from efficiency_rules.publishing.formulas.survey_mean import survey_mean
from efficiency_rules.publishing.formulas.veto import veto
from efficiency_rules.publishing.formulas.view import FormulaView, Words, WorkedTable
from efficiency_rules.rulesets.model import CapRule, Item

SKETCHES: Mapping[type, Callable[[Any, Setting], Sketch]] = {
    families.Bands: bands,
    families.Bonus: bonus,
    families.Checklist: checklist,
    families.Custom: custom,
    families.GiveBack: give_back,
    families.GradeCap: grade_cap,
    families.PerEvent: per_event,
    families.PerUnit: per_unit,
    families.Proportional: proportional,
    families.RankBased: rank_based,
    families.RaterMean: rater_mean,
    families.RelativeToBest: relative_to_best,
    families.SamplePassRate: sample_pass_rate,
    families.Shortfall: shortfall,
    families.Steps: steps,
    families.SurveyMean: survey_mean,
    families.Veto: veto,
}
"""How each family is shown."""


def formula_view(item: Item | CapRule, *, places: int = 2) -> FormulaView:
    """Return what a page shows of an item's formula; a cap rule has no points, only a threshold.

    `places` are the decimals of the ruleset's precision, to which the table's points are rounded.
    """
    full = item.full if isinstance(item, Item) else Points(0)
    headings = {column.name: column.heading for column in item.criterion.reads.columns}
    return view_of(item.formula, Setting(full, places, headings))


def view_of(formula: Formula | families.PerUnit, setting: Setting) -> FormulaView:
    """Return what is shown of a formula that stands by itself."""
    sketch = SKETCHES[type(formula)](formula, setting)
    drawn = draw(sketch.chart) if sketch.chart is not None and sketch.chart.full > 0 else None
    return FormulaView(sketch.words, drawn, sketch.table)


__all__ = ["SKETCHES", "FormulaView", "Setting", "Words", "WorkedTable", "formula_view", "view_of"]
