"""Surveys drawn again: as many answers as a unit has, each drawn from its own answers, with replacement (bootstrap)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from efficiency_rules.changes.robustness.chance import Chance
from efficiency_rules.changes.robustness.copies import Copies
from efficiency_rules.criteria.formulas import SurveyMean
from efficiency_rules.evaluation.evaluation import Evaluation
from efficiency_rules.evaluation.marking import Marks
from efficiency_rules.evaluation.reducing import Counts


@dataclass(frozen=True, slots=True)
class Surveys:
    """The items of a ruleset that are surveys, by their number in the document."""

    evaluation: Evaluation
    formulas: Mapping[int, SurveyMean]

    @classmethod
    def of(cls, evaluation: Evaluation) -> "Surveys":
        """Return the surveys of an evaluation."""
        items = enumerate(evaluation.ruleset.items)
        return cls(evaluation, {at: item.formula for at, item in items if isinstance(item.formula, SurveyMean)})

    def drawn(self, copies: Copies, chance: Chance) -> list[Marks]:
        """Return the marks of all items where the answers of every unit were drawn again."""
        marks = []
        for number, item in enumerate(self.evaluation.ruleset.items):
            facts = self.evaluation.marking[number].facts
            if number not in self.formulas or not facts:
                marks.append(copies.marks(number))
                continue
            again = copies.facts({name: facts[name] for name in facts if name not in ("cohort", "group")})
            names = [f"answers_{level}" for level in self.formulas[number].scale]
            answers = _again(np.array([facts[name] for name in names]), copies.times, chance)
            again |= {name: answers[:, at].reshape(-1) for at, name in enumerate(names)}
            marks.append(copies.marked(item, again, {}))
        return marks


def _again(answers: Counts, times: int, chance: Chance) -> Counts:
    """Return answers by draw, level and unit; `answers` are those given, by level and unit."""
    levels, units = answers.shape
    drawn = np.zeros((times, levels, units), dtype=np.int64)
    upto = np.cumsum(answers, axis=0)
    for unit in range(units):
        given = int(upto[-1, unit])
        if given:
            picked = chance.below(np.full((times, given), given))
            below = np.array([(picked < end).sum(axis=1) for end in upto[:, unit]])
            drawn[:, :, unit] = np.diff(below, axis=0, prepend=0).T
    return drawn
