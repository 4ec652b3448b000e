"""A bundle that is broken on purpose: its loop has no end."""

from collections.abc import Iterable

from efficiency_rules import Criterion, hookimpl


@hookimpl
def provide_criteria() -> Iterable[Criterion]:
    """Return the one criterion."""
    from hangs_rules.visits import visits

    return [visits]
