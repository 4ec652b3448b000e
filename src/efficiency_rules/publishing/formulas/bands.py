"""Bands for readers: level stretches of a rate or a value."""

from fractions import Fraction

from efficiency_rules.criteria.formula import FactValues
from efficiency_rules.criteria.formulas import Band, Bands
from efficiency_rules.criteria.formulas.band import Bound, in_order
from efficiency_rules.criteria.formulas.band import number as ticks_of
from efficiency_rules.points import TICKS, Percent, Points
from efficiency_rules.publishing.formulas.chart import Chart, Series, Unit
from efficiency_rules.publishing.formulas.marks import exact, mark, points_text, text
from efficiency_rules.publishing.formulas.phrases import POINTS, few, joined, number
from efficiency_rules.publishing.formulas.rates import WHOLE, around, rate_marked, rate_table, rate_words, window
from efficiency_rules.publishing.formulas.sketch import Setting, Sketch
from efficiency_rules.publishing.formulas.tracing import trace
from efficiency_rules.publishing.formulas.view import Words, WorkedTable, words

VALUE = words("数值", "value")


def bands(formula: Bands, setting: Setting) -> Sketch:
    """Return the bands in words, their level stretches with open and closed ends, and their table."""
    return _of_rate(formula, setting) if formula.hit is not None else _of_value(formula, setting)


def _of_rate(formula: Bands, setting: Setting) -> Sketch:
    bounds = [_at(band.at_least) for band in in_order(formula.bands)]
    inner = [bound for bound in bounds if 0 < bound <= WHOLE]
    rate, low = rate_words(formula), window(inner)
    series = trace(rate_marked(formula, setting, formula.min_cases), inner, (low, WHOLE))
    chart = _chart(formula, setting, rate, low, WHOLE, series)
    tried = {WHOLE, Fraction(0), *around(inner)}
    return Sketch(_said(formula, rate), chart, rate_table(formula, setting, formula.min_cases, tried))


def _of_value(formula: Bands, setting: Setting) -> Sketch:
    ladder = in_order(formula.bands)
    whole = isinstance(ladder[0].at_least, int)
    step = Fraction(1, 1 if whole else TICKS)
    bounds = [_at(band.at_least) for band in ladder]
    low = min(Fraction(0), bounds[0])
    high = bounds[-1] + max((bounds[-1] - low) / 4, step * 3)
    high = Fraction(-(-high // 1)) if whole else high

    def facts(value: Fraction) -> FactValues:
        return {"value": int(value / step), "cases": formula.min_cases}

    def marked(value: Fraction) -> Fraction:
        points = mark(formula, setting.full, facts(value))
        assert points is not None
        return points

    inner = [bound for bound in bounds if bound > low]
    tried = sorted({low, *bounds, *(bound - step for bound in inner), high})
    series = trace(marked, inner, (low, high), step)
    unit = "%" if isinstance(ladder[0].at_least, Percent) else ""
    rows = tuple((text(at) + unit, points_text(marked(at), setting.places)) for at in reversed(tried))
    table = WorkedTable((VALUE, POINTS), rows)
    return Sketch(_said(formula, VALUE), _chart(formula, setting, VALUE, low, high, series), table)


def _chart(formula: Bands, setting: Setting, x_name: Words, low: Fraction, high: Fraction, series: Series) -> Chart:
    bounds = [band.at_least for band in in_order(formula.bands)]
    unit: Unit = "percent" if isinstance(bounds[0], Percent) else "points" if isinstance(bounds[0], Points) else "count"
    return Chart(
        title=words(f"得分与{x_name['zh']}", f"Points against the {x_name['en']}"),
        x_name=x_name,
        unit=unit,
        low=low,
        high=high,
        full=exact(setting.full),
        series=(series,),
        ticks=[*(_at(bound) for bound in bounds if low <= _at(bound) <= high), high, low],
        levels=[stretch[0].y for stretch in series.stretches],
    )


def _said(formula: Bands, x_name: Words) -> Words:
    ladder = in_order(formula.bands)
    zh = [
        f"{_zh(band, upper)}得{number(band.points)}分" for band, upper in zip(ladder, [*ladder[1:], None], strict=True)
    ]
    en = [f"{_en(band, upper)}: {number(band.points)}" for band, upper in zip(ladder, [*ladder[1:], None], strict=True)]
    if formula.otherwise is not None:
        zh.insert(0, f"低于{number(ladder[0].at_least)}得{number(formula.otherwise)}分")
        en.insert(0, f"below {number(ladder[0].at_least)}: {number(formula.otherwise)}")
    said = words(
        f"按{x_name['zh']}分档：{'；'.join(zh)}。",
        f"The {x_name['en']} falls into a band: {'; '.join(en)} points.",
    )
    return joined(said, few(formula.min_cases))


def _zh(band: Band, upper: Band | None) -> str:
    low = number(band.at_least)
    if low == "100%":
        return low
    return f"{low}以上（含{low}）" if upper is None else f"{low}以上（含{low}）、{number(upper.at_least)}以下（不含）"


def _en(band: Band, upper: Band | None) -> str:
    low = number(band.at_least)
    return f"at least {low}" if upper is None else f"at least {low} and below {number(upper.at_least)}"


def _at(bound: Bound) -> Fraction:
    return Fraction(bound) if isinstance(bound, int) else Fraction(ticks_of(bound), TICKS)
