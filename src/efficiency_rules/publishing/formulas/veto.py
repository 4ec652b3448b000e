"""Veto for readers: full points, and none once there are enough hits."""

from efficiency_rules.criteria.formulas import Veto
from efficiency_rules.publishing.formulas.counting import RECORDS, Kind, count_chart, count_table, counted
from efficiency_rules.publishing.formulas.phrases import number
from efficiency_rules.publishing.formulas.sketch import Setting, Sketch
from efficiency_rules.publishing.formulas.view import words


def veto(formula: Veto, setting: Setting) -> Sketch:
    """Return the formula's words, its fall to nothing, and its table."""
    kinds, full = counted(formula, setting, [Kind("", lambda count: {"hits": count})]), number(setting.full)
    said = words(
        f"有否决情形满{formula.at_least}件（次）即不得分，否则得{full}分。",
        f"Nothing once there are {formula.at_least} hits, {full} points otherwise.",
    )
    chart = count_chart(setting, kinds, (), RECORDS)
    return Sketch(said, chart, count_table(formula, setting, kinds, RECORDS))
