"""The test kit for rule authors: cases in words, and a suite of checks for any criterion."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from efficiency_rules.testing.monotone import Monotone as Monotone
    from efficiency_rules.testing.suite import CriterionSuite as CriterionSuite

_HOMES = {"CriterionSuite": "suite", "Monotone": "monotone"}

__all__ = ["CriterionSuite", "Monotone"]


def __getattr__(name: str) -> Any:
    """Import a name when it is first used: running cases needs neither pytest nor Hypothesis."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    from efficiency_rules.testing.extra import MissingExtra

    try:
        return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    except ModuleNotFoundError as error:
        raise (MissingExtra.of(name, error) or error) from error
