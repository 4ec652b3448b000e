"""Rates: facts that make a rate exactly so, the table of a rate, and the word a criterion has for its rate."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

from efficiency_rules.criteria.formula import Formula
from efficiency_rules.points import Percent
from efficiency_rules.publishing.formulas.chart import Chart, Line, Series
from efficiency_rules.publishing.formulas.marks import exact, mark, points_text, text
from efficiency_rules.publishing.formulas.phrases import POINTS
from efficiency_rules.publishing.formulas.sketch import Setting
from efficiency_rules.publishing.formulas.tracing import Marked
from efficiency_rules.publishing.formulas.view import Words, WorkedTable, words

STEP = Fraction(1, 100)
"""One step past a threshold: the last decimal of a percentage that bulletins print."""

WHOLE = Fraction(100)

HITS = words("例：达标／计入", "e.g. hits／counted")

_RATE_WORD = re.compile(r"(\w{1,4}率)\s*\{rate\}")


def rate_facts(rate: Fraction, least: int) -> Mapping[str, int]:
    """Return the smallest whole numbers with exactly this rate in percent, of at least `least` records."""
    share = rate / 100
    times = -(-least // share.denominator)
    hits, among = share.numerator * times, share.denominator * times
    return {"hits": hits, "counted": among, "cases": among, "done": hits, "target": among}


def rate_marked(formula: Formula, setting: Setting, least: int) -> Marked:
    """Return the function from a rate in percent to the formula's exact points."""

    def marked(rate: Fraction) -> Fraction:
        points = mark(formula, setting.full, rate_facts(rate, least))
        assert points is not None
        return points

    return marked


def rate_words(formula: Formula) -> Words:
    """Return what the reason itself calls the rate, else 达标率."""
    found = _RATE_WORD.search(formula.reason)
    return words(found.group(1) if found else "达标率", "rate")


def rate_chart(
    setting: Setting,
    rate: Words,
    series: Series,
    low: Fraction,
    ticks: Sequence[Fraction],
    levels: Sequence[Fraction],
    *,
    across: tuple[Line, ...] = (),
    down: tuple[Line, ...] = (),
) -> Chart:
    """Return the chart of one curve over a rate, from `low` to 100 %."""
    return Chart(
        title=words(f"得分与{rate['zh']}", f"Points against the {rate['en']}"),
        x_name=rate,
        unit="percent",
        low=low,
        high=WHOLE,
        full=exact(setting.full),
        series=(series,),
        ticks=[*ticks, WHOLE, low],
        levels=levels,
        across=across,
        down=down,
    )


def target_line(target: Percent) -> tuple[Line, ...]:
    """Return the line of the rate that gets full points."""
    return (Line(exact(target), words(f"目标 {target!s}", f"target {target!s}")),)


def rate_table(
    formula: Formula, setting: Setting, least: int, rates: Collection[Fraction], heading: Words = HITS
) -> WorkedTable:
    """Return one row a rate: the rate, records with exactly this rate, the points; and one with too few records."""
    tried = [rate_facts(rate, least) for rate in _printed(rates)]
    if least > 1:
        tried.append(dict.fromkeys(("hits", "counted", "cases", "done", "target"), least - 1))
    rows = tuple(
        (
            f"{text(Fraction(100 * facts['hits'], facts['counted']))}%",
            f"{facts['hits']}／{facts['counted']}",
            points_text(mark(formula, setting.full, facts), setting.places),
        )
        for facts in tried
    )
    return WorkedTable((rate_words(formula), heading, POINTS), rows)


def around(thresholds: Iterable[Fraction]) -> set[Fraction]:
    """Return thresholds and one step below each."""
    return {rate for at in thresholds for rate in (at, at - STEP)}


def window(bends: Iterable[Fraction]) -> Fraction:
    """Return where a chart of rates begins: zero, or a multiple of five percent below the lowest bend, 95 at most."""
    lowest = min(bends, default=Fraction(0))
    well_below = (lowest - (WHOLE - lowest) / 2) // 5 * 5
    return Fraction(min(max(0, well_below), 95))


def _printed(rates: Iterable[Fraction]) -> list[Fraction]:
    """Return rates as bulletins print them, highest first: what has more decimals becomes its two neighbours."""
    printed = {side for rate in rates for side in (rate // STEP * STEP, -(-rate // STEP) * STEP)}
    return sorted((rate for rate in printed if 0 <= rate <= WHOLE), reverse=True)
