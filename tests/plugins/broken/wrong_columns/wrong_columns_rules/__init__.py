"""A bundle that is broken on purpose: it reads a column that its ledger does not have."""

from collections.abc import Iterable

from efficiency_rules import Criterion, hookimpl


@hookimpl
def provide_criteria() -> Iterable[Criterion]:
    """Return the one criterion."""
    from wrong_columns_rules.visits import visits

    return [visits]
