"""A bundle that is broken on purpose: it gives a point to every unit on top of full marks."""

from collections.abc import Iterable

from efficiency_rules import Criterion, hookimpl


@hookimpl
def provide_criteria() -> Iterable[Criterion]:
    """Return the one criterion."""
    from above_full_rules.visits import visits

    return [visits]
