"""Robustness: how far units are from the lines, and how often they keep their grades when little differs (稳健性)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from efficiency_rules.changes.robustness.chance import Chance
from efficiency_rules.changes.robustness.copies import Copies
from efficiency_rules.changes.robustness.firmness import KINDS, Kind, Robustness, firmness
from efficiency_rules.changes.robustness.removal import Removal
from efficiency_rules.changes.robustness.surveys import Surveys
from efficiency_rules.changes.robustness.weights import reweighted, weights_drawn
from efficiency_rules.changes.trying import Grades, Place
from efficiency_rules.criteria.formulas import RaterMean, SurveyMean
from efficiency_rules.errors import EvaluationError
from efficiency_rules.evaluation.evaluation import Evaluation, evaluate
from efficiency_rules.evaluation.facts import Gathered
from efficiency_rules.evaluation.grades import bounds_of
from efficiency_rules.evaluation.reducing import Counts
from efficiency_rules.evaluation.totals import add_up
from efficiency_rules.evidence.ledgers import Evidence
from efficiency_rules.points import Percent
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.units import Roster

_AT_ONCE = 250_000
"""Units of all copies that are marked together: enough to be fast, few enough for memory."""


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
    found = {kind: grades for kind in KINDS if (grades := shaking.grades(kind))}
    return Robustness(evaluation, seed, draws, within, firmness(evaluation, found))


@dataclass(frozen=True, slots=True)
class _Shaking:
    evaluation: Evaluation
    seed: int
    draws: int
    within: Percent

    def grades(self, kind: Kind) -> list[Grades]:
        """Return the grades of every draw; empty where this kind has nothing to disturb."""
        draw = self._draw(kind)
        if draw is None:
            return []
        chance = Chance.of((self.seed, KINDS.index(kind)))
        most = max(_AT_ONCE // len(self.evaluation.roster), 1)
        found: list[Grades] = []
        while len(found) < self.draws:
            found += draw(Copies(self.evaluation, min(most, self.draws - len(found))), chance)
        return found

    def _draw(self, kind: Kind) -> Callable[[Copies, Chance], list[Grades]] | None:
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

    def _weights(self, place: Place, copies: Copies, chance: Chance) -> list[Grades]:
        fulls = np.array([marks.full for marks in self.evaluation.marking], dtype=np.int64)
        found = reweighted(copies, weights_drawn(fulls, self.within, copies.times, chance))
        return copies.grades(place, found.marks, found.totals, self._bounds(place, copies))

    def _surveys(self, place: Place, surveys: Surveys, copies: Copies, chance: Chance) -> list[Grades]:
        marks = surveys.drawn(copies, chance)
        totals = add_up(self.evaluation.ruleset, marks, copies.units * copies.times)
        return copies.grades(place, marks, totals, self._bounds(place, copies))

    def _removed(self, place: Place, removal: Removal, copies: Copies, chance: Chance) -> list[Grades]:
        marks, caps = removal.drawn(copies, chance)
        totals = add_up(self.evaluation.ruleset, marks, copies.units * copies.times)
        return copies.grades(place, marks, totals, self._bounds(place, copies, caps))

    def _bounds(self, place: Place, copies: Copies, changed: dict[int, Gathered] | None = None) -> Counts:
        """Return the bounds of the units in each copy; `changed` holds the facts of caps by their number, copied."""
        ruleset, units = self.evaluation.ruleset, copies.units
        if not changed:
            base = np.array(place.bounds(bounds_of(ruleset, self.evaluation.cap_facts, units)), dtype=np.int64)
            return np.broadcast_to(base, (copies.times, units, 2))
        facts = [
            changed.get(number) or Gathered(copies.facts(found.values))
            for number, found in enumerate(self.evaluation.cap_facts)
            if isinstance(found, Gathered)
        ]
        bounds = place.bounds(bounds_of(ruleset, facts, units * copies.times))
        return np.array(bounds, dtype=np.int64).reshape(copies.times, units, 2)
