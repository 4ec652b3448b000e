"""A bundle that is sound."""

from collections.abc import Iterable

from efficiency_rules import Criterion, hookimpl


@hookimpl
def provide_criteria() -> Iterable[Criterion]:
    """Return the one criterion."""
    from sound_rules.visits import visits

    return [visits]
