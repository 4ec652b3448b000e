"""The explanation of one unit: every point with clause, arithmetic and evidence, and the way to the next grade.

It is made from a result's tables alone, so an evaluation in memory and a result folder read back explain alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from efficiency_rules.criteria.states import STATE_TITLES
from efficiency_rules.errors import InputError, Problem, near
from efficiency_rules.period import Period

if TYPE_CHECKING:
    from efficiency_rules.evaluation.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """One lost (negative) or gained point, in points, with the record that proves it."""

    points: Decimal
    reason: str
    evidence: str
    clause: str


@dataclass(frozen=True, slots=True)
class ExplainedMark:
    """One criterion: its mark (None where it does not count) of the full points, and its lines."""

    criterion: str
    title: str
    clause: str
    state: str
    points: Decimal | None
    full: Decimal
    reason: str
    lines: tuple[ExplainedLine, ...]


@dataclass(frozen=True, slots=True)
class ExplainedArea:
    """One area: its total, its marks, and its rescale lines."""

    area: str
    title: str
    full: Decimal
    total: Decimal | None
    marks: tuple[ExplainedMark, ...]
    lines: tuple[ExplainedLine, ...]


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a unit is from a line, in points, while all other units stay as they are.

    above: the last unit of the better grade `grade` (a title); passing it by any amount is enough.
    below: the first unit of the worse grade. `waiting`: that unit waits for a decision on this very line.
    """

    side: Literal["above", "below"]
    grade: str
    unit: str
    points: Decimal
    waiting: bool

    def __str__(self) -> str:
        waiting = "，待裁定" if self.waiting else ""
        if self.points == 0:
            side = "上一等次" if self.side == "above" else "下一等次"
            return f"与{side}（{self.grade}）的 {self.unit} 同分，先后由排序依据或裁定决定"
        if self.side == "above":
            name = f"距上一等次（{self.grade}）最后一名 {self.unit}"
            return f"{name}{waiting}，差 {self.points} 分；其他单位不变时，超过它即可升等"
        return f"比下一等次（{self.grade}）第一名 {self.unit}{waiting}，高 {self.points} 分"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Every point of one unit; `str()` for people, `to_dict()` for systems."""

    unit: str
    name: str
    group: str
    group_title: str
    ruleset: str
    ruleset_title: str
    period: str
    status: str
    full: Decimal
    total: Decimal | None
    rank: int | None
    units: int
    grade: str | None
    grade_title: str | None
    why: str
    distances: tuple[Distance, ...]
    consequences: tuple[str, ...]
    areas: tuple[ExplainedArea, ...]

    def only(self, criterion: str) -> "Explanation":
        """Return the explanation of one criterion; KeyError when the unit has no such mark."""
        areas = tuple(
            ExplainedArea(a.area, a.title, a.full, a.total, kept, ())
            for a in self.areas
            if (kept := tuple(mark for mark in a.marks if mark.criterion == criterion))
        )
        if not areas:
            raise KeyError(criterion)
        values = {name: getattr(self, name) for name in self.__slots__}
        return Explanation(**(values | {"areas": areas}))

    def to_dict(self) -> dict[str, Any]:
        """Return the explanation as plain data; points as decimal text."""
        data: dict[str, Any] = _plain(asdict(self))
        return data

    def __str__(self) -> str:
        return "\n".join(_written(self))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def _written(explanation: Explanation) -> list[str]:
    e = explanation
    titles = {str(state): title for state, title in STATE_TITLES.items()}
    text = [
        f"{e.name}（{e.unit}，{e.group_title}）",
        f"{e.ruleset_title}，评价周期：{Period.parse(e.period).title}{_STANDING[e.status]}",
    ]
    text.append(e.why or ("总分未定" if e.total is None else f"总分 {e.total} 分（满分 {e.full} 分），不定等次"))
    text += [f"  {distance}" for distance in e.distances]
    text += [f"  {words}" for words in e.consequences]
    for area in e.areas:
        total = "—" if area.total is None else str(area.total)
        text += ["", f"{area.title}  {total}／{area.full}"]
        for mark in area.marks:
            points = "—" if mark.points is None else str(mark.points)
            state = "" if mark.state == "scored" else f"【{titles[mark.state]}】"
            text.append(f"  {mark.title}（方案{mark.clause}）{points}／{mark.full} {state}{mark.reason}")
            text += [_line(line) for line in mark.lines]
        text += [_line(line)[2:] for line in area.lines]
    return text


_STANDING = {
    "final": "",
    "undecided": "（有并列待裁定）",
    "provisional": "（暂定：撇开了有错误的记录）",
    "interim": "（半年评价，只出报告；未到期的项目年终计分）",
    "incomplete": "（评价不完整）",
}


def _line(line: ExplainedLine) -> str:
    evidence = f"  依据：{line.evidence}" if line.evidence else ""
    return f"    {line.points:+}  {line.reason}{evidence}"


def explain(evaluation: "Evaluation", unit: str) -> Explanation:
    """Return the explanation of one unit, given by id or name, reading that unit's records only.

    Raises InputError with near names when it was not evaluated.
    """
    from efficiency_rules.evaluation import tables

    unit = unit_id(unit, [(unit.id, unit.name) for unit in evaluation.roster])
    at = evaluation.roster.index[unit]
    wanted = np.zeros(len(evaluation.roster), dtype=bool)
    wanted[at] = True
    return from_tables(
        unit=unit,
        standings=evaluation.standings.to_dicts(),
        marks=tables.marks(evaluation, wanted).to_dicts(),
        lines=tables.lines(evaluation, wanted).to_dicts(),
        about=tables.about(evaluation),
        placements={
            placement.unit: placement.why
            for grading in (evaluation.graded.gradings.values() if evaluation.graded else ())
            for placement in grading.placements
        }
        | ({left.unit: left.why for left in evaluation.graded.ungraded} if evaluation.graded else {}),
    )


def unit_id(asked: str, units: Sequence[tuple[str, str]]) -> str:
    """Return the id of a unit given by id or name; raises InputError with near names."""
    ids = [id for id, name in units if asked == id] or [id for id, name in units if asked == name]
    if len(ids) != 1:
        known = [word for unit in units for word in unit]
        raise InputError(Problem("unit-not-evaluated", facts={"found": asked, "near": near(asked, known)}))
    return ids[0]


def from_tables(
    *,
    unit: str,
    standings: Sequence[Mapping[str, Any]],
    marks: Sequence[Mapping[str, Any]],
    lines: Sequence[Mapping[str, Any]],
    about: Mapping[str, Any],
    placements: Mapping[str, str],
) -> Explanation:
    """Return the explanation of one unit from the rows of a result's tables.

    `marks` and `lines` hold the unit's own rows at least, `about` what tables.about returns.
    """
    own = next(row for row in standings if row["unit"] == unit)
    here = [row for row in standings if row["jurisdiction"] == own["jurisdiction"] and row["rank"] is not None]
    titles = {criterion["id"]: criterion for criterion in about["criteria"]}
    own_marks = [row for row in marks if row["unit"] == unit]
    own_lines = [row for row in lines if row["unit"] == unit]
    areas = []
    for area in about["areas"]:
        explained = tuple(
            ExplainedMark(
                criterion=row["criterion"],
                title=titles[row["criterion"]]["title"],
                clause=titles[row["criterion"]]["clause"],
                state=row["state"],
                points=row["points"],
                full=row["full"],
                reason=row["reason"],
                lines=tuple(_explained(line) for line in own_lines if line["criterion"] == row["criterion"]),
            )
            for row in own_marks
            if titles[row["criterion"]]["area"] == area["id"]
        )
        rescales = tuple(_explained(x) for x in own_lines if not x["criterion"] and x["area"] == area["id"])
        full = Decimal(area["full"])
        areas.append(ExplainedArea(area["id"], area["title"], full, own[area["id"]], explained, rescales))
    return Explanation(
        unit=unit,
        name=own["name"],
        group=own["group"],
        group_title=about["groups"][own["group"]],
        ruleset=about["ruleset"]["id"],
        ruleset_title=about["ruleset"]["title"],
        period=about["period"],
        status=about["status"],
        full=sum((Decimal(area["full"]) for area in about["areas"]), Decimal(0)),
        total=own["total"],
        rank=own["rank"],
        units=len(here),
        grade=own["grade"],
        grade_title=about["grades"].get(own["grade"]),
        why=placements.get(unit, ""),
        distances=_distances(own, here, about["grades"]),
        consequences=tuple(
            f"结果应用（方案{consequence['clause']}）：{consequence['quote']}"
            for consequence in about["consequences"].get(own["grade"], ())
        ),
        areas=tuple(areas),
    )


def _explained(row: Mapping[str, Any]) -> ExplainedLine:
    return ExplainedLine(row["points"], row["reason"], row["evidence"] or "", row["clause"])


def _distances(
    own: Mapping[str, Any], here: Sequence[Mapping[str, Any]], titles: Mapping[str, str]
) -> tuple[Distance, ...]:
    """Return how far the lines above and below are, holding all other units fixed.

    A unit that waits for a decision stands on a line: whoever is ranked below it must pass it all the same.
    """
    if own["grade"] not in titles:
        return ()
    grades = list(titles)
    place = grades.index(own["grade"])
    above = [row for row in here if _side(row, own, grades) < place]
    below = [row for row in here if _side(row, own, grades) > place]
    found = []
    if above:
        last = max(above, key=lambda row: (row["rank"], row["unit"]))
        title = titles[last["grade"] or grades[place - 1]]
        found.append(Distance("above", title, last["unit"], last["total"] - own["total"], not last["grade"]))
    if below:
        first = min(below, key=lambda row: (row["rank"], row["unit"]))
        title = titles[first["grade"] or grades[place + 1]]
        found.append(Distance("below", title, first["unit"], own["total"] - first["total"], not first["grade"]))
    return tuple(found)


def _side(row: Mapping[str, Any], own: Mapping[str, Any], grades: Sequence[str]) -> int:
    """Return the place of a unit's grade; one that waits counts as just above or below, as it is ranked."""
    if row["grade"] in grades:
        return grades.index(row["grade"])
    own_place = grades.index(own["grade"])
    return own_place - 1 if row["rank"] < own["rank"] else own_place + 1
