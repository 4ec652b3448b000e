"""The impact of new rules: the same evidence under both rulesets, who moves and which change moves them (影响测算)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from efficiency_rules.changes.difference import Difference, Step, diff
from efficiency_rules.changes.impact.coalitions import Coalitions, Mask, Situation
from efficiency_rules.changes.impact.splitting import (
    MOST_EXACT,
    Measured,
    Split,
    one_by_one,
    orders_of,
    sampled,
    shapley,
)
from efficiency_rules.changes.trying import UNPLACED, Keeper
from efficiency_rules.errors import EvaluationError, not_of
from efficiency_rules.evaluation.applicability import check_groups
from efficiency_rules.evaluation.evaluation import input_errors
from efficiency_rules.evaluation.reducing import Counts
from efficiency_rules.evidence.ledgers import Evidence
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.units import Roster

RANK_PLACES = 100
"""Shares of a rank are printed to a hundredth of a place."""

GRADE_PLACES = 10_000
"""Shares of a change of grade are printed to a hundredth of a percent."""


@dataclass(frozen=True, slots=True, eq=False)
class Attribution:
    """What each step contributes, one row a step and one column a unit (归因).

    `totals` in ticks of a point. `ranks` in places (below zero: upwards). `grades`: of the change to the grade after,
    which counts as 1; zero throughout for a unit whose grade stays.
    """

    totals: Split
    ranks: Split
    grades: Split


@dataclass(frozen=True, slots=True)
class MissingLedger:
    """A criterion whose ledger is not in the evidence, and what its marks count as (`policy` of data-missing)."""

    criterion: str
    title: str
    ledger: str
    ledger_title: str
    policy: str


@dataclass(frozen=True, slots=True, eq=False)
class Impact:
    """One county before and after, with every step's part in it; arrays have one entry a unit of `roster`.

    `path[k]` is the situation after the first k steps in document order. `orders` is how many orders of the steps were
    drawn from `seed` for Shapley's value, None where it is exact.
    """

    difference: Difference
    steps: tuple[Step, ...]
    roster: Roster
    path: tuple[Situation, ...]
    sequential: Attribution
    fair: Attribution
    orders: int | None
    seed: int
    missing: tuple[MissingLedger, ...]

    @property
    def before(self) -> Situation:
        """The county under the old ruleset."""
        return self.path[0]

    @property
    def after(self) -> Situation:
        """The county under the old ruleset with all steps: it scores and grades as the new one."""
        return self.path[-1]

    @property
    def changed(self) -> Counts:
        """By how many ticks each unit's total changes."""
        changed: Counts = self.after.ticks - self.before.ticks
        return changed

    def to_dict(self) -> dict[str, Any]:
        """Return the impact as plain data (`efficiency-rules/impact/1`); points and shares are text."""
        from efficiency_rules.changes.impact.data import data_of

        return data_of(self)

    def moved_grade(self) -> tuple[int, ...]:
        """Return the units (by index) that can get other grades after than before."""
        pairs = zip(self.before.outcome.grades, self.after.outcome.grades, strict=True)
        return tuple(at for at, (before, after) in enumerate(pairs) if before != after)


def impact(
    old: Ruleset, new: Ruleset, roster: Roster, evidence: Evidence, *, seed: int = 1, orders: int = 200
) -> Impact:
    """Return what changes for the units when `new` takes the place of `old`, on the evidence of the old period.

    Both rulesets are evaluated over the days of the old one, whole, without decisions: a tie that a line falls into is
    told as one. Of a change, what a ruleset counts with is split among the steps of `diff(old, new)`, in document
    order and by Shapley's value: exact for up to MOST_EXACT steps, over `orders` orders drawn from `seed` beyond.
    Raises EvaluationError with what stands in the way of either evaluation (a new criterion whose ledger is missing
    and cannot be done without, among others), GradingError where units cannot be graded.
    """
    wrong = [*not_of(Ruleset, "Ruleset", old=old, new=new), *not_of(Roster, "Roster", roster=roster)]
    if wrong := [*wrong, *not_of(Evidence, "Evidence", evidence=evidence)]:
        raise EvaluationError(wrong)
    errors = [*input_errors(old, roster, evidence, old.valid, False), *check_groups(new, roster)]
    if errors:
        raise EvaluationError(errors)
    difference = diff(old, new)
    keeper = Keeper.of(roster, evidence, old.valid)
    coalitions = Coalitions.of(difference, keeper)
    steps = len(coalitions.steps)
    path = tuple(coalitions.situation((1 << done) - 1) for done in range(steps + 1))
    measures = _Measures(coalitions, path[-1])
    drawn = orders_of(steps, orders, seed) if steps > MOST_EXACT else None
    return Impact(
        difference=difference,
        steps=coalitions.steps,
        roster=keeper.roster,
        path=path,
        sequential=Attribution(*(one_by_one(measure, steps, places) for measure, places in measures.all())),
        fair=Attribution(*(_fair(measure, steps, places, drawn) for measure, places in measures.all())),
        orders=None if drawn is None else len(drawn),
        seed=seed,
        missing=_missing(path[-1], evidence),
    )


def _fair(measure: Measured, steps: int, places: int, drawn: Sequence[Sequence[int]] | None) -> Split:
    return shapley(measure, steps, places) if drawn is None else sampled(measure, drawn, places)


class _Measures:
    """What is measured of the units under a choice of steps; each choice is tried once."""

    def __init__(self, coalitions: Coalitions, after: Situation) -> None:
        self._after = after.outcome.grades
        self._before = coalitions.situation(0).outcome.grades
        self._tried = lru_cache(maxsize=None)(lambda mask: self._try(coalitions, mask))

    def all(self) -> tuple[tuple[Measured, int], ...]:
        """Return total, rank and grade, each with how finely its shares are printed."""
        return (
            (lambda mask: self._tried(mask)[0], 1),
            (lambda mask: self._tried(mask)[1], RANK_PLACES),
            (lambda mask: self._tried(mask)[2], GRADE_PLACES),
        )

    def _try(self, coalitions: Coalitions, mask: Mask) -> tuple[Counts, Counts, Counts]:
        tried = coalitions.situation(mask)
        ranks = np.array(tried.outcome.ranks, dtype=np.int64)
        # A unit without a place counts as one place behind the last.
        ranks[ranks == UNPLACED] = len(ranks) + 1
        reached = [
            int(now == after != before)
            for now, before, after in zip(tried.outcome.grades, self._before, self._after, strict=True)
        ]
        return tried.ticks, ranks, np.array(reached, dtype=np.int64)


def _missing(after: Situation, evidence: Evidence) -> tuple[MissingLedger, ...]:
    return tuple(
        MissingLedger(item.use, item.title, reads.id, reads.title, item.missing["data-missing"])
        for item in (marks.item for marks in after.marks)
        if (reads := item.criterion.reads).id not in evidence.ledgers
    )
