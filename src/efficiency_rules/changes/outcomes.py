"""Outcomes: who has which grade after a correction, when everybody is graded again and when the appellant alone is."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from efficiency_rules.changes.comparing import placements
from efficiency_rules.evaluation.evaluation import Evaluation
from efficiency_rules.grading import Grading

Kind = Literal["everyone", "appellant"]

TITLES: Mapping[Kind, str] = {"everyone": "全体重新评定", "appellant": "只更正申诉单位"}


@dataclass(frozen=True, slots=True)
class SeatUse:
    """The seats of one grade in one pool (`group` None: all units of the jurisdiction), and how many it holds.

    `seats` is None in a scheme without shares.
    """

    jurisdiction: str
    group: str | None
    grade: str
    seats: int | None
    placed: int

    @property
    def over(self) -> int:
        """How many units the grade holds beyond its seats; negative where seats stay empty."""
        return 0 if self.seats is None else self.placed - self.seats

    def to_dict(self) -> dict[str, Any]:
        """Return the use of these seats as plain data."""
        about = {"jurisdiction": self.jurisdiction, "group": self.group, "grade": self.grade}
        return {**about, "seats": self.seats, "placed": self.placed, "over": self.over}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The grade of every graded unit by id (None while it waits), and what that makes of the seats."""

    kind: Kind
    grades: Mapping[str, str | None]
    seats: tuple[SeatUse, ...]
    titles: Mapping[str, str]
    """The titles of the grades by id."""

    @property
    def strained(self) -> tuple[SeatUse, ...]:
        """The grades that hold more or fewer units than they have seats."""
        return tuple(use for use in self.seats if use.over)

    def __str__(self) -> str:
        told = [
            f"{use.jurisdiction}{f'（{use.group}）' if use.group else ''}“{self.titles[use.grade]}”"
            f"名额 {use.seats} 个、评定 {use.placed} 个，{'超出' if use.over > 0 else '空缺'} {abs(use.over)} 个"
            for use in self.strained
        ]
        return f"{TITLES[self.kind]}：{'；'.join(told) if told else '各等次与名额相符'}。"

    def to_dict(self) -> dict[str, Any]:
        """Return the outcome as plain data."""
        return {"kind": self.kind, "grades": dict(self.grades), "seats": [use.to_dict() for use in self.seats]}


def everyone(after: Evaluation) -> Outcome:
    """Return the outcome in which all units are graded again."""
    grades = {unit: placement.grade for unit, placement in placements(after).items()}
    return Outcome("everyone", grades, _uses(after, grades), _titles(after))


def alone(before: Evaluation, after: Evaluation, appellants: Collection[str]) -> Outcome:
    """Return the outcome in which the appellants have the grades of the new grading, all others keep theirs.

    The seats are those of the published grading: nobody else is graded again.
    """
    new = placements(after)
    grades = {
        unit: new[unit].grade if unit in appellants and unit in new else placement.grade
        for unit, placement in placements(before).items()
        if unit in new or unit not in appellants
    }
    grades |= {unit: new[unit].grade for unit in appellants if unit in new}
    return Outcome("appellant", grades, _uses(before, grades), _titles(before))


def outcomes_table(before: Evaluation, outcomes: Sequence[Outcome]) -> pl.DataFrame:
    """Return one row a unit: jurisdiction, unit, name, the published grade `before`, one column an outcome."""
    was = placements(before)
    units = before.roster.units
    columns: dict[str, list[str | None]] = {
        "jurisdiction": [unit.jurisdiction for unit in units],
        "unit": [unit.id for unit in units],
        "name": [unit.name for unit in units],
        "before": [was[unit.id].grade if unit.id in was else None for unit in units],
    }
    columns |= {str(outcome.kind): [outcome.grades.get(unit.id) for unit in units] for outcome in outcomes}
    return pl.DataFrame({name: pl.Series(texts, dtype=pl.String) for name, texts in columns.items()})


def _titles(evaluation: Evaluation) -> dict[str, str]:
    return {grade.id: grade.title for grade in evaluation.ruleset.grading.grades}


def _uses(evaluation: Evaluation, grades: Mapping[str, str | None]) -> tuple[SeatUse, ...]:
    gradings: Mapping[str, Grading] = evaluation.graded.gradings if evaluation.graded else {}
    placed: Counter[tuple[str, str | None, str | None]] = Counter()
    for unit, grade in grades.items():
        one = evaluation.roster[unit]
        placed.update([(one.jurisdiction, None, grade), (one.jurisdiction, one.group, grade)])
    uses = []
    for place, grading in gradings.items():
        for pool in grading.pools:
            for at, level in enumerate(grading.scheme.grades):
                seats = None if pool.seats is None else pool.seats[at]
                uses.append(SeatUse(place, pool.group, level.id, seats, placed[place, pool.group, level.id]))
    return tuple(uses)
