"""The key of a result: everything it was computed from, as one digest."""

from collections.abc import Mapping, Sequence

import efficiency_rules
from efficiency_rules.evaluation import digests
from efficiency_rules.evaluation.acts import Act
from efficiency_rules.evaluation.folder import Tables
from efficiency_rules.jurisdictions.source import pinned
from efficiency_rules.period import Period
from efficiency_rules.rulesets.model import Ruleset

SCHEMA = "efficiency-rules/jurisdiction/1"


def key_of(
    ruleset: Ruleset,
    jurisdiction: str,
    rows: Mapping[str, str],
    period: Period,
    decisions: Sequence[Act],
    tables: Tables,
) -> str:
    """Return the digest of all inputs of one jurisdiction, the same whatever the order of rows and decisions.

    `rows` are the digests of its roster rows and ledgers. Bad rows that were set aside are no part of it: whether
    there were any stands in the receipt beside it.
    """
    return digests.of_data(
        {
            "schema": SCHEMA,
            "library": efficiency_rules.__version__,
            "ruleset": [ruleset.id, ruleset.digest, ruleset.chosen],
            "criteria": [list(pair) for pair in pinned(ruleset)],
            "period": period.id,
            "jurisdiction": jurisdiction,
            "rows": dict(rows),
            "decisions": sorted((act.to_dict() for act in decisions), key=digests.canonical),
            "tables": tables,
        }
    )
