"""A bundle that is broken on purpose: its mark is a float."""

from collections.abc import Iterable

from efficiency_rules import Criterion, hookimpl


@hookimpl
def provide_criteria() -> Iterable[Criterion]:
    """Return the one criterion."""
    from returns_float_rules.visits import visits

    return [visits]
