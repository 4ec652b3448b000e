"""Standings: what grading knows of each unit, checked and turned into whole numbers (名次)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import mul
from typing import cast

from efficiency_rules.errors import GradingError, Problem
from efficiency_rules.grading.fields import is_list, is_text, shown, suggestion
from efficiency_rules.grading.numbers import scaled
from efficiency_rules.grading.scheme import GradeScheme

Key = tuple[int, ...]
"""The full key of a unit as whole numbers, higher is better throughout."""

Bounds = tuple[int, int]
"""Best and worst grade a unit may get, as positions in the scheme (0 = best)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit before grading.

    `keys` are decimal text: the total, then one raw value for each tie-break key of the scheme, which
    knows the direction. `best` and `worst` are the best and the worst grade (ids) the unit may get, None
    where nothing restricts it; schemes by group need a `group`.
    """

    unit: str
    keys: tuple[str, ...]
    group: str | None = None
    best: str | None = None
    worst: str | None = None


@dataclass(frozen=True, slots=True)
class Contest:
    """The standings as whole numbers, one entry a unit, in input order.

    `keys` are the full keys, higher is better throughout; `bounds` the grades a unit may get, thresholds
    included; `below` the position of the best grade its total alone allows.
    """

    keys: Sequence[Key]
    bounds: list[Bounds]
    below: list[int]


def read_standings(standings: Sequence[Standing], scheme: GradeScheme) -> Contest:
    """Return the contest of these standings; raises GradingError with all their problems."""
    problems = _unit_problems(standings)
    if scheme.pool != "all":
        problems += _group_problems(standings)
    keys, key_problems = _read_keys(standings, scheme)
    bounds, bound_problems = _read_bounds(standings, scheme)
    problems += key_problems + bound_problems
    if problems:
        raise GradingError(problems)
    return contest_of(standings, keys, bounds, scheme)


def contest_of(
    standings: Sequence[Standing], keys: Sequence[Key], bounds: list[Bounds], scheme: GradeScheme
) -> Contest:
    """Return the contest under these keys, with the thresholds in the bounds; raises GradingError where they clash."""
    if not scheme.thresholds:
        return Contest(keys, bounds, [0] * len(keys))
    below = _allowed_by_total([key[0] for key in keys], scheme)
    problems = [
        _threshold_problem(standing, scheme, low)
        for standing, (_, worst), low in zip(standings, bounds, below, strict=True)
        if low > worst
    ]
    if problems:
        raise GradingError(problems)
    return Contest(keys, [(max(best, low), worst) for (best, worst), low in zip(bounds, below, strict=True)], below)


def _unit_problems(standings: Sequence[Standing]) -> list[Problem]:
    problems = [
        Problem("standing-unit-invalid", facts={"row": at, "found": shown(standing.unit)})
        for at, standing in enumerate(standings, 1)
        if not is_text(standing.unit)
    ]
    units = [standing.unit for standing in standings if isinstance(standing.unit, str)]
    if len(set(units)) != len(units):
        problems += [
            Problem("standing-unit-duplicate", facts={"unit": unit, "times": count})
            for unit, count in Counter(units).items()
            if count > 1 and is_text(unit)
        ]
    return problems


def _group_problems(standings: Sequence[Standing]) -> list[Problem]:
    return [
        Problem("standing-group-missing", facts={"unit": standing.unit, "found": shown(standing.group)})
        for standing in standings
        if not is_text(standing.group)
    ]


def _read_keys(standings: Sequence[Standing], scheme: GradeScheme) -> tuple[list[Key], list[Problem]]:
    """Return full keys where higher is better throughout, and the problems of those that cannot be read."""
    signs = (1, *(1 if key.better == "higher" else -1 for key in scheme.breaks))
    read = [_read_key(standing.keys, signs) for standing in standings]
    keys = [key for key in read if key is not None]
    if len(keys) == len(standings):
        return keys, []
    problems = [
        _key_problems(standing, len(signs)) for standing, key in zip(standings, read, strict=True) if key is None
    ]
    return [], [problem for found in problems for problem in found]


def _read_key(texts: object, signs: tuple[int, ...]) -> Key | None:
    """Return one full key, None where it is none."""
    if not isinstance(texts, tuple):
        return _read_key(tuple(texts), signs) if is_list(texts) else None
    try:
        return _key_of(texts, signs)
    except TypeError:
        return None  # One of them cannot be hashed, so it is no text.


@lru_cache(maxsize=2**15)
def _key_of(texts: tuple[object, ...], signs: tuple[int, ...]) -> Key | None:
    """Return `_read_key` of a tuple; keys repeat within a large pool, and from one county to the next."""
    numbers = [number for text in texts if (number := scaled(text)) is not None]
    return tuple(map(mul, signs, numbers)) if len(numbers) == len(texts) == len(signs) else None


def _key_problems(standing: Standing, expected: int) -> list[Problem]:
    texts = standing.keys
    if not is_list(texts):
        return [Problem("standing-keys-not-list", facts={"unit": standing.unit, "found": shown(texts)})]
    if len(texts) != expected:
        facts = {"unit": standing.unit, "found": len(texts), "expected": expected}
        return [Problem("standing-keys-count", facts=facts)]
    return [
        Problem("standing-key-not-decimal", facts={"unit": standing.unit, "position": at, "found": shown(text)})
        for at, text in enumerate(texts, 1)
        if scaled(text) is None
    ]


def _read_bounds(standings: Sequence[Standing], scheme: GradeScheme) -> tuple[list[Bounds], list[Problem]]:
    order = scheme.order
    free = (0, len(order) - 1)
    bounds: list[Bounds] = []
    problems: list[Problem] = []
    for standing in standings:
        if standing.best is None and standing.worst is None:
            bounds.append(free)
            continue
        unknown = [
            (key, grade)
            for key, grade in (("best", standing.best), ("worst", standing.worst))
            if grade is not None and grade not in order
        ]
        for key, grade in unknown:
            facts = {"unit": standing.unit, "key": key, "found": shown(grade), **suggestion(grade, order)}
            problems.append(Problem("standing-grade-unknown", facts=facts))
        if unknown:
            continue
        best = free[0] if standing.best is None else order[standing.best]
        worst = free[1] if standing.worst is None else order[standing.worst]
        if best > worst:
            named = {"unit": standing.unit, "best": standing.best, "worst": standing.worst}
            problems.append(Problem("standing-bounds-contradictory", facts=named))
        bounds.append((best, worst))
    return bounds, problems


def _allowed_by_total(totals: list[int], scheme: GradeScheme) -> list[int]:
    """Return the best grade the total of each unit allows, as a position: one worse than a missed line."""
    # From the best grade on, so that the worst missed line has the last word.
    lines = sorted((scheme.order[line.grade] + 1, cast(int, scaled(line.at_least))) for line in scheme.thresholds)
    below = [0] * len(totals)
    for allowed, at_least in lines:
        below = [allowed if total < at_least else low for total, low in zip(totals, below, strict=True)]
    return below


def _threshold_problem(standing: Standing, scheme: GradeScheme, low: int) -> Problem:
    facts = {
        "unit": standing.unit,
        "total": standing.keys[0],
        "best": scheme.grades[low].id,
        "worst": standing.worst,
    }
    return Problem("standing-threshold-contradictory", facts=facts)


def key_text(texts: Sequence[str]) -> str:
    """Return one spelling of equal decimal texts, whatever their order: the one with most decimals."""
    return max(texts, key=lambda text: (len(text), text))
