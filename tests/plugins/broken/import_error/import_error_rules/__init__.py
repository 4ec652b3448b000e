"""A bundle that is broken on purpose: it imports a module that is not installed."""

from collections.abc import Iterable

import a_module_that_nobody_has

from efficiency_rules import Criterion, hookimpl


@hookimpl
def provide_criteria() -> Iterable[Criterion]:
    """Return what the other module offers."""
    return a_module_that_nobody_has.criteria()
