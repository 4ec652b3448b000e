"""A cliff of small denominators: one record of the fewest that are marked moves a large part of the item."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from efficiency_rules.criteria.formulas import Bands, Proportional, SamplePassRate, Shortfall, Steps, SurveyMean
from efficiency_rules.errors import Problem
from efficiency_rules.points import WHOLE, decimal_text, divide_half_up
from efficiency_rules.rulesets.linting.rubric import Entry, Rubric

LIMIT = Fraction(1, 4)
"""The part of an item's full points that one record may move before it is told."""

MOST_CASES = 1000
"""How many records are tried to say how many would be enough."""

Rate = Bands | Proportional | SamplePassRate | Shortfall | Steps | SurveyMean


def small_denominator(rubric: Rubric) -> Iterator[Problem]:
    """Yield a warning for each rate or mean of which one bad record among the fewest that count costs too much.

    Computed with the formula itself: n records all good, against n of which one is as bad as can be. A mean of
    raters is left out: who rates, and how many, the plan decides.
    """
    for item in rubric.items:
        formula = item.formula
        if not isinstance(formula, Rate) or (isinstance(formula, Bands) and formula.hit is None):
            continue
        minimum = _minimum(formula)
        lost = _lost(item, formula, minimum.cases)
        if lost > LIMIT * item.full.ticks:
            yield item.finding("rubric-small-denominator", minimum.name, **_facts(item, formula, minimum.cases, lost))


@dataclass(frozen=True, slots=True)
class _Minimum:
    """The fewest records that are marked, and the field that says so."""

    name: str
    cases: int


def _minimum(formula: Rate) -> _Minimum:
    if isinstance(formula, SamplePassRate):
        return _Minimum("min_sample", formula.min_sample)
    if isinstance(formula, SurveyMean):
        return _Minimum("min_valid", formula.min_valid)
    return _Minimum("min_cases", formula.min_cases)


def _lost(item: Entry, formula: Rate, cases: int) -> Fraction:
    """Return what one record at its worst costs against all of `cases` at their best, in ticks."""
    best, worst = (_mark(item, formula, cases, bad) for bad in (0, cases))
    if best >= worst:
        return best - _mark(item, formula, cases, 1)
    # Bands in which a higher rate gives fewer points.
    return worst - _mark(item, formula, cases, cases - 1)


def _mark(item: Entry, formula: Rate, cases: int, bad: int) -> Fraction:
    outcome = formula.mark(_facts_of(formula, cases, bad), item.full.ticks)
    return Fraction(int(outcome.numerator), int(outcome.denominator))


def _facts_of(formula: Rate, cases: int, bad: int) -> Mapping[str, int]:
    """Return the facts of a unit of whose records `bad` are as bad as can be and the others as good."""
    if isinstance(formula, SurveyMean):
        worth = sorted(formula.scale, key=lambda level: formula.scale[level])
        counts = dict.fromkeys(worth, 0) | {worth[0]: bad}
        counts[worth[-1]] += cases - bad
        answers = {f"answers_{level}": count for level, count in counts.items()}
        return {"cases": cases, "valid": cases, "least": 1, **answers}
    rate = {"cases": cases, "counted": cases, "hits": cases - bad}
    return rate | {"done": (cases - bad) * WHOLE, "target": cases * WHOLE}


def _facts(item: Entry, formula: Rate, cases: int, lost: Fraction) -> dict[str, object]:
    enough = next((n for n in range(cases, MOST_CASES + 1) if _fits(item, formula, n)), None)
    zh = f"至少 {enough} 条记录时才不超过" if enough else f"到 {MOST_CASES} 条记录仍超过"
    en = f"it takes {enough} records to stay within" if enough else f"even {MOST_CASES} records do not stay within"
    return {
        "cases": cases,
        "lost": decimal_text(divide_half_up(lost.numerator, lost.denominator)),
        "full": item.full,
        "found": _percent(lost / item.full.ticks),
        "expected": _percent(LIMIT),
        "enough": zh,
        "enough_en": en,
    }


def _fits(item: Entry, formula: Rate, cases: int) -> bool:
    return _lost(item, formula, cases) <= LIMIT * item.full.ticks


def _percent(part: Fraction) -> str:
    return f"{divide_half_up(100 * part.numerator, part.denominator)}%"
