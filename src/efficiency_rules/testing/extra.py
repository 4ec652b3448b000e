"""What the test kit needs beside the library: the extra `test`."""

from typing import Self

from efficiency_rules.errors import EfficiencyRulesError, Problem

_NEEDED = ("hypothesis", "pytest")


class MissingExtra(EfficiencyRulesError, ImportError):
    """A part of the test kit cannot be imported, because the extra `test` is not installed."""

    @classmethod
    def of(cls, name: str, error: ModuleNotFoundError) -> Self | None:
        """Return the error that names the extra; None where it is another module that is missing."""
        missing = (error.name or "").partition(".")[0]
        if missing not in _NEEDED:
            return None
        return cls(Problem("test-extra-missing", facts={"found": name, "expected": missing}))
