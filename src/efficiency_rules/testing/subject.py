"""What a suite tests: a criterion, and what its author says about it beside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.criteria.own_code import home_of
from efficiency_rules.errors import NOWHERE, Problem
from efficiency_rules.period import Period
from efficiency_rules.points import Points
from efficiency_rules.rulesets.document import RulesetDocument
from efficiency_rules.testing.monotone import Monotone

_CALENDAR = range(2020, 2100)
"""Editions that are taken for years."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A criterion and how it is tested; everything but the criterion may be left out."""

    criterion: Criterion
    params: Mapping[str, Any] | None = None
    """Parameters as a ruleset writes them; None: drawn from the Params model."""
    full: Points | None = None
    """Full points of the item; None: drawn."""
    year: int | None = None
    """The year of the records; None: the edition, where that looks like a year."""
    values: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    """Values to draw for a column, by its name, where its type says too little."""
    examples: int | None = None
    """Examples a check; None: as many as the active Hypothesis profile says."""
    monotone: Monotone | None = None
    """What a Custom or PerUnit formula promises about one more record; families say it themselves."""
    rulesets: Sequence[RulesetDocument] | None = None
    """The rulesets whose items must quote the plan; None: those in the folder of the criterion's package."""

    @property
    def period(self) -> Period:
        """The year of the records."""
        edition = self.criterion.edition
        return Period.year(self.year or (edition if edition in _CALENDAR else 2025))

    @property
    def home(self) -> Path | None:
        """The folder of the package the criterion belongs to, or its file where it has no package."""
        return home_of(str(self.criterion.build.__module__), self.criterion.file)

    @property
    def bundle(self) -> str:
        """The bundle that brought the criterion, or the package it is written in."""
        return self.criterion.bundle or str(self.criterion.build.__module__).partition(".")[0]

    def problem(self, code: str, **facts: object) -> Problem:
        """Return a problem that names bundle, criterion and file."""
        about = {"bundle": self.bundle, "criterion": self.criterion.name, "title": self.criterion.title}
        about |= {"file": self.criterion.file}
        return Problem(code, NOWHERE, {**about, **facts})

    def not_applicable(self, zh: str, en: str) -> Problem:
        """Return the notice that a check does not apply, with the reason in both languages."""
        return replace(self.problem("suite-not-applicable", reason=zh, reason_en=en), severity="info")
