"""Steps for readers: a stair that goes down below the target."""

from fractions import Fraction

from efficiency_rules.criteria.formulas import Steps
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

MOST = 20
"""Steps that are drawn and tabled; further ones go on in the same way."""


def steps(formula: Steps, setting: Setting) -> Sketch:
    """Return the formula's words, its stair with open and closed ends, and its table."""
    full, floor = setting.full, exact(min(formula.floor, setting.full))
    edges = _edges(formula, full)
    # Where further steps are not drawn, the drawing ends with the last that is.
    rate, low = rate_words(formula), edges[-1] if len(edges) > MOST else window(edges)
    marked = rate_marked(formula, setting, formula.min_cases)
    levels, lines = [marked(edge) for edge in edges], floor_line(floor)
    series = trace(marked, edges, (low, WHOLE))
    chart = rate_chart(setting, rate, series, low, edges, levels, across=lines, down=target_line(formula.target))
    aim, each = number(formula.target), number(formula.step)
    ends, counted = down_to(formula.floor), formula.partial == "counted"
    begun = (
        words("不足一档按一档计", "a step begun counts whole")
        if counted
        else words("不足一档不扣", "a step begun costs nothing")
    )
    said = words(
        f"{rate['zh']}达到{aim}得{number(full)}分；每低{each.removesuffix('%')}个百分点为一档，"
        f"每档扣{number(formula.per_step)}分，{begun['zh']}，{ends['zh']}。",
        f"{number(full)} points when the rate reaches {aim}; every {each} below it is a step and "
        f"costs {number(formula.per_step)} ({begun['en']}), {ends['en']}.",
    )
    tried = {WHOLE, Fraction(0), *around(edges)}
    return Sketch(joined(said, few(formula.min_cases)), chart, rate_table(formula, setting, formula.min_cases, tried))


def _edges(formula: Steps, full: Points) -> list[Fraction]:
    """Return the rates at which a step begins, the target first, down to the floor or to nothing."""
    target, step, left = exact(formula.target), exact(formula.step), exact(full) - exact(min(formula.floor, full))
    needed = -(-left // exact(formula.per_step)) if formula.per_step else 0
    # Where a step begun counts, the last edge is where the last step begins.
    last = min(int(needed) - (formula.partial == "counted"), MOST)
    return [target - at * step for at in range(max(last, 0) + 1) if target - at * step >= 0]
