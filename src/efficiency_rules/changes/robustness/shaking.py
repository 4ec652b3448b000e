"""Robustness: how far units are from the lines, and how often they keep their grades when little differs (稳健性)."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np

from efficiency_rules.changes.robustness.chance import Chance
from efficiency_rules.changes.robustness.copies import Copies
from efficiency_rules.changes.robustness.removal import Removal
from efficiency_rules.changes.robustness.surveys import Surveys
from efficiency_rules.changes.robustness.weights import reweighted, weights_drawn
from efficiency_rules.changes.trying import Outcome, Place
from efficiency_rules.criteria.formulas import RaterMean, SurveyMean
from efficiency_rules.errors import EvaluationError
from efficiency_rules.evaluation.evaluation import Evaluation, evaluate
from efficiency_rules.evaluation.facts import Gathered
from efficiency_rules.evaluation.grades import bounds_of
from efficiency_rules.evaluation.totals import add_up
from efficiency_rules.evidence.ledgers import Evidence
from efficiency_rules.grading.distance import Distances, distances
from efficiency_rules.grading.standings import Bounds
from efficiency_rules.grading.trials import Trials
from efficiency_rules.points import Percent, decimal_text
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.units import Roster

Kind = Literal["weights", "record", "rater", "survey"]
"""What differs in a draw: all weights; one record of every unit; one rater of every unit; all survey answers."""

KINDS: tuple[Kind, ...] = get_args(Kind)

_AT_ONCE = 250_000
"""Units of all copies that are marked together: enough to be fast, few enough for memory."""


@dataclass(frozen=True, slots=True)
class Shaken:
    """What one kind of disturbance did to a unit: how often of `draws` it kept its grade for certain."""

    kind: Kind
    kept: int
    draws: int


@dataclass(frozen=True, slots=True)
class Firmness:
    """How firm one unit's grade is.

    `possible` are the grades (ids) it can get as things are: several while it waits for a decision, none where it is
    not graded; then there is no grade to keep, and `shaken` is empty. `reached` says how often, over all draws, it
    got which grades; several of them mean that it waited.
    """

    unit: str
    name: str
    total: str
    rank: int | None
    possible: tuple[str, ...]
    distances: Distances | None
    shaken: tuple[Shaken, ...]
    reached: tuple[tuple[tuple[str, ...], int], ...]

    @property
    def weakest(self) -> Shaken | None:
        """The kind that shakes it most; None where nothing shakes it."""
        found = [one for one in self.shaken if one.kept < one.draws]
        return min(found, key=lambda one: one.kept * 10_000 // one.draws) if found else None


@dataclass(frozen=True, slots=True)
class Robustness:
    """How firm the grades of a county are, one entry a unit in roster order."""

    evaluation: Evaluation
    seed: int
    draws: int
    within: Percent
    units: tuple[Firmness, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the robustness as plain data (`efficiency-rules/robustness/1`)."""
        from efficiency_rules.changes.robustness.data import data_of

        return data_of(self)


WITHIN = Percent("10%")
"""How far weights differ where nobody says otherwise: our assumption."""


def robustness(
    ruleset: Ruleset, roster: Roster, evidence: Evidence, *, seed: int, draws: int = 500, within: Percent = WITHIN
) -> Robustness:
    """Return how firm every grade is: distances to the lines, and what `draws` draws of each kind do to it.

    Every draw disturbs the whole county at once and grades it anew. Kinds that the ruleset has nothing for (no survey,
    nobody with a second rater) are left out. Raises what `evaluate` raises, and EvaluationError where there are no
    grades.
    """
    evaluation = evaluate(ruleset, roster, evidence)
    if evaluation.graded is None:
        raise EvaluationError(evaluation.problems)
    shaking = _Shaking(evaluation, seed, draws, within)
    outcomes = {kind: found for kind in KINDS if (found := shaking.outcomes(kind))}
    return Robustness(evaluation, seed, draws, within, tuple(_firmness(evaluation, outcomes)))


@dataclass(frozen=True, slots=True)
class _Shaking:
    evaluation: Evaluation
    seed: int
    draws: int
    within: Percent

    def outcomes(self, kind: Kind) -> list[Outcome]:
        """Return the outcome of every draw; empty where this kind has nothing to disturb."""
        draw = self._draw(kind)
        if draw is None:
            return []
        chance = Chance.of((self.seed, KINDS.index(kind)))
        most = max(_AT_ONCE // len(self.evaluation.roster), 1)
        found: list[Outcome] = []
        while len(found) < self.draws:
            found += draw(Copies(self.evaluation, min(most, self.draws - len(found))), chance)
        return found

    def _draw(self, kind: Kind) -> Callable[[Copies, Chance], list[Outcome]] | None:
        place = Place.of(self.evaluation.ruleset, self.evaluation.roster)
        if kind == "weights":
            return lambda copies, chance: self._weights(place, copies, chance)
        if kind == "survey":
            surveys = Surveys.of(self.evaluation)
            return (lambda copies, chance: self._surveys(place, surveys, copies, chance)) if surveys.formulas else None
        removal = Removal.of(self.evaluation, self._ledgers(kind))
        if not removal.concerned.any():
            return None
        return lambda copies, chance: self._removed(place, removal, copies, chance)

    def _ledgers(self, kind: Kind) -> list[str]:
        """The ledgers a record is taken from: those of raters, or all others but surveys."""
        ruleset, records = self.evaluation.ruleset, self.evaluation.records
        special: dict[type, set[str]] = {RaterMean: set(), SurveyMean: set()}
        for item in ruleset.items:
            if type(item.formula) in special:
                special[type(item.formula)].add(item.criterion.reads.id)
        raters, surveys = special[RaterMean], special[SurveyMean]
        chosen = raters if kind == "rater" else set(ruleset.evidence_types) - raters - surveys
        return [id for id in ruleset.evidence_types if id in chosen and id in records]

    def _weights(self, place: Place, copies: Copies, chance: Chance) -> list[Outcome]:
        fulls = np.array([marks.full for marks in self.evaluation.marking], dtype=np.int64)
        found = reweighted(copies, weights_drawn(fulls, self.within, copies.times, chance))
        return copies.outcomes(place, found.marks, found.totals, self._bounds(place, copies))

    def _surveys(self, place: Place, surveys: Surveys, copies: Copies, chance: Chance) -> list[Outcome]:
        marks = surveys.drawn(copies, chance)
        totals = add_up(self.evaluation.ruleset, marks, copies.units * copies.times)
        return copies.outcomes(place, marks, totals, self._bounds(place, copies))

    def _removed(self, place: Place, removal: Removal, copies: Copies, chance: Chance) -> list[Outcome]:
        marks, caps = removal.drawn(copies, chance)
        totals = add_up(self.evaluation.ruleset, marks, copies.units * copies.times)
        return copies.outcomes(place, marks, totals, self._bounds(place, copies, caps))

    def _bounds(self, place: Place, copies: Copies, changed: dict[int, Gathered] | None = None) -> list[list[Bounds]]:
        """Return the bounds of the units in each copy; `changed` holds the facts of caps by their number, copied."""
        ruleset, units = self.evaluation.ruleset, copies.units
        base = bounds_of(ruleset, self.evaluation.cap_facts, units)
        if not changed:
            return [place.bounds(base)] * copies.times
        facts = [
            changed.get(number) or Gathered(copies.facts(found.values))
            for number, found in enumerate(self.evaluation.cap_facts)
            if isinstance(found, Gathered)
        ]
        bounds = place.bounds(bounds_of(ruleset, facts, units * copies.times))
        return [bounds[copy * units : (copy + 1) * units] for copy in range(copies.times)]


def _firmness(evaluation: Evaluation, outcomes: dict[Kind, list[Outcome]]) -> Sequence[Firmness]:
    ruleset, quantum = evaluation.ruleset, evaluation.quantum
    full = decimal_text(evaluation.totals.full * quantum, ruleset.places)
    placed = {}
    for grading in evaluation.graded.gradings.values() if evaluation.graded else ():
        for placement, possible in zip(grading.placements, grading.possible, strict=True):
            trials = Trials.of(grading.scheme, grading.standings, (), placement.unit)
            placed[placement.unit] = (placement.rank, possible, distances(trials, least="0", most=full))
    rows = []
    for at, unit in enumerate(evaluation.roster):
        rank, possible, reach = placed.get(unit.id, (None, (), None))
        shaken = tuple(
            Shaken(kind, sum(one.grades[at] == possible for one in found), len(found))
            for kind, found in outcomes.items()
        )
        reached = Counter(one.grades[at] for found in outcomes.values() for one in found)
        total = decimal_text(int(evaluation.totals.total[at]) * quantum, ruleset.places)
        rows.append(
            Firmness(
                unit=unit.id,
                name=unit.name,
                total=total if evaluation.totals.known[at] else "",
                rank=rank,
                possible=possible,
                distances=reach,
                shaken=shaken if len(possible) == 1 else (),
                reached=tuple(sorted(reached.items(), key=lambda one: (-one[1], one[0]))),
            )
        )
    return rows
