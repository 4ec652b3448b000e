"""A band that no unit can fall into."""

from collections.abc import Iterator

from efficiency_rules.criteria.formulas import Bands, Steps
from efficiency_rules.criteria.formulas.band import Band, in_order, number
from efficiency_rules.errors import Problem
from efficiency_rules.points import WHOLE
from efficiency_rules.rulesets.linting.ranges import Range, range_of
from efficiency_rules.rulesets.linting.rubric import Entry, Rubric


def band_unreachable(rubric: Rubric) -> Iterator[Problem]:
    """Yield a warning for each band beyond what a rate or the declared column can be, and for a first step beyond it.

    A rate lies from 0 % to 100 %; a count from 0 up, a sum or an extreme within the bounds of its column.
    """
    for item in rubric.items:
        if isinstance(item.formula, Bands):
            yield from _bands(item, item.formula)
        elif isinstance(item.formula, Steps) and item.formula.partial == "ignored":
            yield from _first_step(item, item.formula)


def _first_step(item: Entry, formula: Steps) -> Iterator[Problem]:
    if formula.step > formula.target:
        facts = {"found": "≥ " + str(formula.step), "low": "0%", "high": str(formula.target)}
        yield item.finding("rubric-band-unreachable", "step", **facts)


def _bands(item: Entry, formula: Bands) -> Iterator[Problem]:
    ladder, name = in_order(formula.bands), _parameter(item)
    possible = Range(0, WHOLE)
    if formula.value is not None:
        possible = range_of(formula.value, item.criterion.reads, formula.min_cases)
    for band, start, end in _stretches(ladder, otherwise=formula.otherwise is not None):
        if possible.misses(start, end):
            found = "< " + str(ladder[0].at_least) if band is None else "≥ " + str(band.at_least)
            low, high = (_shown(bound, ladder[0]) for bound in (possible.low, possible.high))
            yield item.finding("rubric-band-unreachable", name, found=found, low=low, high=high)


def _stretches(ladder: tuple[Band, ...], *, otherwise: bool) -> Iterator[tuple[Band | None, int | None, int | None]]:
    """Yield each band, from its bound to before the next; the lowest reaches down unless `otherwise` lies there."""
    bounds = [number(band.at_least) for band in ladder]
    if otherwise:
        yield None, None, bounds[0]
    starts = [bounds[0] if otherwise else None, *bounds[1:]]
    ends = [*bounds[1:], None]
    yield from zip(ladder, starts, ends, strict=True)


def _shown(bound: int | None, band: Band) -> str:
    if bound is None:
        return "—"
    return str(bound) if isinstance(band.at_least, int) else str(type(band.at_least).from_ticks(bound))


def _parameter(item: Entry) -> str:
    """Bands are written as a table or list: the parameter that is one, where there is one only."""
    node = item.fields.get("params")
    tables = [name for name, part in node.entries() if isinstance(part.data, dict | list)] if node is not None else []
    return tables[0] if len(tables) == 1 else ""
