"""Exact numbers of grading: decimal text and shares, read without any float."""

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from efficiency_rules.points import WHOLE, Percent

PLACES = 12
"""Decimals that are kept of a key: more than any published total has."""

_DECIMAL = re.compile(rf"-?(0|[1-9][0-9]{{0,11}})(\.[0-9]{{1,{PLACES}}})?", re.ASCII)
_PERCENT = re.compile(r"(0|[1-9][0-9]{0,2})(\.[0-9]{1,4})?%", re.ASCII)
_FRACTION = re.compile(r"([0-9]{1,9})/([1-9][0-9]{0,8})", re.ASCII)


def scaled(text: object) -> int | None:
    """Return decimal text as a whole number of 10**-12, or None where it is no decimal text."""
    if not isinstance(text, str) or not _DECIMAL.fullmatch(text):
        return None
    whole, _, decimals = text.partition(".")
    return int(whole + decimals.ljust(PLACES, "0"))


def decimal_text_of(value: object) -> str | None:
    """Return a number of a document (text, whole number, Decimal or Points) as decimal text, else None."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    elif isinstance(value, Decimal) and value.is_finite():
        value = f"{value:f}"
    return value if isinstance(value, str) and _DECIMAL.fullmatch(value) else None


def share_of(value: object) -> Fraction | None:
    """Return a share (`20%`, `1/3` or a Percent) as a fraction from 0 to 1, or None where it is none."""
    if isinstance(value, Percent):
        share = Fraction(value.ticks, WHOLE)
    elif isinstance(value, str) and _PERCENT.fullmatch(value):
        share = Fraction(Percent(value).ticks, WHOLE)
    elif isinstance(value, str) and (match := _FRACTION.fullmatch(value)):
        share = Fraction(int(match[1]), int(match[2]))
    else:
        return None
    return share if 0 <= share <= 1 else None


def count_of(value: object) -> int | None:
    """Return a number of seats (a whole number or its text) as a whole number from 0, or None where it is none."""
    text = decimal_text_of(value)
    return int(text) if text is not None and text.isdigit() else None


def bare(value: object) -> object:
    """Return the number of `{value, basis, source, note}`, or the value itself where it stands bare."""
    return value["value"] if isinstance(value, Mapping) and "value" in value else value
