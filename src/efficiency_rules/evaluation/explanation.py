"""The explanation of one unit: every point with clause, arithmetic and evidence, and the way to the next grade.

It is made from a result's tables alone, so an evaluation in memory and a result folder read back explain alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from efficiency_rules.criteria.states import STATE_TITLES

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
class Explanation:
    """Every point of one unit; `str()` for people, `to_dict()` for systems."""

    unit: str
    name: str
    group: str
    ruleset: str
    period: str
    status: str
    total: Decimal | None
    rank: int | None
    units: int
    grade: str | None
    why: str
    distances: tuple[str, ...]
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
    rank = f"，第 {e.rank} 名（共 {e.units} 个单位）" if e.rank is not None else ""
    total = "—" if e.total is None else f"{e.total} 分"
    grade = f"，等次：{e.grade}" if e.grade else ""
    text = [f"{e.name}（{e.unit}，{e.group}）{e.ruleset} {e.period}：总分 {total}{rank}{grade}"]
    text += [e.why] if e.why else []
    text += [f"  {words}" for words in e.distances]
    for area in e.areas:
        total = "—" if area.total is None else str(area.total)
        text += ["", f"{area.title}  {total}／{area.full}"]
        for mark in area.marks:
            points = "—" if mark.points is None else str(mark.points)
            state = "" if mark.state == "scored" else f"【{STATE_TITLES[mark.state]}】"  # type: ignore[index]
            text.append(f"  {mark.title}（方案{mark.clause}）{points}／{mark.full} {state}{mark.reason}")
            text += [_line(line) for line in mark.lines]
        text += [_line(line) for line in area.lines]
    return text


def _line(line: ExplainedLine) -> str:
    evidence = f"  依据：{line.evidence}" if line.evidence else ""
    return f"    {line.points:+}  {line.reason}{evidence}"


def explain(evaluation: "Evaluation", unit: str) -> Explanation:
    """Return the explanation of one unit, reading that unit's records only; KeyError when it is unknown."""
    from efficiency_rules.evaluation import tables

    at = evaluation.roster.index[unit]
    wanted = np.zeros(len(evaluation.roster), dtype=bool)
    wanted[at] = True
    ruleset = evaluation.ruleset
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
        group=ruleset.groups[evaluation.roster[unit].group],
    )


def from_tables(
    *,
    unit: str,
    standings: Sequence[Mapping[str, Any]],
    marks: Sequence[Mapping[str, Any]],
    lines: Sequence[Mapping[str, Any]],
    about: Mapping[str, Any],
    placements: Mapping[str, str],
    group: str,
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
        group=group,
        ruleset=about["ruleset"],
        period=about["period"],
        status=about["status"],
        total=own["total"],
        rank=own["rank"],
        units=len(here),
        grade=about["grades"].get(own["grade"]),
        why=placements.get(unit, ""),
        distances=_distances(own, here, about["grades"]),
        areas=tuple(areas),
    )


def _explained(row: Mapping[str, Any]) -> ExplainedLine:
    return ExplainedLine(row["points"], row["reason"], row["evidence"] or "", row["clause"])


def _distances(own: Mapping[str, Any], here: Sequence[Mapping[str, Any]], titles: Mapping[str, str]) -> tuple[str, ...]:
    """Say how far the lines above and below are, holding all other units fixed."""
    if own["grade"] not in titles:
        return ()
    grades = list(titles)
    place = grades.index(own["grade"])
    words = []
    above = [row for row in here if row["grade"] in grades and grades.index(row["grade"]) < place]
    below = [row for row in here if row["grade"] in grades and grades.index(row["grade"]) > place]
    if above:
        nearest = min(above, key=lambda row: row["total"])
        gap = nearest["total"] - own["total"]
        above_title = titles[nearest["grade"]]
        words.append(f"距上一等次（{above_title}）最后一名 {nearest['unit']} 差 {gap} 分；其他单位不变时，超过它即可升等")
    if below:
        nearest = max(below, key=lambda row: row["total"])
        gap = own["total"] - nearest["total"]
        words.append(f"比下一等次（{titles[nearest['grade']]}）第一名 {nearest['unit']} 高 {gap} 分")
    return tuple(words)
