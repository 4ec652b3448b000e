"""GradeCap for readers: it costs nothing, and says from how many hits on a grade is limited."""

from fractions import Fraction

from efficiency_rules.criteria.formulas import GradeCap
from efficiency_rules.publishing.formulas.chart import Chart, Line, Series, Spot
from efficiency_rules.publishing.formulas.counting import RECORDS
from efficiency_rules.publishing.formulas.sketch import Setting, Sketch
from efficiency_rules.publishing.formulas.view import WorkedTable, words

FREE = words("不限", "free")
LIMITED = words("限定", "capped")


def grade_cap(formula: GradeCap, setting: Setting) -> Sketch:
    """Return the formula's words, from which hit on it is triggered, and its table of 1 for triggered, else 0."""
    at_least = formula.at_least
    said = words(
        f"有限定等次情形满{at_least}件（次）即限定等次，不影响得分。",
        f"A unit's grade is limited once there are {at_least} hits; no points are lost.",
    )
    counts = sorted({0, 1, at_least - 1, at_least, at_least + 1})
    found = {count: Fraction(int(formula.triggered({"hits": count}))) for count in counts}
    dots = tuple(Spot(Fraction(count), limited) for count, limited in found.items())
    chart = Chart(
        title=words("等次是否受限与件（次）数", "Whether the grade is limited, against records"),
        x_name=RECORDS,
        unit="count",
        low=Fraction(0),
        high=dots[-1].x,
        full=Fraction(1),
        series=(Series(dots=dots),),
        ticks=[Fraction(at_least), *(dot.x for dot in dots)],
        levels_named=(Line(Fraction(0), FREE), Line(Fraction(1), LIMITED)),
        y_name=words("等次", "grade"),
    )
    rows = tuple((str(count), str(limited)) for count, limited in found.items())
    return Sketch(said, chart, WorkedTable((RECORDS, words("限定等次（1为是）", "limited (1 = yes)")), rows))
