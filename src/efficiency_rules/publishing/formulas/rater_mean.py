"""RaterMean for readers: a straight line over the mean of the raters, and what dropping the extremes does."""

from collections.abc import Sequence
from fractions import Fraction

from efficiency_rules.criteria.formulas import RaterMean
from efficiency_rules.points import TICKS
from efficiency_rules.publishing.formulas.marks import exact, mark, points_text, text
from efficiency_rules.publishing.formulas.means import MEAN, mean_chart, mean_words, scale_list
from efficiency_rules.publishing.formulas.phrases import POINTS, few, joined
from efficiency_rules.publishing.formulas.sketch import Setting, Sketch
from efficiency_rules.publishing.formulas.view import Row, WorkedTable, words

SCORES = words("各评分人的分数", "scores of the raters")


def rater_mean(formula: RaterMean, setting: Setting) -> Sketch:
    """Return the formula's words, its line from the worst to the best score, and its table."""
    worths = _worths(formula)

    def marked(mean: Fraction) -> Fraction:
        points = _points(formula, setting, [mean] * formula.min_raters)
        assert points is not None
        return points

    mean = mean_words(setting, words("各评分人分数的平均分", "mean of the raters' scores"))
    scale = scale_list(formula.scale) if formula.scale else ""
    zh, en = (f"；各等级的百分制分值：{scale}", f"; worth of the levels: {scale}") if scale else ("", "")
    drop = formula.drop_when_more_than
    if drop is not None:
        zh += f"；评分人多于{drop}名时去掉一个最高分和一个最低分"
        en += f"; with more than {drop} raters one highest and one lowest score are dropped"
    said = joined(words(f"{mean['zh']}{zh}。", f"{mean['en']}{en}."), few(formula.min_raters, "名评分人", "raters"))
    chart = mean_chart(setting, worths, marked, Fraction(1, TICKS))
    rows = tuple(_row(formula, setting, scores) for scores in _tried(formula, worths))
    return Sketch(said, chart, WorkedTable((SCORES, MEAN, POINTS), rows))


def _worths(formula: RaterMean) -> list[Fraction]:
    if formula.scale is None:
        return [Fraction(100), Fraction(0)]
    return sorted({exact(worth) for worth in formula.scale.values()}, reverse=True)


def _tried(formula: RaterMean, worths: Sequence[Fraction]) -> list[list[Fraction]]:
    """Return equal scores of every worth, one drop fewer than needed and just enough, and too few raters."""
    best, worst = worths[0], worths[-1]
    tried = [[worth] * formula.min_raters for worth in worths]
    if formula.drop_when_more_than is not None:
        kept = max(formula.drop_when_more_than, formula.min_raters) - 2
        middle = worths[min(1, len(worths) - 1)] if formula.scale else Fraction(80)
        tried += [[best, *[middle] * (kept + more), worst] for more in (0, 1)]
    if formula.min_raters > 1:
        tried.append([best] * (formula.min_raters - 1))
    return tried


def _points(formula: RaterMean, setting: Setting, scores: Sequence[Fraction]) -> Fraction | None:
    ticks = [int(score * TICKS) for score in scores]
    extremes = {"highest": max(ticks), "lowest": min(ticks)}
    facts = {"raters": len(ticks), "ballots": len(ticks), "sum": sum(ticks), **extremes}
    return mark(formula, setting.full, facts)


def _row(formula: RaterMean, setting: Setting, scores: Sequence[Fraction]) -> Row:
    ordered = sorted(scores)
    drop = formula.drop_when_more_than is not None and len(scores) > formula.drop_when_more_than
    kept = ordered[1:-1] if drop else ordered
    points = points_text(_points(formula, setting, scores), setting.places)
    return "、".join(map(text, scores)), text(sum(kept, start=Fraction(0)) / len(kept), 2), points
