"""SurveyMean for readers: a straight line over the mean of the answers."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from efficiency_rules.criteria.formulas import SurveyMean
from efficiency_rules.publishing.formulas.marks import exact, mark, points_text, text
from efficiency_rules.publishing.formulas.means import MEAN, mean_chart, mean_words, scale_list
from efficiency_rules.publishing.formulas.phrases import POINTS, few, joined
from efficiency_rules.publishing.formulas.sketch import Setting, Sketch
from efficiency_rules.publishing.formulas.tracing import Marked
from efficiency_rules.publishing.formulas.view import Row, WorkedTable, words

ANSWERS = words("有效评价", "valid answers")


def survey_mean(formula: SurveyMean, setting: Setting) -> Sketch:
    """Return the formula's words, its line from the worst to the best answer, and its table."""
    mean, scale = mean_words(setting, words("满意度平均分", "mean of the answers")), scale_list(formula.scale)
    said = words(f"{mean['zh']}；各等级的百分制分值：{scale}。", f"{mean['en']}; worth of the levels: {scale}.")
    worths = [exact(worth) for worth in formula.scale.values()]
    chart = mean_chart(setting, worths, _marked(formula, setting))
    return Sketch(joined(said, few(formula.min_valid, "份", "answers")), chart, _table(formula, setting))


def _marked(formula: SurveyMean, setting: Setting) -> Marked:
    worst, best = (pick(formula.scale, key=formula.scale.__getitem__) for pick in (min, max))
    low, high = exact(formula.scale[worst]), exact(formula.scale[best])

    def marked(mean: Fraction) -> Fraction:
        """Mix worst and best answers until their mean is exactly this."""
        share = (mean - low) / (high - low) if high > low else Fraction(1)
        times = -(-formula.min_valid // share.denominator)
        good, bad = share.numerator * times, (share.denominator - share.numerator) * times
        points = mark(formula, setting.full, _facts(formula, {best: good, worst: bad} if bad else {best: good}))
        assert points is not None
        return points

    return marked


def _facts(formula: SurveyMean, answers: Mapping[str, int]) -> dict[str, int]:
    levels = {f"answers_{level}": answers.get(level, 0) for level in formula.scale}
    return {"valid": sum(answers.values()), "least": 0, **levels}


def _table(formula: SurveyMean, setting: Setting) -> WorkedTable:
    """Return rows for every level alone, neighbouring levels half and half, and one answer too few."""
    least, levels = max(formula.min_valid, 2), list(formula.scale)
    tried = [{level: least} for level in levels]
    tried += [{one: -(-least // 2), other: -(-least // 2)} for one, other in pairwise(levels)]
    if formula.min_valid > 1:
        tried.append({levels[0]: formula.min_valid - 1})
    return WorkedTable((ANSWERS, MEAN, POINTS), tuple(_row(formula, setting, answers) for answers in tried))


def _row(formula: SurveyMean, setting: Setting, answers: Mapping[str, int]) -> Row:
    told = "＋".join(f"{level} {count}" for level, count in answers.items())
    worth = sum((exact(formula.scale[level]) * count for level, count in answers.items()), start=Fraction(0))
    points = mark(formula, setting.full, _facts(formula, answers))
    return told, text(worth / sum(answers.values()), 2), points_text(points, setting.places)
