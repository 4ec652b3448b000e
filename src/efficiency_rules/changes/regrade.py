"""Regrading: an evaluation, corrections, and everything that changes because of them (更正与重新评定)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from efficiency_rules.changes.comparing import Change, changes_table, compare, placements
from efficiency_rules.changes.corrections import Correction, Subject, subject_of
from efficiency_rules.changes.digest import content_digest
from efficiency_rules.changes.in_force import InForce
from efficiency_rules.changes.inputs import parse_corrections
from efficiency_rules.changes.outcomes import Outcome, alone, everyone, outcomes_table
from efficiency_rules.changes.records import corrected, units_of
from efficiency_rules.changes.why import Causes
from efficiency_rules.errors import EvaluationError, GradingError, Language, Problem, not_of
from efficiency_rules.evaluation.adjusting import adjustment_errors
from efficiency_rules.evaluation.adjustments import Adjustment
from efficiency_rules.evaluation.evaluation import Evaluation, evaluate
from efficiency_rules.grading.fields import check_types


@dataclass(frozen=True, slots=True)
class Moved:
    """A unit that no correction names and whose grade changes all the same.

    `steps` counts grades, above zero for the better; None where the unit waits or is not graded.
    """

    unit: str
    name: str
    before: str | None
    after: str | None
    steps: int | None


@dataclass(frozen=True, slots=True)
class Regrading:
    """What corrections change.

    `before` and `after` are the evaluations without and with `corrections`; `earlier` are the corrections that
    `before` already holds. `appellants` are the units that the corrections name, `changes` every mark, total,
    rank and grade that differs, `others_moved` the other units whose grade changes when all are graded again.
    `alone` is the outcome in which only the appellants get a new grade (None where there are no grades);
    `outcomes` are those that the ruleset admits, both where it leaves that open.
    """

    before: Evaluation
    after: Evaluation
    earlier: tuple[Correction, ...]
    corrections: tuple[Correction, ...]
    appellants: tuple[str, ...]
    changes: tuple[Change, ...]
    others_moved: tuple[Moved, ...]
    alone: Outcome | None
    outcomes: tuple[Outcome, ...]

    @property
    def table(self) -> pl.DataFrame:
        """One row a change: jurisdiction, unit, name, what, criterion, before, after, why."""
        return changes_table(self.changes)

    @property
    def outcomes_table(self) -> pl.DataFrame:
        """One row a unit: jurisdiction, unit, name, the grade before, and one column for each outcome admitted."""
        return outcomes_table(self.before, self.outcomes)

    @property
    def said(self) -> str:
        """The sentence that says which other units' grades move, and how far."""
        return self.words("zh")

    def words(self, lang: Language) -> str:
        """Return `said` in a language; names and titles stay as they are."""
        zh = lang == "zh"
        if not self.others_moved:
            return "没有其他单位的等次因此变动。" if zh else "no other unit's grade changes"
        titles = {grade.id: grade.title for grade in self.after.ruleset.grading.grades}

        def told(one: Moved) -> str:
            waiting = "未定" if zh else "none yet"
            before, after = (titles.get(grade or "", waiting) for grade in (one.before, one.after))
            if not zh:
                way = "" if one.steps is None else f", {'up' if one.steps > 0 else 'down'} {abs(one.steps)}"
                return f"{one.name} ({one.unit}) from “{before}” to “{after}”{way}"
            steps = "" if one.steps is None else f"，{'升' if one.steps > 0 else '降'} {abs(one.steps)} 级"
            return f"{one.name}（{one.unit}）由“{before}”变为“{after}”{steps}"

        count, moved = len(self.others_moved), [told(one) for one in self.others_moved]
        if not zh:
            return f"with all graded again, other units whose grade changes ({count}): {'; '.join(moved)}"
        return f"全体重新评定时，另有 {count} 个单位的等次变动：{'；'.join(moved)}。"

    def to_dict(self) -> dict[str, Any]:
        """Return the regrading as plain data: what regrading.json and an entry of the history hold."""
        return {
            "schema": "efficiency-rules/regrading/1",
            "before": content_digest(self.before),
            "after": content_digest(self.after),
            "earlier": [one.to_dict() for one in self.earlier],
            "corrections": [one.to_dict() for one in self.corrections],
            "appellants": list(self.appellants),
            "changes": [change.to_dict() for change in self.changes],
            "others_moved": [asdict(one) for one in self.others_moved],
            "outcomes": [outcome.to_dict() for outcome in self.outcomes],
            "said": self.said,
        }


def regrade(evaluation: Evaluation, corrections: Sequence[Correction], earlier: Sequence[Correction] = ()) -> Regrading:
    """Return what `corrections` change in an evaluation that already has the corrections `earlier`, in order.

    `evaluation` is the first one, made of the ledgers as they were handed in; `earlier` is what a history
    holds. Evidence and evaluation stay as they are. Raises EvaluationError with all problems of the
    corrections, GradingError where a decision no longer fits its tie.
    """
    if wrong := not_of(Evaluation, "Evaluation", evaluation=evaluation):
        raise EvaluationError(wrong)
    for key, given in (("corrections", corrections), ("earlier", earlier)):
        if wrong := check_types(key, given, Correction, "Correction"):
            raise EvaluationError(wrong)
    first = InForce.of(evaluation.decisions)
    earlier = parse_corrections([one.to_dict() for one in earlier])
    if earlier:
        held, problems = _folded(first, earlier)
        before = _evaluated(evaluation, held, problems)
    else:
        held, before = first, evaluation
    corrections = parse_corrections([one.to_dict() for one in corrections])
    new, problems = held.with_all(corrections)
    try:
        after = _evaluated(evaluation, new, problems)
    except GradingError as error:
        raise GradingError(held.overtaken(problem) for problem in error.problems) from None
    causes = _causes(evaluation, corrections)
    appellants = tuple(causes.appellants)
    graded = before.graded is not None and after.graded is not None
    only = alone(before, after, appellants) if graded else None
    offered = {"everyone": everyone(after), "appellant": only} if graded else {}
    chosen = evaluation.ruleset.grading.corrections
    return Regrading(
        before=before,
        after=after,
        earlier=earlier,
        corrections=corrections,
        appellants=appellants,
        changes=compare(before, after, causes),
        others_moved=_others_moved(before, after, appellants),
        alone=only,
        outcomes=tuple(one for kind, one in offered.items() if one and chosen in (None, kind)),
    )


def _folded(first: InForce, earlier: Sequence[Correction]) -> tuple[InForce, list[Problem]]:
    """Return what holds after earlier corrections, one after the other: a later one may replace an earlier one."""
    problems: list[Problem] = []
    for one in earlier:
        first, found = first.with_all([one])
        problems += found
    return first, problems


def _evaluated(evaluation: Evaluation, held: InForce, problems: list[Problem]) -> Evaluation:
    evidence, found = corrected(evaluation.evidence, evaluation.ruleset, held.records)
    if problems or found:
        adjustments = [act for act in held.acts if isinstance(act, Adjustment)]
        misfits = adjustment_errors(evaluation.ruleset, evaluation.roster, adjustments)
        raise EvaluationError([*problems, *found, *misfits])
    # Bad rows were set aside before, or there were none.
    return evaluate(evaluation.ruleset, evidence.roster, evidence, evaluation.period, held.acts, set_aside=True)


def _causes(evaluation: Evaluation, corrections: Sequence[Correction]) -> Causes:
    named: list[tuple[Subject, Correction]] = [(subject_of(one), one) for one in corrections]
    units = {}
    for subject, _ in named:
        kind, *names = subject
        if kind == "record":
            units[subject] = units_of(evaluation.evidence, *names)
        else:
            units[subject] = names if kind == "tie" else names[:1]
    return Causes(tuple(named), units)


def _others_moved(before: Evaluation, after: Evaluation, appellants: Sequence[str]) -> tuple[Moved, ...]:
    was, now = placements(before), placements(after)
    order = after.ruleset.grading.order
    moved = []
    for unit in after.roster:
        old, new = (own[unit.id].grade if unit.id in own else None for own in (was, now))
        if unit.id not in appellants and old != new:
            steps = None if old is None or new is None else order[old] - order[new]
            moved.append(Moved(unit.id, unit.name, old, new, steps))
    return tuple(moved)
