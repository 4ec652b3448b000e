"""What is kept of one county: its records, the facts of every formula asked for, the marks of every item asked for."""

from dataclasses import dataclass, field

from efficiency_rules.criteria.formulas.per_unit import PerUnit
from efficiency_rules.errors import EvaluationError
from efficiency_rules.evaluation.applicability import Applicability, applicability
from efficiency_rules.evaluation.containment import Failure
from efficiency_rules.evaluation.facts import Gathered, Wanted, gather_facts
from efficiency_rules.evaluation.gather import Records, records_of
from efficiency_rules.evaluation.marking import Marks, mark_item
from efficiency_rules.evidence.builtin import NotApplicable
from efficiency_rules.evidence.ledgers import Evidence
from efficiency_rules.period import Period
from efficiency_rules.points import Points
from efficiency_rules.rulesets.model import CapRule, Item, Ruleset
from efficiency_rules.units import Roster

Found = Gathered | Failure | None


@dataclass(frozen=True, slots=True)
class Keeper:
    """One county's records in a period; facts are gathered once a formula, whoever asks."""

    roster: Roster
    records: dict[str, Records]
    _facts: dict[tuple[str, str, int], Found] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, roster: Roster, evidence: Evidence, period: Period) -> "Keeper":
        """Return the keeper of the units that exist in the period."""
        active = roster.active_in(period)
        return cls(active, records_of(evidence, active, period))

    def applies(self, ruleset: Ruleset) -> Applicability:
        """Return what of a ruleset applies to whom."""
        return applicability(ruleset, self.roster, self.records.get(NotApplicable.id))

    def facts(self, rule: Item | CapRule) -> Found:
        """Return the facts of an item or a cap; None where its ledger is not there."""
        full = rule.full if isinstance(rule, Item) else Points(0)
        # Facts do not look at full points, but a PerUnit function marks at once.
        key = (
            rule.criterion.name,
            rule.params.model_dump_json(),
            full.ticks if isinstance(rule.formula, PerUnit) else 0,
        )
        if key not in self._facts:
            (self._facts[key],) = gather_facts(
                [Wanted(rule.criterion.reads, rule.formula, full)], self.records, self.roster
            )
        return self._facts[key]

    def marks(self, ruleset: Ruleset, item: Item, applies: Applicability) -> Marks:
        """Return the marks of an item of a ruleset; raises EvaluationError where one is missing or fails."""
        marks, problems = mark_item(ruleset, self.roster, item, self.facts(item), applies, True)
        errors = [problem for problem in problems if problem.severity == "error"]
        if errors:
            raise EvaluationError(errors)
        return marks
