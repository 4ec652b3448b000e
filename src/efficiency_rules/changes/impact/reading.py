"""What evidence has to hold to try two rulesets on it: the ledgers of both, over the days of the old one."""

from collections.abc import Mapping
from dataclasses import dataclass

from efficiency_rules.evidence.types import EvidenceType
from efficiency_rules.period import Period
from efficiency_rules.rulesets.model import Ruleset


@dataclass(frozen=True, slots=True)
class Together:
    """Two rulesets as `read_evidence` needs them: the ledgers that either reads, dated in the period of `old`."""

    old: Ruleset
    new: Ruleset

    @property
    def evidence_types(self) -> Mapping[str, type[EvidenceType]]:
        """The evidence types of both by id."""
        return {**self.new.evidence_types, **self.old.evidence_types}

    @property
    def valid(self) -> Period:
        """The days of the old ruleset."""
        return self.old.valid

    @property
    def groups(self) -> Mapping[str, str]:
        """The unit groups of the old ruleset."""
        return self.old.groups
