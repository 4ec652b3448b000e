"""Rates: facts that make a rate exactly so, the table of a rate, and the word a criterion has for its rate."""

import re
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from efficiency_rules.criteria.formula import Formula
from efficiency_rules.points import Points
from efficiency_rules.publishing.formulas.marks import exact, mark, points_text, text
from efficiency_rules.publishing.formulas.tracing import Marked
from efficiency_rules.publishing.formulas.view import Words, WorkedTable, words

STEP = Fraction(1, 100)
"""One step past a threshold: the last decimal of a percentage that bulletins print."""

WHOLE = Fraction(100)

_RATE_WORD = re.compile(r"(\w{1,7}率)\s*\{rate\}")


def rate_facts(rate: Fraction, least: int) -> Mapping[str, int]:
    """Return the smallest whole numbers with exactly this rate in percent, of at least `least` records."""
    share = rate / 100
    times = -(-least // share.denominator)
    counted = share.denominator * times
    return {"hits": share.numerator * times, "counted": counted, "cases": counted}


def rate_marked(formula: Formula, full: Points, least: int) -> Marked:
    """Return the function from a rate in percent to the formula's exact points."""

    def marked(rate: Fraction) -> Fraction:
        points = mark(formula, full, rate_facts(rate, least))
        assert points is not None
        return points

    return marked


def rate_words(formula: Formula) -> Words:
    """Return what the reason itself calls the rate, else 达标率."""
    found = _RATE_WORD.search(formula.reason)
    return words(found.group(1) if found else "达标率", "rate")


def shown(rates: Collection[Fraction]) -> list[Fraction]:
    """Return the rates that a bulletin can print, highest first: what has more decimals becomes its two neighbours."""
    printed = {rate // STEP * STEP for rate in rates} | {-(-rate // STEP) * STEP for rate in rates}
    return sorted((rate for rate in printed if 0 <= rate <= WHOLE), reverse=True)


def rate_table(formula: Formula, full: Points, least: int, rates: Collection[Fraction], places: int) -> WorkedTable:
    """Return one row a rate: the rate, records with exactly this rate, the points; and one with too few records."""
    rows = []
    for rate in shown(rates):
        facts = rate_facts(rate, least)
        points = points_text(mark(formula, full, facts), places)
        rows.append((f"{text(rate)}%", f"{facts['hits']}／{facts['counted']}", points))
    if least > 1:
        few = {"hits": least - 1, "counted": least - 1, "cases": least - 1}
        rows.append(("100%", f"{least - 1}／{least - 1}", points_text(mark(formula, full, few), places)))
    headings = (rate_words(formula), words("例：达标／计入", "e.g. hits／counted"), words("得分", "points"))
    return WorkedTable(headings, tuple(rows))


def around(thresholds: Iterable[Fraction]) -> set[Fraction]:
    """Return thresholds and one step below each."""
    return {rate for at in thresholds for rate in (at, at - STEP)}


def percent(number: Fraction) -> str:
    """Return a percentage as text."""
    return f"{text(number)}%"


def points(number: Points) -> str:
    """Return points as text."""
    return text(exact(number))


def few(least: int) -> Words:
    """Return what becomes of too few records, in words; nothing where one suffices."""
    if least <= 1:
        return words("", "")
    return words(f"少于{least}件的按数据不足处理。", f"Fewer than {least} records: insufficient data.")


def window(bends: Iterable[Fraction]) -> Fraction:
    """Return where a chart of rates begins: zero, or a multiple of ten percent well below the lowest bend."""
    lowest = min(bends, default=Fraction(0))
    return Fraction(max(0, (lowest - (WHOLE - lowest) / 3 - 5) // 10 * 10))
