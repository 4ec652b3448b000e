"""Bonus for readers: points that rise with every award, to the cap."""

from collections.abc import Mapping

from efficiency_rules.criteria.formulas import Bonus
from efficiency_rules.publishing.formulas.chart import Line
from efficiency_rules.publishing.formulas.counting import Kind, count_chart, count_table, counted, kinds_of
from efficiency_rules.publishing.formulas.marks import exact
from efficiency_rules.publishing.formulas.phrases import number, price_list
from efficiency_rules.publishing.formulas.sketch import Setting, Sketch
from efficiency_rules.publishing.formulas.view import words

AWARDS = words("认定（项）", "awards")


def bonus(formula: Bonus, setting: Setting) -> Sketch:
    """Return the formula's words, one series for every level, and its table."""
    cap = setting.full if formula.cap is None else min(formula.cap, setting.full)
    gain = price_list(formula.points, words("每项得{}分", "earns {}"))
    taken = (
        words("只计最高的一项", "only the best one counts")
        if formula.take == "highest"
        else words("累计计分", "all of them are added")
    )
    said = words(
        f"从0分起，{gain['zh']}；{taken['zh']}，最多{number(cap)}分。",
        f"From no points, {gain['en']}; {taken['en']}, up to {number(cap)}.",
    )
    kinds = counted(formula, setting, _kinds(formula))
    limit = (Line(exact(cap), words(f"封顶 {number(cap)} 分", f"cap {number(cap)}")),)
    chart = count_chart(setting, kinds, limit, AWARDS)
    return Sketch(said, chart, count_table(formula, setting, kinds, AWARDS))


def _kinds(formula: Bonus) -> list[Kind]:
    if isinstance(formula.points, Mapping):
        return kinds_of("awards", formula.points)
    return [Kind("", lambda count: {"awards": count})]
