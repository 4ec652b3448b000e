"""Where things stand in the charts of an impact: whole numbers of the drawing's own units, from the data alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, Literal

Data = Mapping[str, Any]
Way = Literal["same", "better", "worse", "open"]
"""Where a ribbon or a row leads; `open`: a grade that waits for a decision, or none."""

WAYS: Mapping[Way, str] = {"same": "不变", "better": "升", "worse": "降", "open": "涉及待裁定"}

WIDTH = 720
"""The width of a drawing; it is scaled to its column."""


def signed(points: str) -> str:
    """Return points with a sign before them, a real minus below zero."""
    if points.startswith("-"):
        return "−" + points[1:]
    return points if Decimal(points) == 0 else "+" + points


def short(words: str) -> str:
    """Return the first change of a step, and how many more there are."""
    first, more, rest = words.partition("；")
    return f"{first}，等 {rest.count('；') + 2} 处" if more else words


def grades_text(grades: Sequence[str], titles: Mapping[str, str]) -> str:
    """Return the grades that a unit can get in words."""
    if not grades:
        return "不定等次"
    named = "／".join(titles[grade] for grade in grades)
    return named if len(grades) == 1 else f"待裁定（{named}）"


@dataclass(frozen=True, slots=True)
class Bar:
    """A stack's part: the units of one grade on one side."""

    label: str
    count: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The units that go from one grade to another; `path` is its outline."""

    path: str
    way: Way
    words: str


@dataclass(frozen=True, slots=True)
class Flow:
    """Grades before on the left, after on the right, and what leads from one to the other."""

    height: int
    before: tuple[Bar, ...]
    after: tuple[Bar, ...]
    ribbons: tuple[Ribbon, ...]


_TOP, _GAP, _LEFT, _RIGHT, _BAR = 34, 14, 170, 550, 18


def flow(data: Data) -> Flow:
    """Return the flow of grades."""
    titles = {grade["id"]: grade["title"] for grade in data["grades"]}
    order = {id: at for at, id in enumerate(titles)}
    units = max(len(data["units"]), 1)
    scale = Decimal(min(max(units * 5, 200), 420)) / units
    sides: dict[str, dict[tuple[str, ...], Bar]] = {}
    for side in ("before", "after"):
        counts: dict[tuple[str, ...], int] = {}
        for one in data["flow"]:
            key = tuple(one[side])
            counts[key] = counts.get(key, 0) + len(one["units"])
        y, bars = _TOP, {}
        for key in sorted(counts, key=lambda key: (not key, [order[id] for id in key])):
            height = max(int(counts[key] * scale), 2)
            bars[key] = Bar(grades_text(key, titles), counts[key], y, height)
            y += height + _GAP
        sides[side] = bars
    used: dict[tuple[str, tuple[str, ...]], int] = {}
    ribbons = []
    for one in data["flow"]:
        ends = []
        for side in ("before", "after"):
            key, bar = tuple(one[side]), sides[side][tuple(one[side])]
            first = used.get((side, key), 0)
            used[side, key] = first + len(one["units"])
            top, bottom = (bar.y + bar.height * at // bar.count for at in (first, first + len(one["units"])))
            ends.append((top, max(bottom, top + 1)))
        (a, b), (c, d) = ends
        left, right, middle = _LEFT + _BAR, _RIGHT, (_LEFT + _BAR + _RIGHT) // 2
        path = f"M{left} {a}C{middle} {a} {middle} {c} {right} {c}V{d}C{middle} {d} {middle} {b} {left} {b}Z"
        words = f"{grades_text(one['before'], titles)}到{grades_text(one['after'], titles)}：{len(one['units'])} 个单位"
        ribbons.append(Ribbon(path, _way(one["before"], one["after"], order), words))
    height = max(bar.y + bar.height for bars in sides.values() for bar in bars.values()) + 10 if data["units"] else 60
    still = [one for one in ribbons if one.way == "same"]
    moving = [one for one in ribbons if one.way != "same"]
    return Flow(height, tuple(sides["before"].values()), tuple(sides["after"].values()), (*still, *moving))


def _way(before: Sequence[str], after: Sequence[str], order: Mapping[str, int]) -> Way:
    if list(before) == list(after):
        return "same"
    if len(before) != 1 or len(after) != 1:
        return "open"
    return "better" if order[after[0]] < order[before[0]] else "worse"


@dataclass(frozen=True, slots=True)
class Row:
    """One unit in the chart of totals."""

    name: str
    y: int
    before: int
    after: int
    way: Way
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Marks of a horizontal axis: where they stand, and what they say."""

    ticks: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Totals before and after, one row a unit, the best after first."""

    height: int
    scale: Scale
    rows: tuple[Row, ...]


_FROM, _TO, _STEP = 210, 690, 17


def totals(data: Data) -> Totals:
    """Return the chart of totals; units without a total on either side are left out."""
    order = {grade["id"]: at for at, grade in enumerate(data["grades"])}
    titles = {grade["id"]: grade["title"] for grade in data["grades"]}
    units = [unit for unit in data["units"] if unit["total"]["before"] and unit["total"]["after"]]
    units.sort(key=lambda unit: (-Decimal(unit["total"]["after"]), unit["unit"]))
    if not units:
        return Totals(60, Scale(()), ())
    values = [Decimal(unit["total"][side]) for unit in units for side in ("before", "after")]
    axis = _Axis.over(values, _FROM, _TO)
    rows = tuple(
        Row(
            name=unit["name"],
            y=40 + at * _STEP,
            before=axis.at(Decimal(unit["total"]["before"])),
            after=axis.at(Decimal(unit["total"]["after"])),
            way=_way(unit["grade"]["before"], unit["grade"]["after"], order),
            words=f"{unit['name']}：总分 {unit['total']['before']} → {unit['total']['after']}，"
            f"{grades_text(unit['grade']['before'], titles)} → {grades_text(unit['grade']['after'], titles)}",
        )
        for at, unit in enumerate(units)
    )
    return Totals(48 + len(rows) * _STEP, axis.scale(), rows)


@dataclass(frozen=True, slots=True)
class _Axis:
    """From `least` to `most` points, on the way from one edge to the other."""

    least: Decimal
    most: Decimal
    width: Decimal
    left: int
    right: int

    @classmethod
    def over(cls, values: Sequence[Decimal], left: int, right: int) -> "_Axis":
        """Return an axis with round marks, ten at most, that all values lie on."""
        spread = max(values) - min(values)
        width = next((w for w in _MARKS if spread <= w * 8), _MARKS[-1])
        least = (min(values) / width).to_integral_value(ROUND_FLOOR) * width
        most = max((max(values) / width).to_integral_value(ROUND_CEILING) * width, least + width)
        return cls(least, most, width, left, right)

    def at(self, value: Decimal) -> int:
        """Return where a value stands."""
        return self.left + int((value - self.least) / (self.most - self.least) * (self.right - self.left))

    def scale(self) -> Scale:
        """Return its marks."""
        count = int((self.most - self.least) / self.width)
        marks = (self.least + self.width * at for at in range(count + 1))
        return Scale(tuple((self.at(mark), f"{mark.normalize():f}") for mark in marks))


_MARKS = tuple(Decimal(text) for text in ("0.1", "0.2", "0.5", "1", "2", "5", "10", "20", "50", "100", "200", "500"))


@dataclass(frozen=True, slots=True)
class Part:
    """One step: a bar from zero to the mean that it adds to a unit's total."""

    number: int
    y: int
    x: int
    width: int
    way: Way
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Contributions:
    """The mean part of each step in the change of a unit's total, in document order."""

    height: int
    zero: int
    scale: Scale
    parts: tuple[Part, ...]


def contributions(data: Data) -> Contributions:
    """Return the chart of what each step adds to a unit's total in the mean, rounded to 0.01 points."""
    units = max(len(data["units"]), 1)
    means = [(Decimal(step["shapley"]["points"]) / units).quantize(Decimal("0.01")) for step in data["steps"]]
    axis = _Axis.over([Decimal(0), *means], 60, 660)
    zero, parts = axis.at(Decimal(0)), []
    for at, (step, mean) in enumerate(zip(data["steps"], means, strict=True)):
        end = axis.at(mean)
        way: Way = "better" if mean > 0 else "worse" if mean < 0 else "same"
        words = f"{short(step['zh'])}：平均每个单位 {signed(str(mean))} 分"
        parts.append(Part(at + 1, 40 + at * 24, min(zero, end), abs(end - zero), way, signed(str(mean)), words))
    return Contributions(46 + len(parts) * 24, zero, axis.scale(), tuple(parts))


_SIDES: tuple[Literal["before", "after"], ...] = ("before", "after")


@dataclass(frozen=True, slots=True)
class Box:
    """One area on one side: extremes, quartiles, middle, as places on the axis of percent of the area's points."""

    side: Literal["before", "after"]
    y: int
    least: int
    quarter: int
    middle: int
    three_quarters: int
    most: int
    mean: int
    words: str


@dataclass(frozen=True, slots=True)
class Areas:
    """How the units' points lie in each area, before above after, in percent of what the area is worth."""

    height: int
    scale: Scale
    titles: tuple[tuple[int, str], ...]
    boxes: tuple[Box, ...]


def areas(data: Data) -> Areas:
    """Return the chart of the areas."""
    figures = ("least", "quarter", "middle", "three_quarters", "most", "mean")
    rates = [
        Decimal(side[name]) * 100 / Decimal(side["full"])
        for area in data["areas"]
        for side in (area["before"], area["after"])
        if side and Decimal(side["full"])
        for name in figures
    ]
    axis = _Axis.over([*rates, Decimal(100)], 200, 690)
    titles, boxes = [], []
    for at, area in enumerate(data["areas"]):
        y = 44 + at * 52
        titles.append((y + 14, area["title"]))
        for line, name in enumerate(_SIDES):
            side = area[name]
            if not side or not Decimal(side["full"]):
                continue
            places = {figure: axis.at(Decimal(side[figure]) * 100 / Decimal(side["full"])) for figure in figures}
            said = "之前" if name == "before" else "之后"
            words = (
                f"{area['title']}{said}：满分 {side['full']} 分，最低 {side['least']}，中位 {side['middle']}，"
                f"最高 {side['most']}，平均 {Decimal(side['mean']).quantize(Decimal('0.01'))}"
            )
            boxes.append(Box(name, y + line * 20, **places, words=words))
    return Areas(44 + len(titles) * 52, axis.scale(), tuple(titles), tuple(boxes))


@dataclass(frozen=True, slots=True)
class Column:
    """A class of totals: two columns side by side."""

    x: int
    width: int
    label: str
    before: int
    after: int
    counts: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Classes:
    """How many units have a total of each class, before and after; heights are from the base line."""

    base: int
    columns: tuple[Column, ...]


def classes(data: Data) -> Classes:
    """Return the chart of the classes of totals."""
    found = data["classes"]["classes"]
    most = max((max(one["before"], one["after"]) for one in found), default=1)
    width = 640 // max(len(found), 1)
    columns = (
        Column(
            x=40 + at * width,
            width=max(width // 2 - 3, 3),
            label=one["least"],
            before=one["before"] * 170 // max(most, 1),
            after=one["after"] * 170 // max(most, 1),
            counts=(one["before"], one["after"]),
        )
        for at, one in enumerate(found)
    )
    return Classes(210, tuple(columns))
