"""What the rule site is given beside its rulesets: changes to be tried on a roster and its ledgers."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from efficiency_rules.changes.impact.reading import Together
from efficiency_rules.evidence.reading import read_evidence
from efficiency_rules.evidence.roster import read_roster, roster_title
from efficiency_rules.publishing.site.pages.impact import Trial
from efficiency_rules.rulesets.model import Ruleset


def trials(pairs: Iterable[tuple[str, str]], known: Mapping[str, Ruleset], roster: Path, evidence: Path) -> list[Trial]:
    """Return a trial for each pair of rulesets (ids of `known`), the old one first; each pair once.

    Raises InputError with every problem of the roster or the ledgers.
    """
    return [_trial(known[a], known[b], roster, evidence) for a, b in dict.fromkeys(pairs)]


def _trial(old: Ruleset, new: Ruleset, roster: Path, evidence: Path) -> Trial:
    units = read_roster(roster, old)
    return Trial(old, new, units, read_evidence(evidence, Together(old, new), units), roster_title(roster))
