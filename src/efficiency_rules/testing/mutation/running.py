"""Running the cases of a ruleset against its mutants: which case notices which change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from efficiency_rules.errors import EfficiencyRulesError, RulesetError
from efficiency_rules.evaluation.containment import contained
from efficiency_rules.evaluation.evaluation import Gather
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.testing.cases import Case
from efficiency_rules.testing.mutation.keeping import keeping
from efficiency_rules.testing.mutation.loading import Original
from efficiency_rules.testing.mutation.mutant import Mutant
from efficiency_rules.testing.prepared import Binding

Fate = Literal["case", "check", "argued", "survived"]
"""case: a case notices it; check: the loader refuses it; argued: said to be equivalent, with a reason; survived."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant, and through what: the case, the refusal, or the reason it is argued with.

    `ruleset` is the mutant as a ruleset where it loads.
    """

    mutant: Mutant
    fate: Fate
    by: str
    ruleset: Ruleset | None


@dataclass(frozen=True, slots=True)
class _Judge:
    """A case that can be run under mutants, its facts kept."""

    case: Case
    binding: Binding
    gather: Gather

    def sees(self, mutant: Mutant) -> bool:
        """Say whether the case looks at what the mutant touches."""
        criterion = self.binding.criterion
        if criterion is None:
            return True
        return criterion in mutant.items if mutant.items is not None else mutant.key == "precision"

    def notices(self, ruleset: Ruleset) -> bool:
        """Say whether something of the case does not hold; what a criterion raises is noticed too."""
        return contained(partial(self._holds, ruleset)) is not True

    def _holds(self, ruleset: Ruleset) -> bool:
        try:
            return not list(self.binding.judge(ruleset, self.gather))
        except EfficiencyRulesError:
            return False


def try_mutants(original: Original, mutants: Sequence[Mutant], cases: Iterable[Case]) -> list[Outcome]:
    """Return what became of each mutant; `cases` are those bound to this ruleset, all of which hold.

    Cases of a criterion are tried before whole counties, which take longer.
    """
    judges = [_Judge(case, case.binding, keeping()) for case in cases if case.binding is not None]
    judges.sort(key=lambda judge: judge.binding.criterion is None)
    for judge in judges:
        # Fills what is kept, so that the first mutant is no slower than the others.
        judge.notices(original.ruleset)
    return [_tried(original, mutant, judges) for mutant in mutants]


def _tried(original: Original, mutant: Mutant, judges: Sequence[_Judge]) -> Outcome:
    try:
        ruleset = original.mutated(mutant)
    except RulesetError as error:
        return Outcome(mutant, "check", error.problems[0].code, None)
    for judge in judges:
        if judge.sees(mutant) and judge.notices(ruleset):
            return Outcome(mutant, "case", f"{judge.case.place}  {judge.case.name}", ruleset)
    return Outcome(mutant, "survived", "", ruleset)
