"""A bundle that is broken on purpose: it offers two criteria under one name and edition."""

from collections.abc import Iterable

from efficiency_rules import Criterion, hookimpl


@hookimpl
def provide_criteria() -> Iterable[Criterion]:
    """Return both."""
    from duplicate_rules.visits import again, visits

    return [visits, again]
