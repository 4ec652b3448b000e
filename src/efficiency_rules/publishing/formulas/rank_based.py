"""RankBased for readers: points by rank, in a cohort made up as an example."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from efficiency_rules.criteria.formulas import RankBased
from efficiency_rules.points import WHOLE
from efficiency_rules.publishing.formulas.chart import Chart, Series, Spot
from efficiency_rules.publishing.formulas.marks import exact, marks, points_text
from efficiency_rules.publishing.formulas.phrases import POINTS, few, floor_line, joined, number
from efficiency_rules.publishing.formulas.sketch import Setting, Sketch
from efficiency_rules.publishing.formulas.view import WorkedTable, words

RANK = words("名次", "rank")
EXAMPLE = (98, 95, 95, 90, 80)
"""Scores of an invented cohort with a tie."""


def rank_based(formula: RankBased, setting: Setting) -> Sketch:
    """Return the formula's words, the points of every rank of an example cohort, and a table with a tie."""
    size = _size(formula, setting)
    points = _marks(formula, setting, range(size, 0, -1))
    dots = tuple(Spot(Fraction(at), mark) for at, mark in enumerate(points, 1) if mark is not None)
    floor = exact(min(formula.floor, setting.full))
    chart = Chart(
        title=words(
            f"得分与名次（示例：{size}个单位，成绩各不相同）", f"Points against rank (example: {size} units, no ties)"
        ),
        x_name=RANK,
        unit="count",
        low=Fraction(1),
        high=Fraction(size),
        full=exact(setting.full),
        series=(Series(dots=dots),),
        ticks=[Fraction(1), Fraction(size), *(Fraction(at) for at in range(5, size, 5))],
        levels=[floor, dots[-1].y],
        across=floor_line(floor),
    )
    full, floor_text = number(setting.full), number(formula.floor)
    zh, en = _compared(formula)
    said = words(
        f"{zh}排名，第1名得{full}分，名次每降1位减{full}分的{number(formula.per_rank)}，最低{floor_text}分；并列的取较好名次。"
        f"曲线为示例：{size}个单位，成绩各不相同。",
        f"Ranked {en}; the first gets {full} points, every rank down loses {number(formula.per_rank)} of them, "
        f"{floor_text} at least; ties share the better rank. The curve is an example of {size} units without ties.",
    )
    return Sketch(joined(said, few(formula.min_cases)), chart, _table(formula, setting))


def _compared(formula: RankBased) -> tuple[str, str]:
    who = (
        ("在同类单位中", "among units of the same group")
        if formula.within == "group"
        else ("在全部单位中", "among all units")
    )
    better = ("由高到低", "higher is better") if formula.better == "higher" else ("由低到高", "lower is better")
    return f"{who[0]}按成绩{better[0]}", f"{who[1]} ({better[1]})"


def _size(formula: RankBased, setting: Setting) -> int:
    """Return a cohort that shows where the floor is reached, of 5 to 30 units."""
    lost = exact(setting.full) - exact(min(formula.floor, setting.full))
    each = exact(setting.full) * formula.per_rank.ticks / WHOLE
    return min(max(int(-(-lost // each)) + 2 if each else 0, 5), 30)


def _marks(formula: RankBased, setting: Setting, scores: Sequence[int]) -> list[Fraction | None]:
    """Return the points of units with these scores, a higher one being better."""
    sign = 1 if formula.better == "higher" else -1
    value = np.array([sign * score for score in scores])
    same = np.ones_like(value)
    return marks(formula, setting.full, {"value": value, "per": same, "cases": formula.min_cases * same})


def _table(formula: RankBased, setting: Setting) -> WorkedTable:
    points = _marks(formula, setting, EXAMPLE)
    # Where lower is better the same five units are ranked by what they lack of 100.
    shown = EXAMPLE if formula.better == "higher" else tuple(100 - score for score in EXAMPLE)
    ranks = [1 + sum(other > score for other in EXAMPLE) for score in EXAMPLE]
    rows = tuple(
        (str(score), str(rank), points_text(mark, setting.places))
        for score, rank, mark in zip(shown, ranks, points, strict=True)
    )
    return WorkedTable((words("成绩（示例：5个单位）", "score (example: 5 units)"), RANK, POINTS), rows)
