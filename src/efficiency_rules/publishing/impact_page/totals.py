"""Totals before and after: one row a unit, and how many units lie in each class of totals."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from efficiency_rules.publishing.formulas.view import Words, words
from efficiency_rules.publishing.impact_page.axis import Axis
from efficiency_rules.publishing.impact_page.words import Way, named, way

_FROM, _TO, _STEP = 162, 346, 17
_LONGEST = 13
"""Characters of a name beside a row; the table below the drawing has it whole."""


@dataclass(frozen=True, slots=True)
class Row:
    """One unit in the chart of totals."""

    name: str
    y: int
    before: int
    after: int
    way: Way
    words: Words


@dataclass(frozen=True, slots=True)
class Totals:
    """Totals before and after, the best after first."""

    height: int
    ticks: tuple[tuple[int, str], ...]
    rows: tuple[Row, ...]
    left: int = _FROM
    """Where the axis begins; names stand to its left."""


def totals(data: Mapping[str, Any]) -> Totals:
    """Return the chart of totals; units without a total on either side are left out."""
    units = [unit for unit in data["units"] if unit["total"]["before"] and unit["total"]["after"]]
    units.sort(key=lambda unit: (-Decimal(unit["total"]["after"]), unit["unit"]))
    if not units:
        return Totals(60, (), ())
    values = [Decimal(unit["total"][side]) for unit in units for side in ("before", "after")]
    axis = Axis.over(values, _FROM, _TO, marks=5)
    rows = tuple(_row(data, unit, axis, 40 + at * _STEP) for at, unit in enumerate(units))
    return Totals(48 + len(rows) * _STEP, axis.ticks, rows)


def _row(data: Mapping[str, Any], unit: Mapping[str, Any], axis: Axis, y: int) -> Row:
    titles = {grade["id"]: grade["title"] for grade in data["grades"]}
    order = {id: at for at, id in enumerate(titles)}
    total, grade, name = unit["total"], unit["grade"], unit["name"]
    before, after = (named(grade[side], titles) for side in ("before", "after"))
    told = f"{total['before']} → {total['after']}"
    return Row(
        name=name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…",
        y=y,
        before=axis.at(Decimal(total["before"])),
        after=axis.at(Decimal(total["after"])),
        way=way(grade["before"], grade["after"], order),
        words=words(
            f"{name}：总分 {told}，{before['zh']} → {after['zh']}",
            f"{name}: total {told}, {before['en']} → {after['en']}",
        ),
    )


@dataclass(frozen=True, slots=True)
class Class:
    """A class of totals: how long its two bars are, and how many units they stand for."""

    y: int
    label: str
    before: int
    after: int
    counts: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Classes:
    """How many units have a total of each class, before and after, the highest totals first."""

    height: int
    left: int
    rows: tuple[Class, ...]


_LEFT, _LONG, _ROOM = 74, 246, 30


def classes(data: Mapping[str, Any]) -> Classes:
    """Return the chart of the classes of totals."""
    found = data["classes"]["classes"]
    width = Decimal(data["classes"]["width"])
    most = max((max(one["before"], one["after"]) for one in found), default=1)
    rows = tuple(
        Class(
            y=6 + at * _ROOM,
            label=f"{one['least']}–{Decimal(one['least']) + width:f}",
            before=one["before"] * _LONG // max(most, 1),
            after=one["after"] * _LONG // max(most, 1),
            counts=(one["before"], one["after"]),
        )
        for at, one in enumerate(reversed(found))
    )
    return Classes(10 + len(rows) * _ROOM, _LEFT, rows)
