"""Marking: from facts to points and states, one mark an item and unit (单项得分)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import get_args

import numpy as np
import numpy.typing as npt

from efficiency_rules.criteria.formula import FactValues, Formula, Outcome
from efficiency_rules.criteria.formulas.per_unit import PerUnit, UnitMark
from efficiency_rules.criteria.integers import LIMIT, refuse_beyond
from efficiency_rules.criteria.states import MissingState, State
from efficiency_rules.errors import Problem
from efficiency_rules.evaluation.applicability import Applicability, Flags
from efficiency_rules.evaluation.containment import Failure, contained
from efficiency_rules.evaluation.facts import Gathered
from efficiency_rules.evaluation.reducing import Counts
from efficiency_rules.evaluation.wording import check_words
from efficiency_rules.points import TICKS, divide_half_up
from efficiency_rules.rulesets.model import Item, Ruleset
from efficiency_rules.units import Units

STATES: tuple[State, ...] = get_args(State)
"""States by number: a mark holds the position of its state in this tuple."""

NUMBER: dict[State, int] = {state: at for at, state in enumerate(STATES)}


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one item, one entry a unit in roster order.

    `points` are quanta (the ruleset's precision, 0.01 as a rule); `counted` is False where they do not count:
    rescaled away, not due, or broken; `rescaled_whole` says where the full points are spread over the whole.
    """

    item: Item
    full: int
    state: npt.NDArray[np.int8]
    points: Counts
    counted: Flags
    rescaled_whole: Flags
    facts: FactValues
    by_unit: Mapping[int, UnitMark]

    @property
    def broken(self) -> Flags:
        """Where there is no mark although there should be: the state failed, or one without a policy."""
        due = self.state != NUMBER["not-due"]
        rescaled = np.isin(self.state, [NUMBER[state] for state in self._rescaled_states()])
        broken: Flags = due & ~self.counted & ~rescaled
        return broken

    def _rescaled_states(self) -> list[MissingState]:
        return [state for state, policy in self.item.missing.items() if policy.startswith("rescale")]


def quantum(ruleset: Ruleset) -> int:
    """Return the ticks of the ruleset's precision: 100 for 0.01 points."""
    return TICKS // int(10**ruleset.places)


def mark_item(
    ruleset: Ruleset,
    roster: Units,
    item: Item,
    gathered: Gathered | Failure | None,
    applies: Applicability,
    due: bool,
) -> tuple[Marks, list[Problem]]:
    """Return an item's marks and the problems met.

    `gathered` is None when there is no ledger. A failure while gathering or marking is contained: the state
    of the marks is failed, one problem names the criterion.
    """
    size = len(roster)
    points = np.zeros(size, dtype=np.int64)
    full = item.full.ticks // quantum(ruleset)
    failure: Failure | None = None
    values: dict[str, Counts] = {}
    by_unit: Mapping[int, UnitMark] = {}
    scored = applies.of(item)
    # Who is not scored, by the state that says why; no unit stands in two of them.
    unscored: dict[State, Flags] = {"not-applicable": ~scored}
    if not due:
        unscored = {"not-due": np.ones(size, dtype=bool)}
        scored = np.zeros(size, dtype=bool)
    elif gathered is None:
        unscored["data-missing"] = scored
        scored = np.zeros(size, dtype=bool)
    elif isinstance(gathered, Failure):
        failure = gathered
    else:
        values, by_unit = dict(gathered.values), gathered.by_unit
        without = values["cases"] == 0
        unscored["no-cases"] = scored & without
        scored = scored & ~without
        values |= {"cohort": applies.jurisdiction, "group": applies.group}
        if not (isinstance(item.formula, PerUnit) or item.formula.absolute):
            # Only a mark that looks at other units needs to know which of them take part.
            values |= {name: np.where(scored, values[name], -1) for name in ("cohort", "group")}
        result = contained(partial(_points, item.formula, values, by_unit, item.full.ticks, quantum(ruleset), scored))
        if isinstance(result, Failure):
            failure = result
        else:
            points, used = result
            unscored["insufficient-data"] = scored & ~used
            scored = used
    problems = []
    if failure is not None:
        unscored["failed"] = scored
        scored = np.zeros(size, dtype=bool)
        problems.append(failure.problem(item))
    unscored = {state: there for state, there in unscored.items() if there.any()}
    counted, whole = scored, np.zeros(size, dtype=bool)
    for missing, policy in item.missing.items():
        there = unscored.get(missing)
        if there is None:
            continue
        if policy in ("full", "zero"):
            counted = counted | there
        if policy == "full":
            points = points + there * full
        if policy == "rescale-whole":
            whole = whole | there
        if policy == "error":
            problems.append(_undeclared(item, missing, [roster.units[at].id for at in np.flatnonzero(there).tolist()]))
    return Marks(item, full, _numbers(unscored, size), points, counted, whole, values, by_unit), problems


def _numbers(unscored: Mapping[State, Flags], size: int) -> npt.NDArray[np.int8]:
    """Return the number of each unit's state."""
    state = np.full(size, NUMBER["scored"], dtype=np.int8)
    for name, there in unscored.items():
        # The same as state[there] = ..., ten times as fast: no branch a unit.
        state += there * np.int8(NUMBER[name] - NUMBER["scored"])
    return state


def _points(
    formula: Formula | PerUnit,
    facts: FactValues,
    by_unit: Mapping[int, UnitMark],
    full: int,
    quantum: int,
    scored: Flags,
) -> tuple[Counts, Flags]:
    """Return points in quanta, 0 where there are none, and whether the records were enough, one entry a unit."""
    if isinstance(formula, PerUnit):
        numerator = np.zeros(len(scored), dtype=np.int64)
        for unit, mark in by_unit.items():
            numerator[unit] = mark.points.ticks
        outcome = Outcome(numerator)
    else:
        outcome = formula.mark(facts, full)
        check_words(formula, facts, full)
    used = scored if outcome.enough is True else np.logical_and(scored, outcome.enough)
    top = _whole(outcome.numerator)
    # Both say the same; the product has no branch a unit.
    top = top * used if top.shape == used.shape else np.where(used, top, 0)
    bottom = _denominators(outcome.denominator, used, max(full, quantum))
    outside = _unsigned(top) > _unsigned(bottom * full)
    if outside.any():
        at = int(np.flatnonzero(outside)[0])
        found = f"{top[at]}/{np.broadcast_to(bottom, top.shape)[at]}"
        raise ValueError(f"mark {found} ticks lies outside 0 to {full} ticks")
    # Without signs, as no number is below zero: such a division costs less.
    rounded = divide_half_up(_unsigned(top), _unsigned(bottom * quantum))
    return rounded.view(np.int64), used


def _denominators(values: object, used: Flags, factor: int) -> Counts:
    """Return denominators, one a unit or one for all, above zero and no larger than can be multiplied by `factor`."""
    bottom = _whole(values)
    lowest, highest = int(bottom.min(initial=1)), int(bottom.max(initial=1))
    if bottom.ndim and (bottom.shape != used.shape or lowest <= 0 or highest * factor > LIMIT):
        # What the others would be divided by does not matter.
        bottom = np.where(used, bottom, 1)
        lowest, highest = int(bottom.min(initial=1)), int(bottom.max(initial=1))
    if lowest <= 0:
        raise ValueError("the denominator of a mark must be above zero")
    refuse_beyond(highest * factor)
    return bottom


def _whole(values: object) -> Counts:
    array: npt.NDArray[np.integer] = np.asarray(values)
    if array.dtype.kind not in "iu":
        raise TypeError(f"a mark must be made of whole numbers, found {array.dtype}")
    return array.astype(np.int64, copy=False)


def _unsigned(values: Counts) -> npt.NDArray[np.uint64]:
    """Return whole numbers read without their sign: what is below zero is larger than all that is not."""
    return np.asarray(values).view(np.uint64)


_WORDS: dict[MissingState, str] = {
    "not-applicable": "不适用",
    "no-cases": "没有记录",
    "insufficient-data": "记录不足",
    "data-missing": "没有台账",
}


def _undeclared(item: Item, state: MissingState, units: list[str]) -> Problem:
    shown = "、".join(units[:5]) + ("…" if len(units) > 5 else "")
    reads = item.criterion.reads
    facts = {"criterion": item.use, "title": item.title, "ledger": f"{reads.title}（{reads.id}）"}
    code = "ledger-missing" if state == "data-missing" else "state-undeclared"
    return Problem(
        code, item.place, facts | {"state": state, "words": _WORDS[state], "count": len(units), "units": shown}
    )
