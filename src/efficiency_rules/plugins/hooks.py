"""The three hooks: the whole contract between the library and a bundle."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pluggy

from efficiency_rules.criteria.criterion import Criterion

if TYPE_CHECKING:
    from efficiency_rules.evaluation.evaluation import Evaluation

PROJECT = "efficiency_rules"
"""Name of the pluggy project and of the entry-point group of bundles."""

HOOKS = ("provide_criteria", "provide_rulesets", "evaluation_finished")
"""The names of all hooks a bundle may implement."""

CONTRACT = 1
"""The contract a bundle is written for; it may say so in `EFFICIENCY_RULES_CONTRACT`."""

# pluggy reads the signatures below and never calls them.
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def provide_criteria() -> Iterable[Criterion]:
    """Return the bundle's criteria, one entry an edition."""
    return ()


@hookspec
def provide_rulesets() -> Iterable[Path]:
    """Return the folders or YAML files of the bundle's rulesets."""
    return ()


@hookspec
def evaluation_finished(evaluation: "Evaluation") -> None:
    """Take note of a finished evaluation; it cannot be changed."""
