"""Proportional for readers: a straight line from nothing to full, with a cut below which nothing is given."""

from fractions import Fraction

from efficiency_rules.criteria.formulas import Proportional
from efficiency_rules.publishing.formulas.chart import Line
from efficiency_rules.publishing.formulas.marks import exact
from efficiency_rules.publishing.formulas.phrases import few, joined, number
from efficiency_rules.publishing.formulas.rates import (
    HITS,
    WHOLE,
    around,
    rate_chart,
    rate_marked,
    rate_table,
    rate_words,
    window,
)
from efficiency_rules.publishing.formulas.sketch import Setting, Sketch
from efficiency_rules.publishing.formulas.tracing import trace
from efficiency_rules.publishing.formulas.view import words

DONE = words("例：完成／目标", "e.g. done／target")


def proportional(formula: Proportional, setting: Setting) -> Sketch:
    """Return the formula's words, its line with the cut, and its table."""
    cut = exact(formula.lower_cut)
    bends, rate = [cut, WHOLE] if cut else [Fraction(0), WHOLE], rate_words(formula)
    low = window([cut]) if cut else Fraction(0)
    series = trace(rate_marked(formula, setting, formula.min_cases), bends, (low, WHOLE))
    levels = [exact(setting.full) * cut / 100, exact(setting.full) / 2]
    named = number(formula.lower_cut)
    down = (Line(cut, words(f"下限 {named}", f"cut {named}")),) if cut else ()
    chart = rate_chart(setting, rate, series, low, [*bends, (low + WHOLE) / 2], levels, down=down)
    below = words(f"；低于{named}不得分", f"; nothing below {named}") if cut else words("", "")
    said = words(
        f"得分＝{number(setting.full)}分×{rate['zh']}{below['zh']}。",
        f"Points = {number(setting.full)} × rate{below['en']}.",
    )
    tried = {WHOLE, (WHOLE + cut) / 2, Fraction(0), *(around([cut]) if cut else ())}
    heading = HITS if formula.hit is not None else DONE
    table = rate_table(formula, setting, formula.min_cases, tried, heading)
    return Sketch(joined(said, few(formula.min_cases)), chart, table)
