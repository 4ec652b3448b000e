"""The values one step away from a value: a number by its own precision, a choice by its neighbours."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(%?)", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def one_step(value: object) -> list[Any]:
    """Return the values one step above and below a number, percentage or day, the other one of a flag; else none.

    The step is one of the last digit as written: 0.17 and 0.15 for 0.16, 81% and 79% for 80%.
    """
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1]
    if not isinstance(value, str):
        return []
    if _DAY.fullmatch(value):
        return [str(date.fromisoformat(value) + timedelta(days=days)) for days in (1, -1)]
    return [moved(value, sign * step_of(value)) for sign in (1, -1)] if _NUMBER.fullmatch(value) else []


def step_of(value: object) -> Decimal:
    """Return one of the last digit of a number or percentage as written."""
    decimals = str(value).removesuffix("%").partition(".")[2]
    return Decimal(1).scaleb(-len(decimals))


def moved(value: object, by: Decimal) -> Any:
    """Return a number or percentage moved, written like the original; a whole number stays one where it can."""
    match = _NUMBER.fullmatch(str(value))
    if match is None:
        raise ValueError(f"{value!r} is no number")
    number = Decimal(match[1]) + by
    return int(number) if isinstance(value, int) and number == int(number) else f"{number:f}{match[2]}"


def neighbours(value: object, choices: Sequence[Any]) -> Iterator[Any]:
    """Yield the choices beside a value: the next, then the one before."""
    if value in choices:
        at = choices.index(value)
        yield from choices[at + 1 : at + 2]
        yield from choices[max(at - 1, 0) : at]
