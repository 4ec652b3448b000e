"""A bundle that is broken on purpose: its mark divides by nothing at all."""

from collections.abc import Iterable

from efficiency_rules import Criterion, hookimpl


@hookimpl
def provide_criteria() -> Iterable[Criterion]:
    """Return the one criterion."""
    from raises_rules.visits import visits

    return [visits]
