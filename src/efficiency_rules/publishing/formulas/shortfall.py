"""Shortfall for readers: a straight line that falls from the target to the floor."""

from fractions import Fraction

from efficiency_rules.criteria.formulas import Shortfall
from efficiency_rules.points import Points
from efficiency_rules.publishing.formulas.chart import Chart, Line
from efficiency_rules.publishing.formulas.marks import exact
from efficiency_rules.publishing.formulas.rates import (
    WHOLE,
    around,
    few,
    percent,
    points,
    rate_marked,
    rate_table,
    rate_words,
    window,
)
from efficiency_rules.publishing.formulas.sketch import Sketch
from efficiency_rules.publishing.formulas.tracing import trace
from efficiency_rules.publishing.formulas.view import words


def shortfall(formula: Shortfall, full: Points, places: int) -> Sketch:
    """Return the formula's words, its line with target and floor, and its table."""
    target, floor = exact(formula.target), min(formula.floor, full)
    bottom = _bottom(formula, full)
    bends = [rate for rate in (target, bottom) if rate is not None and rate > 0]
    rate, zero = rate_words(formula), Fraction(0)
    short = few(formula.min_cases)
    chart = Chart(
        title=words(f"得分与{rate['zh']}", "Points against the rate"),
        x_name=rate,
        unit="percent",
        low=window(bends),
        high=WHOLE,
        full=exact(full),
        series=(trace(rate_marked(formula, full, formula.min_cases), bends, (window(bends), WHOLE)),),
        ticks=[*bends, WHOLE, window(bends)],
        levels=[exact(floor), exact(full) / 2],
        across=(Line(exact(floor), words(f"最低 {points(floor)} 分", f"floor {points(floor)}")),) if floor else (),
        down=(Line(target, words(f"目标 {percent(target)}", f"target {percent(target)}")),),
    )
    said = words(
        f"{rate['zh']}达到{percent(target)}得{points(full)}分；每低1个百分点扣{points(formula.per_point)}分，"
        f"不足1个百分点的按比例扣，最低{points(floor)}分。{short['zh']}",
        f"{points(full)} points when the rate reaches {percent(target)}; every percentage point below it costs "
        f"{points(formula.per_point)}, parts of one in proportion, down to {points(floor)}. {short['en']}".strip(),
    )
    rates = {WHOLE, target - 1, zero, *around(bends)}
    return Sketch(said, chart, rate_table(formula, full, formula.min_cases, rates, places))


def _bottom(formula: Shortfall, full: Points) -> Fraction | None:
    """Return the rate at which the floor is reached, None where it never is."""
    if not formula.per_point or formula.floor >= full:
        return None
    return exact(formula.target) - (exact(full) - exact(formula.floor)) / exact(formula.per_point)
