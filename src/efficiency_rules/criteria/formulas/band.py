"""Band: a stretch of rates or values with its points; bands follow each other without gap or overlap."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from efficiency_rules.errors import Problem
from efficiency_rules.points import WHOLE, Percent, Points

Bound = Percent | Points | int
"""Where a band begins or ends: percent of a rate; points, percent or a whole number of a value."""


@dataclass(frozen=True, slots=True)
class Band:
    """From `at_least` on, to just `below` a bound, or `up_to` and including it, or else to the next band."""

    at_least: Bound
    points: Points
    below: Bound | None = None
    up_to: Bound | None = None


Declared = (
    Mapping[Percent, Points]
    | Mapping[Points, Points]
    | Mapping[int, Points]
    | Mapping[Bound, Points]
    | Sequence[Band | tuple[Bound, Points]]
)
"""Bands as an author writes them: `{lower bound: points}`, pairs of these, or Band values."""


def in_order(declared: Declared) -> tuple[Band, ...]:
    """Return the bands, lowest first."""
    entries = declared.items() if isinstance(declared, Mapping) else declared
    bands = (entry if isinstance(entry, Band) else Band(*entry) for entry in entries)
    return tuple(sorted(bands, key=lambda band: number(band.at_least)))


def number(bound: Bound) -> int:
    """Return a bound as a whole number: ticks of points and percent."""
    return bound if isinstance(bound, int) else bound.ticks


def band_problems(bands: Sequence[Band], *, rate: bool, otherwise: bool) -> list[Problem]:
    """Return every gap, overlap and open end of bands in order; `otherwise` covers what lies below them."""
    if not bands:
        return [Problem("formula-empty", facts={"formula": "Bands", "field": "bands"})]
    kinds = {type(bound) for band in bands for bound in (band.at_least, band.below, band.up_to)} - {type(None)}
    if len(kinds) > 1 or (rate and kinds != {Percent}):
        found = "、".join(sorted(kind.__name__ for kind in kinds))
        return [Problem("bands-mixed", facts={"found": found})]
    ends = [problem for band in bands for problem in _two_ends(band)]
    return ends or [*_lowest(bands[0], otherwise), *_between(bands, rate), *_highest(bands[-1], rate)]


def _two_ends(band: Band) -> Iterable[Problem]:
    if band.below is not None and band.up_to is not None:
        facts = {"formula": "Bands", "found": "below、up_to", "expected": "below、up_to"}
        yield Problem("formula-choose-one", facts=facts)


def _lowest(band: Band, otherwise: bool) -> Iterable[Problem]:
    if number(band.at_least) > 0 and not otherwise:
        yield Problem("bands-start", facts={"found": str(band.at_least)})


def _between(bands: Sequence[Band], rate: bool) -> Iterable[Problem]:
    for lower, upper in pairwise(bands):
        end, start = _end(lower, rate), 2 * number(upper.at_least)
        facts = {"low": str(_shown_end(lower)), "high": str(upper.at_least)}
        if lower.at_least == upper.at_least or (end is not None and end > start):
            yield Problem("bands-overlap", facts=facts)
        elif end is not None and end < start:
            yield Problem("bands-gap", facts=facts)


def _highest(band: Band, rate: bool) -> Iterable[Problem]:
    end = _end(band, rate)
    if end is not None and not (rate and end > 2 * WHOLE):
        yield Problem("bands-end", facts={"found": str(_shown_end(band))})


def _end(band: Band, rate: bool) -> int | None:
    """Twice the bound where a band ends, so that a rate may end just behind a bound; None: at the next band."""
    if band.below is not None:
        return 2 * number(band.below)
    if band.up_to is not None:
        # Whole numbers have a next one, rates have not.
        return 2 * number(band.up_to) + (1 if rate else 2)
    return None


def _shown_end(band: Band) -> Bound:
    if band.below is not None:
        return band.below
    return band.at_least if band.up_to is None else band.up_to
