"""Shortfall for readers: a straight line that falls from the target to the floor."""

from fractions import Fraction

from efficiency_rules.criteria.formulas import Shortfall
from efficiency_rules.points import Points
from efficiency_rules.publishing.formulas.marks import exact
from efficiency_rules.publishing.formulas.phrases import down_to, few, floor_line, joined, number
from efficiency_rules.publishing.formulas.rates import (
    WHOLE,
    around,
    rate_chart,
    rate_marked,
    rate_table,
    rate_words,
    target_line,
    window,
)
from efficiency_rules.publishing.formulas.sketch import Setting, Sketch
from efficiency_rules.publishing.formulas.tracing import trace
from efficiency_rules.publishing.formulas.view import words


def shortfall(formula: Shortfall, setting: Setting) -> Sketch:
    """Return the formula's words, its line with target and floor, and its table."""
    full, target, floor = setting.full, exact(formula.target), exact(min(formula.floor, setting.full))
    bends = [target, *_bottom(formula, full)]
    rate, low = rate_words(formula), window(bends)
    series = trace(rate_marked(formula, setting, formula.min_cases), bends, (low, WHOLE))
    levels, lines = [floor, exact(full) / 2], floor_line(floor)
    chart = rate_chart(setting, rate, series, low, bends, levels, across=lines, down=target_line(formula.target))
    ends = down_to(formula.floor)
    said = words(
        f"{rate['zh']}达到{number(formula.target)}得{number(full)}分；每低1个百分点扣{number(formula.per_point)}分，"
        f"不足1个百分点的按比例扣，{ends['zh']}。",
        f"{number(full)} points when the rate reaches {number(formula.target)}; every percentage point below it costs "
        f"{number(formula.per_point)}, parts of one in proportion, {ends['en']}.",
    )
    tried = {WHOLE, target - 1, Fraction(0), *around(bends)}
    return Sketch(joined(said, few(formula.min_cases)), chart, rate_table(formula, setting, formula.min_cases, tried))


def _bottom(formula: Shortfall, full: Points) -> list[Fraction]:
    """Return the rate at which the floor is reached, nothing where it never is."""
    if not formula.per_point:
        return []
    bottom = exact(formula.target) - (exact(full) - exact(min(formula.floor, full))) / exact(formula.per_point)
    return [bottom] if bottom > 0 else []
