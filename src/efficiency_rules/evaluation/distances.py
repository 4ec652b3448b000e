"""Distances of a unit to the lines above and below it, in points and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from efficiency_rules.evaluation.certified import Certified
from efficiency_rules.grading.distance import Reach, distances
from efficiency_rules.grading.trials import Trials

MOST_UNITS = 10_000
"""Units of a jurisdiction up to which other totals are tried: each takes one more grading."""

MOST_NAMED = 10
"""Units that a sentence names."""


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a unit is from a line, in points, while all other units stay as they are.

    `grade` is the title of the grade on the other side. `units` stand at the line, nearest on the other side (ids;
    `unit` is the first, empty where there is none), and `points` is the difference of the totals: below zero where
    a restriction puts the lower total on the better side. `waiting`: these units wait for a decision on this line.
    `total` is the total that changes the grade and `change` how far it is: above, the least that is enough; below,
    the most at which the grade may be lost. Both are None where no total does it, and in jurisdictions of more
    than MOST_UNITS units, where it was not tried. `said` is all of it in words.
    """

    side: Literal["above", "below"]
    grade: str
    unit: str
    points: Decimal | None
    waiting: bool
    units: tuple[str, ...]
    total: Decimal | None
    change: Decimal | None
    said: str

    def __str__(self) -> str:
        return self.said


def distances_of(
    certified: Certified, row: Mapping[str, Any], trials: Trials | None, full: Decimal, titles: Mapping[str, str]
) -> tuple[Distance, ...]:
    """Return the distances of a graded unit: to a better grade where there is one, then to a worse one.

    `row` is what the certificate says of the unit; `full` are the points no total exceeds; `titles` of the grades,
    best first. `trials` are None where no other totals shall be tried.
    """
    tried = distances(trials, least="0", most=str(full)) if trials is not None else None
    lines = certified.pool(row["group"])["lines"]
    order = certified.scheme.order
    best, worst = order[row["possible"][0]], order[row["possible"][-1]]
    waits = best < worst
    words = _Words(row, list(titles.values()), order, full, tried is not None)
    found = []
    if waits or best > 0:
        line = lines[best if waits else best - 1]
        reach = tried.enough if tried is not None else None
        found.append(_distance("above", certified, row, line, reach, words))
    if waits or worst < len(lines):
        line = lines[worst - 1 if waits else worst]
        reach = tried.margin if tried is not None else None
        found.append(_distance("below", certified, row, line, reach, words))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Words:
    """What the sentences about one unit share."""

    row: Mapping[str, Any]
    titles: Sequence[str]
    order: Mapping[str, int]
    full: Decimal
    tried: bool

    @property
    def waits(self) -> bool:
        return len(self.row["possible"]) > 1

    def title(self, grade: str) -> str:
        return self.titles[self.order[grade]]

    def line(self, side: str, grade: str, units: Sequence[str], points: Decimal | None, waiting: bool) -> str:
        """Say which units stand at a line and how far it is."""
        better = side == "above"
        if points is None:
            return f"没有单位在“{grade}”界线的{'上' if better else '下'}方"
        where = "界线上" if waiting else "最后" if better else "最前"
        place = f"“{grade}”{where}的 {named(units)}{'（待裁定）' if waiting else ''} "
        if points == 0:
            return f"与{place}同分"
        if better:
            return f"距{place}{points} 分" if points > 0 else f"比{place}高 {-points} 分，因限定列在其后"
        return f"比{place}高 {points} 分" if points > 0 else f"比{place}低 {-points} 分，因限定列在其前"

    def up(self, grade: str, reach: Reach | None) -> str:
        """Say what total would be enough for a better grade."""
        best, worst = self.row["best"], self.row["worst"]
        if reach is not None:
            reached = self.title(reach.possible[-1])
            certain = "确定" if self.waits else ""
            least = "至少" if len(reach.possible) > 1 else ""
            return f"再高 {reach.change} 分（总分 {reach.total} 分）即可{certain}{least}评为“{reached}”（其他单位不变）"
        if best is not None and best == worst:
            return f"因限定为“{self.title(best)}”，总分再高也不能评为“{grade}”"
        if best is not None and self.order[best] > self.titles.index(grade):
            return f"因限定最高为“{self.title(best)}”，总分再高也不能评为“{grade}”"
        if not self.tried:
            return _NOT_TRIED
        return f"总分到满分 {self.full} 分也不能确定评为“{grade}”（其他单位不变）"

    def down(self, grade: str, reach: Reach | None) -> str:
        """Say what total would cost the grade."""
        best, worst = self.row["best"], self.row["worst"]
        if reach is not None:
            lower = f"再低 {reach.change} 分（总分 {reach.total} 分）"
            if self.waits:
                return f"{lower}即确定不能评为“{self.title(self.row['possible'][0])}”（其他单位不变）"
            may = [self.title(each) for each in reach.possible]
            fate = f"评为“{may[0]}”" if len(may) == 1 else f"须待裁定，可能为{'、'.join(may)}"
            return f"{lower}就{fate}（其他单位不变）"
        if worst is not None and best == worst:
            return f"因限定为“{self.title(worst)}”，总分再低也不会评为“{grade}”"
        if worst is not None and self.order[worst] < self.titles.index(grade):
            return f"因限定最低为“{self.title(worst)}”，总分再低也不会评为“{grade}”"
        return "总分再低也不改变等次（其他单位不变）" if self.tried else _NOT_TRIED


_NOT_TRIED = f"参评单位超过 {MOST_UNITS} 个，没有逐一试算改变等次的总分"


def _distance(
    side: Literal["above", "below"],
    certified: Certified,
    row: Mapping[str, Any],
    line: Mapping[str, Any],
    reach: Reach | None,
    words: _Words,
) -> Distance:
    better = side == "above"
    grade = words.title(line["between"][0 if better else 1])
    waiting = bool(line["waiting"]) and not words.waits
    if waiting:
        units, total = _nearest(certified, line["waiting"], last=better)
    else:
        there = line[side]
        units, total = (tuple(there["units"]), there["keys"][0]) if there is not None else ((), "")
    points = None
    if units:
        difference = Decimal(total) - Decimal(row["keys"][0])
        points = difference if better else -difference
    say = words.up if better else words.down
    return Distance(
        side=side,
        grade=grade,
        unit=units[0] if units else "",
        points=points,
        waiting=waiting,
        units=units,
        total=None if reach is None else Decimal(reach.total),
        change=None if reach is None else Decimal(reach.change),
        said=f"{words.line(side, grade, units, points, waiting)}；{say(grade, reach)}",
    )


def _nearest(certified: Certified, waiting: Sequence[str], *, last: bool) -> tuple[tuple[str, ...], str]:
    """Return those of the waiting units that are ranked last, or first, and their total."""
    wanted = set(waiting)
    rows = [row for row in certified.certificate["units"] if row["unit"] in wanted]
    rank = (max if last else min)(row["rank"] for row in rows)
    there = [row for row in rows if row["rank"] == rank]
    return tuple(row["unit"] for row in there), there[0]["keys"][0]


def named(units: Sequence[str]) -> str:
    """Return the ids of units as a list of words, the first ones where they are many."""
    shown = "、".join(units[:MOST_NAMED])
    return shown if len(units) <= MOST_NAMED else f"{shown} 等 {len(units)} 个单位"
