"""Comparing: every mark, total, rank and grade that differs between two evaluations, and why (变动清单)."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import polars as pl

from efficiency_rules.changes.why import Causes, Why
from efficiency_rules.evaluation.applicability import Flags
from efficiency_rules.evaluation.evaluation import Evaluation
from efficiency_rules.evaluation.reducing import Counts
from efficiency_rules.grading import Placement
from efficiency_rules.points import decimal_text

What = Literal["mark", "total", "rank", "grade"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed for one unit: before and after as text, None where there was or is none.

    Points are decimals with the ruleset's places, ranks whole numbers, grades ids. `criterion` is empty
    but for marks.
    """

    jurisdiction: str
    unit: str
    name: str
    what: What
    criterion: str
    before: str | None
    after: str | None
    why: str

    def to_dict(self) -> dict[str, Any]:
        """Return the change as plain data."""
        return asdict(self)


def changes_table(changes: Sequence[Change]) -> pl.DataFrame:
    """Return one row a change, with the columns of changes.csv."""
    names = ("jurisdiction", "unit", "name", "what", "criterion", "before", "after", "why")
    schema = dict.fromkeys(names, pl.String())
    return pl.DataFrame([change.to_dict() for change in changes], schema=schema)


def compare(before: Evaluation, after: Evaluation, causes: Causes) -> tuple[Change, ...]:
    """Return every change, unit by unit in the order of the roster: marks, then total, rank and grade.

    Both evaluations are of the same ruleset, roster and period.
    """
    marks = [
        _differ(b.points, b.counted, a.points, a.counted) for b, a in zip(before.marking, after.marking, strict=True)
    ]
    totals = _differ(before.totals.total, before.totals.known, after.totals.total, after.totals.known)
    scored = totals.copy()
    for differs in marks:
        scored |= differs
    movers = [after.roster.units[at].id for at in scored.nonzero()[0]]
    why = Why(before, after, causes, placements(before), placements(after), movers)
    found: list[Change] = []
    for at, unit in enumerate(after.roster):
        if scored[at] or why.was.get(unit.id) != why.now.get(unit.id):
            numbers = [number for number, differs in enumerate(marks) if differs[at]]
            found += _changes(why, at, numbers, bool(totals[at]), bool(scored[at]))
    return tuple(found)


def placements(evaluation: Evaluation) -> dict[str, Placement]:
    """Return the placement of every graded unit by id."""
    gradings = evaluation.graded.gradings.values() if evaluation.graded else ()
    return {placement.unit: placement for grading in gradings for placement in grading.placements}


def _differ(points: Counts, known: Flags, other_points: Counts, other_known: Flags) -> Flags:
    differ: Flags = (known != other_known) | (known & (points != other_points))
    return differ


def _changes(why: Why, at: int, numbers: Sequence[int], total: bool, scored: bool) -> Iterator[Change]:
    """Yield one unit's changes; `numbers` are those of the items whose marks changed, `total` whether it did."""
    before, after, unit = why.before, why.after, why.after.roster.units[at]

    def points(values: Counts, known: Flags) -> str | None:
        return decimal_text(int(values[at]) * after.quantum, after.ruleset.places) if known[at] else None

    def change(what: What, old: str | None, new: str | None, said: str, criterion: str = "") -> Change:
        return Change(unit.jurisdiction, unit.id, unit.name, what, criterion, old, new, said)

    for number in numbers:
        b, a = before.marking[number], after.marking[number]
        said = why.mark(unit.id, a)
        yield change("mark", points(b.points, b.counted), points(a.points, a.counted), said, a.item.id)
    if total:
        old, new = (points(one.totals.total, one.totals.known) for one in (before, after))
        yield change("total", old, new, "单项得分变动后重新合计")
    was, now = why.was.get(unit.id), why.now.get(unit.id)
    old, new = (None if one is None else str(one.rank) for one in (was, now))
    if old != new:
        yield change("rank", old, new, why.rank(unit.id, scored))
    old, new = (None if one is None else one.grade for one in (was, now))
    if old != new:
        yield change("grade", old, new, why.grade(unit.id, scored))
