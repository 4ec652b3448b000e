"""How the units' points lie in each area, before above after: boxes on an axis of percent."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from efficiency_rules.publishing.formulas.view import Words, words
from efficiency_rules.publishing.impact_page.axis import Axis
from efficiency_rules.publishing.impact_page.words import SIDES, Side

_FROM, _TO, _ROOM = 20, 336, 68
_FIGURES = ("least", "quarter", "middle", "three_quarters", "most", "mean")


@dataclass(frozen=True, slots=True)
class Box:
    """One area on one side: extremes, quartiles, middle, as places on the axis of percent of the area's points."""

    side: Side
    y: int
    least: int
    quarter: int
    middle: int
    three_quarters: int
    most: int
    mean: int
    words: Words


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas in order: where the title of each stands, and its boxes below it."""

    height: int
    ticks: tuple[tuple[int, str], ...]
    titles: tuple[tuple[int, str], ...]
    boxes: tuple[Box, ...]


def areas(data: Mapping[str, Any]) -> Areas:
    """Return the chart of the areas; an area that a side does not have, or is worth nothing there, has no box."""
    rates = [
        Decimal(figures[name]) * 100 / Decimal(figures["full"])
        for area in data["areas"]
        for figures in (area[side] for side in SIDES)
        if _drawn(figures)
        for name in _FIGURES
    ]
    axis = Axis.over([*rates, Decimal(100)], _FROM, _TO, marks=6)
    titles, boxes = [], []
    for at, area in enumerate(data["areas"]):
        y = 46 + at * _ROOM
        titles.append((y, area["title"]))
        boxes += [_box(area, side, axis, y + 8 + 21 * line) for line, side in enumerate(SIDES) if _drawn(area[side])]
    return Areas(40 + len(titles) * _ROOM, axis.ticks, tuple(titles), tuple(boxes))


def _drawn(figures: Mapping[str, str] | None) -> bool:
    return figures is not None and Decimal(figures["full"]) != 0


def _box(area: Mapping[str, Any], side: Side, axis: Axis, y: int) -> Box:
    own = area[side]
    full = Decimal(own["full"])
    places = {name: axis.at(Decimal(own[name]) * 100 / full) for name in _FIGURES}
    mean = Decimal(own["mean"]).quantize(Decimal("0.01"))
    told = words(
        f"{area['title']}{SIDES[side]['zh']}：满分 {own['full']} 分，最低 {own['least']}，中位 {own['middle']}，"
        f"最高 {own['most']}，平均 {mean}",
        f"{area['title']} {SIDES[side]['en']}: worth {own['full']}, least {own['least']}, median {own['middle']}, "
        f"most {own['most']}, mean {mean}",
    )
    return Box(side, y, **places, words=told)
