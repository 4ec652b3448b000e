"""Small ledgers around the records that cases hold: the grid on which two rulesets are told apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from typing import Any

from efficiency_rules.evidence.types import Column, EvidenceType

Row = Mapping[str, Any]
Candidate = tuple[Row, ...]

_DAYS = range(-45, 46)
_COPIES = (2, 3, 4, 5, 6, 8, 9, 10, 11, 15, 20, 29, 30, 31, 50)
_MOST_SEEDS = 12
_MOST_PAIRS = 40


def single_records(seeds: Sequence[Row], type: type[EvidenceType], numbers: Iterable[int]) -> Iterator[Candidate]:
    """Yield ledgers of one record: each seed, and each with one column changed; `numbers` are tried for integers."""
    near = sorted({number + by for number in numbers for by in (-1, 0, 1) if number + by >= 0})
    for seed in seeds[:_MOST_SEEDS]:
        yield (seed,)
        for column in type.columns:
            if not column.key and column.kind != "unit":
                yield from (({**seed, column.name: value},) for value in _values(column, seed.get(column.name), near))


def _values(column: Column, now: Any, near: Sequence[int]) -> Iterator[Any]:
    if column.optional:
        yield None
    if column.kind == "choice":
        yield from column.choices
    elif column.kind == "flag":
        yield from (True, False)
    elif column.kind == "day" and isinstance(now, date):
        yield from (now + timedelta(days=days) for days in _DAYS)
    elif column.kind == "integer":
        yield from near
    elif column.kind == "percent":
        yield from (f"{number}%" for number in near if number <= 100)


def several_records(seeds: Sequence[Row]) -> Iterator[Candidate]:
    """Yield ledgers of several records: copies of one seed, and copies of one with a single other one among them."""
    some = seeds[:_MOST_SEEDS]
    yield from ((seed,) * count for count in _COPIES for seed in some)
    pairs = [(one, other) for one, other in product(some, some) if one is not other][:_MOST_PAIRS]
    yield from ((one,) * (count - 1) + (other,) for count in _COPIES for one, other in pairs)


def first_record(type: type[EvidenceType], day: date) -> Row:
    """Return a record to start from where no case has one: first choices, smallest numbers, one day."""
    first: dict[str, Any] = {"flag": True, "day": day, "text": "甲", "points": "1", "percent": "100%"}
    return {
        column.name: column.choices[0] if column.choices else first.get(column.kind, column.at_least or 1)
        for column in type.columns
        if column.kind != "unit"
    }
