"""A bundle that is broken on purpose: it writes into the facts that it is given."""

from collections.abc import Iterable

from efficiency_rules import Criterion, hookimpl


@hookimpl
def provide_criteria() -> Iterable[Criterion]:
    """Return the one criterion."""
    from mutates_rules.visits import visits

    return [visits]
