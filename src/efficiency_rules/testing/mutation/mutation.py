"""Rubric mutation testing of one ruleset: every mutant, what became of it, and the score."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.errors import Problem
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.testing.cases import Case
from efficiency_rules.testing.mutation.arguments import Argument, read_arguments, unused
from efficiency_rules.testing.mutation.loading import Original
from efficiency_rules.testing.mutation.mutants import mutants
from efficiency_rules.testing.mutation.running import Fate, Outcome, try_mutants
from efficiency_rules.testing.mutation.telling_apart import case_for


@dataclass(frozen=True, slots=True)
class Mutation:
    """The mutants of a ruleset in its order; `proposals` are cases by the name of the mutant they would notice.

    `problems` are those of the file of arguments.
    """

    ruleset: Ruleset
    cases: int
    outcomes: tuple[Outcome, ...]
    proposals: Mapping[str, str]
    problems: tuple[Problem, ...]

    @property
    def counts(self) -> Mapping[Fate, int]:
        """How many mutants met each fate."""
        return Counter(outcome.fate for outcome in self.outcomes)

    @property
    def survivors(self) -> tuple[Outcome, ...]:
        """The mutants that nothing noticed and nobody argued away."""
        return tuple(outcome for outcome in self.outcomes if outcome.fate == "survived")

    @property
    def score(self) -> tuple[int, int]:
        """Mutants that a case noticed, of those that one could: neither refused by the loader nor argued."""
        noticed = self.counts.get("case", 0)
        return noticed, noticed + len(self.survivors)


def mutate(path: Path, criteria: Mapping[str, Criterion], cases: Sequence[Case]) -> Mutation:
    """Return the mutation test of a ruleset file by those of `cases` that are bound to it and hold.

    Raises RulesetError with all problems of the file when it does not load.
    """
    original = Original.of(path, criteria)
    own = [case for case in cases if _is_of(case, original.ruleset) and case.result().passed]
    arguments, problems = read_arguments(path)
    outcomes = try_mutants(original, mutants(original.text, criteria), own)
    survivors = [outcome.mutant.name for outcome in outcomes if outcome.fate == "survived"]
    judged = tuple(_argued(outcome, arguments) for outcome in outcomes)
    bindings = [case.binding for case in own if case.binding is not None]
    proposals = {
        outcome.mutant.name: case_for(original.ruleset, outcome, bindings)
        for outcome in judged
        if outcome.fate == "survived"
    }
    return Mutation(original.ruleset, len(own), judged, proposals, (*problems, *unused(arguments, survivors)))


def _is_of(case: Case, ruleset: Ruleset) -> bool:
    return case.binding is not None and case.binding.ruleset.digest == ruleset.digest


def _argued(outcome: Outcome, arguments: Mapping[str, Argument]) -> Outcome:
    if outcome.fate != "survived" or outcome.mutant.name not in arguments:
        return outcome
    return replace(outcome, fate="argued", by=arguments[outcome.mutant.name].reason)
