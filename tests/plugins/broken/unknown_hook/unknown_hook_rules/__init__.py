"""A bundle that is broken on purpose: it implements a hook that there is not."""

from collections.abc import Iterable

from efficiency_rules import Criterion, hookimpl


@hookimpl
def provide_criterions() -> Iterable[Criterion]:
    """Return the one criterion."""
    from unknown_hook_rules.visits import visits

    return [visits]
