"""A bundle that is broken on purpose: it is written for a contract that is not known here."""

from collections.abc import Iterable

from efficiency_rules import Criterion, hookimpl

EFFICIENCY_RULES_CONTRACT = 99


@hookimpl
def provide_criteria() -> Iterable[Criterion]:
    """Return the one criterion."""
    from wrong_contract_rules.visits import visits

    return [visits]
