"""RelativeToBest for readers: a straight line to the best score of a cohort made up as an example."""

from fractions import Fraction

import numpy as np

from efficiency_rules.criteria.formulas import RelativeToBest
from efficiency_rules.publishing.formulas.chart import Chart
from efficiency_rules.publishing.formulas.marks import exact, marks, points_text, text
from efficiency_rules.publishing.formulas.phrases import POINTS, few, joined, number
from efficiency_rules.publishing.formulas.sketch import Setting, Sketch
from efficiency_rules.publishing.formulas.tracing import trace
from efficiency_rules.publishing.formulas.view import WorkedTable, words

OWN = words("本单位成绩（示例：最好成绩为100）", "own score (example: the best is 100)")
BEST = 100


def relative_to_best(formula: RelativeToBest, setting: Setting) -> Sketch:
    """Return the formula's words, its line in a cohort whose best score is 100, and its table."""

    def marked(own: Fraction) -> Fraction:
        points = _mark(formula, setting, own)
        assert points is not None
        return points

    ends = (Fraction(0), Fraction(BEST))
    full = exact(setting.full)
    chart = Chart(
        title=words(
            "得分与本单位成绩（示例：最好成绩为100）", "Points against the own score (example: the best is 100)"
        ),
        x_name=OWN,
        unit="count",
        low=ends[0],
        high=ends[1],
        full=full,
        series=(trace(marked, ends, ends),),
        ticks=[*ends, Fraction(50)],
        levels=[full / 2],
    )
    among = "同类单位" if formula.within == "group" else "全部单位"
    group = "of its group" if formula.within == "group" else "of all units"
    said = words(
        f"得分＝{number(setting.full)}分×本单位成绩÷{among}中的最好成绩；成绩低于0的得0分。曲线为示例：最好成绩为100。",
        f"Points = {number(setting.full)} × own score ÷ best score {group}; below zero: none. "
        "The curve is an example whose best score is 100.",
    )
    tried = [Fraction(own) for own in (100, 99, 75, 50, 1, 0, -1)]
    rows = tuple((text(own), points_text(_mark(formula, setting, own), setting.places)) for own in tried)
    return Sketch(joined(said, few(formula.min_cases)), chart, WorkedTable((OWN, POINTS), rows))


def _mark(formula: RelativeToBest, setting: Setting, own: Fraction) -> Fraction | None:
    """Return the points of a unit beside one whose score is the best."""
    value, same = np.array([own.numerator, BEST * own.denominator]), np.ones(2, dtype=np.int64)
    facts = {"value": value, "per": same, "cases": formula.min_cases * same}
    return marks(formula, setting.full, facts)[0]
