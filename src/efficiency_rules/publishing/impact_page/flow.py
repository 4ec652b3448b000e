"""The flow of grades: a bar for every grade on either side, and ribbons from one side to the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from efficiency_rules.publishing.formulas.view import Words, words
from efficiency_rules.publishing.impact_page.words import SIDES, Side, Way, labelled, named, way

_LEFT, _RIGHT, _THICK = 98, 248, 14
_TOP, _GAP, _LINE = 32, 10, 16
"""Above the first bar, between two of them, and the height of a line of a label."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The units of one grade on one side; `label` has one or two lines."""

    label: tuple[Words, ...]
    count: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The units that go from one grade to another; `path` is its outline."""

    path: str
    way: Way
    words: Words


@dataclass(frozen=True, slots=True)
class Flow:
    """Grades before on the left, after on the right, and what leads from one to the other.

    The bars of a side begin at `left` or `right` and are `thick`; their labels stand outside.
    """

    height: int
    bars: Mapping[Side, tuple[Bar, ...]]
    ribbons: tuple[Ribbon, ...]
    left: int = _LEFT
    right: int = _RIGHT
    thick: int = _THICK


def flow(data: Mapping[str, Any]) -> Flow:
    """Return the flow of grades."""
    titles = {grade["id"]: grade["title"] for grade in data["grades"]}
    order = {id: at for at, id in enumerate(titles)}
    units = max(len(data["units"]), 1)
    scale = Decimal(min(max(units * 4, 160), 340)) / units
    sides = {side: _bars(data, side, scale, titles) for side in SIDES}
    used: dict[tuple[Side, tuple[str, ...]], int] = {}
    ribbons = []
    for one in data["flow"]:
        before, after = (
            _end(sides[side][tuple(one[side])], used, (side, tuple(one[side])), len(one["units"])) for side in SIDES
        )
        told = [named(one[side], titles) for side in SIDES]
        count = len(one["units"])
        ribbons.append(
            Ribbon(
                _outline(before, after),
                way(one["before"], one["after"], order),
                words(
                    f"{told[0]['zh']}到{told[1]['zh']}：{count} 个单位",
                    f"{told[0]['en']} to {told[1]['en']}: {count} units",
                ),
            )
        )
    feet = [bar.y + max(bar.height, _LINE) for bars in sides.values() for bar in bars.values()]
    # What moves lies above what stays.
    ribbons.sort(key=lambda ribbon: ribbon.way != "same")
    return Flow(max(feet, default=_TOP) + _GAP, {s: tuple(bars.values()) for s, bars in sides.items()}, tuple(ribbons))


def _bars(data: Mapping[str, Any], side: Side, scale: Decimal, titles: Mapping[str, str]) -> dict[tuple[str, ...], Bar]:
    counts: dict[tuple[str, ...], int] = {}
    for one in data["flow"]:
        key = tuple(one[side])
        counts[key] = counts.get(key, 0) + len(one["units"])
    order = {id: at for at, id in enumerate(titles)}
    y, bars = _TOP, {}
    for key in sorted(counts, key=lambda key: (not key, [order[id] for id in key])):
        label = tuple(labelled(key, titles))
        height = max(int(counts[key] * scale), 2)
        # A thin bar stands in the middle of the room that its label needs.
        room = max(height, _LINE * len(label))
        bars[key] = Bar(label, counts[key], y + (room - height) // 2, height)
        y += room + _GAP
    return bars


def _end(
    bar: Bar, used: dict[tuple[Side, tuple[str, ...]], int], key: tuple[Side, tuple[str, ...]], count: int
) -> tuple[int, int]:
    """Return from where to where the next `count` units of a bar reach."""
    first = used.get(key, 0)
    used[key] = first + count
    top, bottom = (bar.y + bar.height * at // bar.count for at in (first, first + count))
    return top, max(bottom, top + 1)


def _outline(before: tuple[int, int], after: tuple[int, int]) -> str:
    (a, b), (c, d) = before, after
    left, right, middle = _LEFT + _THICK, _RIGHT, (_LEFT + _THICK + _RIGHT) // 2
    return f"M{left} {a}C{middle} {a} {middle} {c} {right} {c}V{d}C{middle} {d} {middle} {b} {left} {b}Z"
