"""Words of an impact's page, in Chinese and English; titles and names stay as written."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from efficiency_rules.publishing.formulas.view import Words, words

Way = Literal["same", "better", "worse", "open"]
"""Where a unit's grade leads; `open`: to or from a grade that waits for a decision, or none."""

Side = Literal["before", "after"]

SIDES: Mapping[Side, Words] = {"before": words("之前", "before"), "after": words("之后", "after")}

_OPEN, _NONE = words("待裁定", "undecided"), words("不定等次", "not graded")


def signed(points: str) -> str:
    """Return points with a sign before them, a real minus below zero."""
    if points.startswith("-"):
        return "−" + points[1:]
    return points if Decimal(points) == 0 else "+" + points


def minus(number: str) -> str:
    """Return a number with a real minus below zero."""
    return number.replace("-", "−")


def changes(step: Mapping[str, str]) -> list[Words]:
    """Return the changes of a step one by one, each in both languages; all at once where they cannot be told apart."""
    zh, en = step["zh"].split("；"), step["en"].split("; ")
    if len(zh) != len(en):
        return [words(step["zh"], step["en"])]
    return [words(one, other) for one, other in zip(zh, en, strict=True)]


def short(step: Mapping[str, str]) -> Words:
    """Return the first change of a step, and how many there are where it has more."""
    first, *more = changes(step)
    if not more:
        return first
    count = len(more) + 1
    return words(f"{first['zh']}，等 {count} 处", f"{first['en']}; {count} changes in all")


def named(grades: Sequence[str], titles: Mapping[str, str]) -> Words:
    """Return the grades that a unit can get in words."""
    lines = labelled(grades, titles)
    if len(lines) == 1:
        return lines[0]
    return words(f"{lines[0]['zh']}（{lines[1]['zh']}）", f"{lines[0]['en']} ({lines[1]['en']})")


def labelled(grades: Sequence[str], titles: Mapping[str, str]) -> list[Words]:
    """Return the same as lines beside a bar: one line, or two where a decision is open."""
    if not grades:
        return [_NONE]
    which = "／".join(titles[grade] for grade in grades)
    return [words(which, which)] if len(grades) == 1 else [_OPEN, words(which, which)]


def way(before: Sequence[str], after: Sequence[str], order: Mapping[str, int]) -> Way:
    """Return where a change of grades leads; `order` is the place of each grade, the best first."""
    if list(before) == list(after):
        return "same"
    if len(before) != 1 or len(after) != 1:
        return "open"
    return "better" if order[after[0]] < order[before[0]] else "worse"
