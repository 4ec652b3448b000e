"""Means: the chart and words of families that turn a mean score of 100 into points."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from efficiency_rules.points import Points
from efficiency_rules.publishing.formulas.chart import Chart, Series, Spot
from efficiency_rules.publishing.formulas.marks import exact
from efficiency_rules.publishing.formulas.phrases import number
from efficiency_rules.publishing.formulas.sketch import Setting
from efficiency_rules.publishing.formulas.tracing import Marked, trace
from efficiency_rules.publishing.formulas.view import Words, words

MEAN = words("平均分（百分制）", "mean of 100")


def scale_list(scale: Mapping[str, Points]) -> str:
    """Return the levels with their worth, as the document orders them."""
    return "、".join(f"{level}{number(points)}" for level, points in scale.items())


def mean_chart(setting: Setting, worths: Iterable[Fraction], marked: Marked, step: Fraction | None = None) -> Chart:
    """Return the chart from the worst to the best mean, with a dot at the worth of every level."""
    means = sorted(set(worths))
    ends = (means[0], means[-1])
    alone = Series(dots=tuple(Spot(mean, marked(mean)) for mean in means))
    full = exact(setting.full)
    return Chart(
        title=words("得分与平均分", "Points against the mean"),
        x_name=MEAN,
        unit="points",
        low=Fraction(0),
        high=Fraction(100),
        full=full,
        series=(trace(marked, means, ends, step) if len(means) > 1 else alone,),
        ticks=[Fraction(0), Fraction(100), *means, Fraction(50)],
        levels=[full / 2, *(dot.y for dot in alone.dots)],
    )


def mean_words(setting: Setting, mean: Words) -> Words:
    """Return the equation of points and mean."""
    full = number(setting.full)
    return words(f"得分＝{full}分×{mean['zh']}÷100", f"Points = {full} × {mean['en']} ÷ 100")
