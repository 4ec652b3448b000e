"""Points of an event that are finer than a mark can be."""

from collections.abc import Iterator

from efficiency_rules.criteria.formulas import Bands
from efficiency_rules.criteria.formulas.band import in_order
from efficiency_rules.errors import Problem
from efficiency_rules.points import TICKS, Points, decimal_text
from efficiency_rules.rulesets.linting.rubric import Entry, Rubric, declared

_FIELDS = (
    "points",
    "per_missing",
    "per_failed",
    "per_step",
    "give_back",
    "extra",
    "otherwise",
    "floor",
    "cap",
)
"""The fields of formulas whose points become marks as they stand; points for each percent of a rate do not."""


def finer_than_precision(rubric: Rubric) -> Iterator[Problem]:
    """Yield a warning for each number of points, written for an event or a band, that the rounding of marks changes."""
    step = TICKS // 10**rubric.places
    for item in rubric.items:
        for name, points in _points(item):
            if points.ticks % step:
                facts = {"field": name, "found": points, "expected": decimal_text(step)}
                yield item.finding("rubric-finer-than-precision", name.partition("[")[0], **facts)


def _points(item: Entry) -> Iterator[tuple[str, Points]]:
    if isinstance(item.formula, Bands):
        yield from ((f"bands[{band.at_least}]", band.points) for band in in_order(item.formula.bands))
    for name in _FIELDS:
        for key, points in declared(item, name).items():
            yield f"{name}[{key}]" if key else name, points
