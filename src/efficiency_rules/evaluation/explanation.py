"""The explanation of one unit: every point with clause, arithmetic and evidence, and the way to the next grade.

It is made from a result's tables alone, so an evaluation in memory and a result folder read back explain alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from efficiency_rules.criteria.states import STATE_TITLES
from efficiency_rules.errors import InputError, Problem, mistyped, near
from efficiency_rules.evaluation.certified import Certified
from efficiency_rules.evaluation.distances import MOST_UNITS, Distance, distances_of
from efficiency_rules.evaluation.grounds import grounds_of
from efficiency_rules.grading.trials import Trials
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
class Explanation:
    """Every point of one unit; `str()` for people, `to_dict()` for systems.

    `rank` counts among the `units` that are graded together: those of the group `pool`, or all of the jurisdiction
    where it is None. `possible` are the ids of the grades the unit can get, best first: several while it waits for a
    decision. `distances` lead to the next grades; `grounds` say how ties and restrictions acted, beyond `why`.
    """

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
    pool: str | None
    grade: str | None
    grade_title: str | None
    possible: tuple[str, ...]
    why: str
    distances: tuple[Distance, ...]
    grounds: tuple[str, ...]
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
    text += [f"  {words}" for words in e.grounds]
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
    """Return the explanation of one unit, given by id, name or alias, reading that unit's records only.

    Raises InputError with near names when it was not evaluated.
    """
    from efficiency_rules.evaluation import tables

    at = evaluation.roster.index[unit_id(unit, [(u.id, u.name, *u.aliases) for u in evaluation.roster])]
    found = evaluation.roster.units[at]
    wanted = np.zeros(len(evaluation.roster), dtype=bool)
    wanted[at] = True
    graded = evaluation.graded
    return from_tables(
        own=evaluation.standings.row(at, named=True),
        marks=tables.marks(evaluation, wanted).to_dicts(),
        lines=tables.lines(evaluation, wanted).to_dicts(),
        about=tables.about(evaluation),
        certified=Certified.of_grading(graded.gradings[found.jurisdiction]) if graded is not None else None,
        ungraded=next((left.why for left in (graded.ungraded if graded else ()) if left.unit == found.id), ""),
    )


def unit_id(asked: str, units: Iterable[Sequence[str]]) -> str:
    """Return the id of a unit given by a word for it: its id, else its name, else an alias.

    `units` holds the words of each unit in this order. Raises InputError with near names.
    """
    if not isinstance(asked, str):
        raise InputError(mistyped("unit", "str", asked))
    units = list(units)
    meanings = (
        [words[0] for words in units if words[0] == asked],
        [words[0] for words in units if words[1] == asked],
        [words[0] for words in units if asked in words[2:]],
    )
    ids = next((ids for ids in meanings if ids), [])
    if len(ids) != 1:
        known = [word for words in units for word in words]
        raise InputError(Problem("unit-not-evaluated", facts={"found": asked, "near": ids or near(asked, known)}))
    return ids[0]


def from_tables(
    *,
    own: Mapping[str, Any],
    marks: Sequence[Mapping[str, Any]],
    lines: Sequence[Mapping[str, Any]],
    about: Mapping[str, Any],
    certified: Certified | None,
    ungraded: str,
) -> Explanation:
    """Return the explanation of one unit from the rows of a result's tables.

    `own` is its row of the standings; `marks` and `lines` hold its rows at least; `about` is what tables.about
    returns; `certified` the grading of its jurisdiction, if there is one; `ungraded` why it stays outside it.
    """
    unit = own["unit"]
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
        worth = Decimal(area["full"])
        areas.append(ExplainedArea(area["id"], area["title"], worth, own[area["id"]], explained, rescales))
    full = sum((Decimal(area["full"]) for area in about["areas"]), Decimal(0))
    way = _way(certified, unit, full, about["grades"])
    return Explanation(
        unit=unit,
        name=own["name"],
        group=own["group"],
        group_title=about["groups"][own["group"]],
        ruleset=about["ruleset"]["id"],
        ruleset_title=about["ruleset"]["title"],
        period=about["period"],
        status=about["status"],
        full=full,
        total=own["total"],
        rank=own["rank"],
        units=way.units,
        pool=way.pool,
        grade=own["grade"],
        grade_title=about["grades"].get(own["grade"]),
        possible=way.possible,
        why=way.why or ungraded,
        distances=way.distances,
        grounds=way.grounds,
        consequences=_consequences(way.possible, about),
        areas=tuple(areas),
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """What a certificate says of one unit, and what follows from it."""

    units: int
    pool: str | None = None
    possible: tuple[str, ...] = ()
    why: str = ""
    distances: tuple[Distance, ...] = ()
    grounds: tuple[str, ...] = ()


def _way(certified: Certified | None, unit: str, full: Decimal, titles: Mapping[str, str]) -> _Way:
    if certified is None:
        return _Way(0)
    row = certified.unit(unit)
    if row is None:
        return _Way(len(certified.standings))
    trials = None
    if len(certified.standings) <= MOST_UNITS:
        trials = Trials.of(certified.scheme, certified.standings, certified.decisions, unit)
    pool = certified.pool(row["group"])
    return _Way(
        units=pool["units"],
        pool=pool["group"],
        possible=tuple(row["possible"]),
        why=row["why"],
        distances=distances_of(certified, row, trials, full, titles),
        grounds=grounds_of(certified, row, trials, titles),
    )


def _consequences(possible: Sequence[str], about: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what follows from the grade; from each the unit can get, while it waits for a decision."""
    heads = {grade: f"如评为“{about['grades'][grade]}”，" if len(possible) > 1 else "" for grade in possible}
    return tuple(
        f"{heads[grade]}结果应用（方案{consequence['clause']}）：{consequence['quote']}"
        for grade in possible
        for consequence in about["consequences"].get(grade, ())
    )


def _explained(row: Mapping[str, Any]) -> ExplainedLine:
    return ExplainedLine(row["points"], row["reason"], row["evidence"] or "", row["clause"])
