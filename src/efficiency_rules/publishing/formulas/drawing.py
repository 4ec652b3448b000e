"""Drawing: a chart as one inline SVG, the same bytes every time, in the colour of the text around it."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from html import escape
from math import lcm

from efficiency_rules.points import divide_half_up
from efficiency_rules.publishing.formulas.chart import Chart, Line, Series, Spot, Unit
from efficiency_rules.publishing.formulas.marks import text
from efficiency_rules.publishing.formulas.view import Words

WIDTH, LEFT, RIGHT, TOP, HEIGHT, UNDER = 360, 44, 18, 44, 170, 56
"""In units of the drawing, which are pixels on a narrow telephone: all sizes fit without scaling."""

_ZERO = Fraction(0)

LEGEND = 18
"""The height of one row that names a series."""

SHAPES = ("circle", "square", "triangle", "diamond", "ring", "cross", "frame", "bar")
"""What tells series apart without colour."""


def draw(chart: Chart) -> str:
    """Return the chart as an `<svg>` element without ids; shown in one language by the classes zh and en."""
    rows = [series for series in chart.series if series.name is not None]
    height = TOP + HEIGHT + UNDER + LEGEND * len(rows)
    parts = [
        f'<svg class="curve" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
        f' width="{WIDTH}" height="{height}" role="img" fill="none" stroke="currentColor" font-size="12">',
        f"<title>{_together(chart.title)}</title>",
        f"<desc>{_together(_described(chart))}</desc>",
        *_axes(chart),
        *_lines(chart),
        *(part for at, series in enumerate(chart.series) for part in _series(chart, series, SHAPES[at % len(SHAPES)])),
        *_legend(chart),
        "</svg>",
    ]
    return "".join(parts)


def _described(chart: Chart) -> Words:
    """Return the dots and ends of every series in words, for those who cannot see the drawing."""
    told = [
        (series.name, [f"({number(spot.x, chart.unit)}, {text(spot.y)})" for spot in _corners(series)])
        for series in chart.series
    ]
    return {
        language: "；".join((f"{name[language]}：" if name else "") + " ".join(corners) for name, corners in told)
        for language in ("zh", "en")
    }


def _corners(series: Series) -> list[Spot]:
    return sorted({*series.dots, *(spot for stretch in series.stretches for spot in stretch)})


def number(at: Fraction, unit: Unit) -> str:
    """Return a number below the axis as it is written there."""
    return text(at, 2) + ("%" if unit == "percent" else "")


def place(chart: Chart, spot: Spot) -> tuple[str, str]:
    """Return where a spot is drawn, to a tenth of a unit."""
    return _across(chart, spot.x), _down(chart, spot.y)


def _across(chart: Chart, at: Fraction) -> str:
    return _along(LEFT, WIDTH - LEFT - RIGHT, at, chart.low, chart.high)


def _down(chart: Chart, at: Fraction) -> str:
    return _along(TOP + HEIGHT, -HEIGHT, at, _ZERO, chart.full)


def _along(start: int, length: int, at: Fraction, low: Fraction, high: Fraction) -> str:
    """Return where a number between low and high stands on a length from the start, to a tenth of a unit.

    In whole numbers: a site has hundred thousand of these places, and fractions would be reduced at every step.
    """
    of, over, whole = _whole([at, low, high])
    share, span = of - over, whole - over
    tenths = divide_half_up(10 * (start * span + length * share), span)
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)


def _whole(numbers: Sequence[Fraction]) -> list[int]:
    """Return numbers as multiples of one unit that all of them are multiples of."""
    scale = lcm(*(one.denominator for one in numbers))
    return [one.numerator * (scale // one.denominator) for one in numbers]


def _axes(chart: Chart) -> Iterable[str]:
    foot, right = TOP + HEIGHT, WIDTH - RIGHT
    yield f'<path class="curve-axis" d="M{LEFT} {TOP - 6}V{foot}H{right}"/>'
    for level, words in _levels(chart):
        y = _down(chart, level)
        yield f'<path class="curve-tick" d="M{LEFT - 4} {y}H{LEFT}"/>'
        yield _text(words, str(LEFT - 7), y, "end", lower=4)
    for row, numbers in enumerate(_two_rows(chart)):
        for at in numbers:
            x = _across(chart, at)
            yield f'<path class="curve-tick" d="M{x} {foot}V{foot + 4 + 14 * row}"/>'
            yield _text(number(at, chart.unit), x, str(foot + 17 + 14 * row), "middle")
    yield _text(chart.y_name or {"zh": "得分（分）", "en": "points"}, "4", "14", "start")
    yield _text(chart.x_name, str(right), str(foot + 46), "end")


def _levels(chart: Chart) -> list[tuple[Fraction, Words | str]]:
    if chart.levels_named:
        return [(level.at, level.name) for level in chart.levels_named]
    return [(level, text(level, 2)) for level in _apart([Fraction(0), chart.full, *chart.levels], chart.full / 10)]


def _two_rows(chart: Chart) -> tuple[list[Fraction], list[Fraction]]:
    """Return the ticks that can be written side by side, and those of a second row; the important ones come first."""
    longest = max(len(number(at, chart.unit)) for at in chart.ticks)
    distance = (chart.high - chart.low) * (7 * longest + 8) / (WIDTH - LEFT - RIGHT)
    first, half = _apart(chart.ticks, distance), distance / 2
    # A tick of the second row reaches down between the numbers of the first.
    return first, _apart([at for at in chart.ticks if _is_apart(at, first, half)], distance)


def _apart(numbers: Sequence[Fraction], distance: Fraction) -> list[Fraction]:
    """Return the numbers that keep their distance from those before them, in order."""
    least, *places = _whole([distance, *numbers])
    kept: dict[int, Fraction] = {}
    for place, at in zip(places, numbers, strict=True):
        if all(abs(place - other) >= least for other in kept):
            kept[place] = at
    return [at for _, at in sorted(kept.items())]


def _is_apart(at: Fraction, others: Sequence[Fraction], distance: Fraction) -> bool:
    least, place, *places = _whole([distance, at, *others])
    return all(abs(place - other) >= least for other in places)


def _lines(chart: Chart) -> Iterable[str]:
    foot, right = TOP + HEIGHT, WIDTH - RIGHT
    for line in chart.across:
        y = _down(chart, line.at)
        yield f'<path class="curve-guide" stroke-dasharray="2 3" d="M{LEFT} {y}H{right}"/>'
        yield _text(line.name, str(LEFT + 4), y, "start", lower=-5)
    for line in chart.down:
        x = _across(chart, line.at)
        yield f'<path class="curve-guide" stroke-dasharray="2 3" d="M{x} {TOP - 6}V{foot}"/>'
        yield _text(line.name, x, str(TOP - 12), _anchor(chart, line))


def _anchor(chart: Chart, line: Line) -> str:
    """Return how a name above a line keeps inside the drawing."""
    third = (chart.high - chart.low) / 3
    if line.at > chart.high - third:
        return "end"
    return "start" if line.at < chart.low + third else "middle"


def _series(chart: Chart, series: Series, shape: str) -> Iterable[str]:
    for start, end in series.stretches:
        (x, y), (to_x, to_y) = place(chart, start), place(chart, end)
        yield f'<path class="curve-line" stroke-width="2" d="M{x} {y}L{to_x} {to_y}"/>'
    if not series.stretches and len(series.dots) > 1:
        way = "L".join(" ".join(place(chart, spot)) for spot in series.dots)
        yield f'<path class="curve-through" stroke-width="0.7" d="M{way}"/>'
    for spot in series.gaps:
        x, y = place(chart, spot)
        yield f'<circle class="curve-gap" fill="Canvas" cx="{x}" cy="{y}" r="3.5"/>'
    for spot in series.dots:
        yield _shape(shape, *place(chart, spot))


def _shape(shape: str, x: str, y: str) -> str:
    inside = "Canvas" if shape in ("ring", "frame") else "currentColor"
    way = {
        "square": "M-3.2 -3.2h6.4v6.4h-6.4z",
        "frame": "M-3.2 -3.2h6.4v6.4h-6.4z",
        "triangle": "M0 -4.2l4.2 7.4h-8.4z",
        "diamond": "M0 -4.6l4.6 4.6l-4.6 4.6l-4.6 -4.6z",
        "cross": "M-3.5 -3.5l7 7m0 -7l-7 7",
        "bar": "M-4 0h8",
    }.get(shape)
    if way is None:
        return f'<circle class="curve-dot" fill="{inside}" cx="{x}" cy="{y}" r="3.5"/>'
    return f'<path class="curve-dot" fill="{inside}" transform="translate({x} {y})" d="{way}"/>'


def _legend(chart: Chart) -> Iterable[str]:
    y = TOP + HEIGHT + UNDER
    for at, series in enumerate(chart.series):
        if series.name is not None:
            yield _shape(SHAPES[at % len(SHAPES)], str(LEFT), str(y + LEGEND * at + 4))
            yield _text(series.name, str(LEFT + 12), str(y + LEGEND * at + 8), "start")


def _text(words: Words | str, x: str, y: str, anchor: str, *, lower: int = 0) -> str:
    attributes = f'x="{x}" y="{y}" text-anchor="{anchor}" fill="currentColor" stroke="none"'
    if lower:
        attributes += f' dy="{lower}"'
    if isinstance(words, str):
        return f'<text class="curve-number" {attributes}>{escape(words)}</text>'
    return "".join(
        f'<text class="curve-word {language}" lang="{lang}" {attributes}>{escape(words[language])}</text>'
        for language, lang in (("zh", "zh-CN"), ("en", "en"))
    )


def _together(words: Words) -> str:
    return escape(words["zh"] if words["zh"] == words["en"] else f"{words['zh']} / {words['en']}")
