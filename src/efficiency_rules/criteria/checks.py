"""What every formula refuses when it is built, and what it reports against an item's full points."""

from collections.abc import Iterable, Mapping
from typing import NoReturn

from efficiency_rules.errors import Problem, ValueProblem
from efficiency_rules.points import Percent, Points

Declared = Points | Percent | Mapping[str, Points] | None


def refuse(problems: Iterable[Problem]) -> None:
    """Raise ValueProblem with all problems, when there are any."""
    found = tuple(problems)
    if found:
        raise ValueProblem(found)


def not_negative(formula: str, **declared: Declared) -> list[Problem]:
    """Return a problem for each declared number below zero; TypeError for what is not exact."""
    problems = []
    for name, number in _each(declared):
        if not isinstance(number, Points | Percent):
            _inexact(formula, name, number)
        if number < 0:
            facts = {"formula": formula, "field": name, "found": str(number)}
            problems.append(Problem("formula-negative", facts=facts))
    return problems


def within(formula: str, low: Points | Percent, high: Points | Percent, **declared: Declared) -> list[Problem]:
    """Return a problem for each declared number outside low to high; TypeError for what is not exact."""
    problems = []
    for name, number in _each(declared):
        if not isinstance(number, type(low)):
            _inexact(formula, name, number)
        if not low <= number <= high:
            facts = {"formula": formula, "field": name, "found": str(number), "low": str(low), "high": str(high)}
            problems.append(Problem("formula-out-of-range", facts=facts))
    return problems


def at_least(formula: str, least: int, **declared: int | None) -> list[Problem]:
    """Return a problem for each declared count below the least."""
    return [
        Problem("formula-too-few", facts={"formula": formula, "field": name, "found": number, "least": least})
        for name, number in declared.items()
        if number is not None and number < least
    ]


def one_of(formula: str, **given: object) -> list[Problem]:
    """Return a problem unless exactly one of these is given."""
    found = [name for name, value in given.items() if value is not None]
    if len(found) == 1:
        return []
    facts = {"formula": formula, "found": "、".join(found) or "0", "expected": "、".join(given)}
    return [Problem("formula-choose-one", facts=facts)]


def not_empty(formula: str, **given: object) -> list[Problem]:
    """Return a problem for each list or table without entries."""
    return [
        Problem("formula-empty", facts={"formula": formula, "field": name})
        for name, value in given.items()
        if isinstance(value, Mapping | list | tuple) and not value
    ]


def above_full(formula: str, full: Points, **declared: Declared) -> list[Problem]:
    """Return an error for each of these numbers that is more than the item's full points."""
    return [
        Problem("formula-above-full", facts={"formula": formula, "field": name, "found": number, "full": full})
        for name, number in _each(declared)
        if number > full
    ]


def more_than_all(formula: str, most: Points, **declared: Declared) -> list[Problem]:
    """Return a warning for each single cost that is more than all the item can lose."""
    return [
        Problem("formula-more-than-all", facts=facts, severity="warning")
        for name, number in _each(declared)
        if number > most
        for facts in ({"formula": formula, "field": name, "found": number, "most": most},)
    ]


def losable(full: Points, floor: Points) -> Points:
    """Return how much an item can lose above its floor."""
    return Points.from_ticks(max(full.ticks - floor.ticks, 0))


def _each(declared: Mapping[str, Declared]) -> Iterable[tuple[str, Points | Percent]]:
    for name, value in declared.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}[{key}]", number) for key, number in value.items())
        elif value is not None:
            yield name, value


def _inexact(formula: str, name: str, found: object) -> NoReturn:
    raise TypeError(f"{formula}.{name}: use Points or Percent, not {type(found).__name__} ({found!r})")
