"""A criterion is a value: its name, what it reads, its parameters and how they become a formula (评价指标)."""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from efficiency_rules.criteria.formula import Formula
from efficiency_rules.criteria.formulas.per_unit import PerUnit
from efficiency_rules.criteria.params import Params
from efficiency_rules.evidence.types import EvidenceType

P = TypeVar("P", bound=Params)

LAST_EDITION = 999_999
"""The highest number an edition may have: a ruleset pins at most six digits."""

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)
_EDITION = re.compile(rf"{_ID.pattern}@[1-9][0-9]{{0,5}}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Deprecation:
    """An edition's retirement (停用): no ruleset that begins on or after `since` may pin it; older ones still do.

    `successor` is the `id@edition` to pin instead, empty when nothing takes its place; `reason` is in words.
    Raises TypeError when the day is none, the successor no `id@edition`, or the reason missing.
    """

    since: date
    reason: str
    successor: str = ""

    def __post_init__(self) -> None:
        if type(self.since) is not date:
            raise TypeError(f"Deprecation: since={self.since!r} is no day; write date(2026, 1, 1)")
        if self.successor and not _EDITION.fullmatch(self.successor):
            raise TypeError(f"Deprecation: successor={self.successor!r}: write id@edition, such as one-window@2026")
        if not self.reason.strip():
            raise TypeError("Deprecation: say the reason in words")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One edition of one criterion; `id@edition` is its name and what a ruleset pins."""

    id: str
    edition: int
    title: str
    reads: type[EvidenceType]
    params: type[Params]
    build: Callable[[Any], Formula | PerUnit]
    doc: str
    file: str
    bundle: str = ""
    """The bundle that brought it, with its version; set when bundles are loaded."""
    deprecated: Deprecation | None = None
    """Since when it is retired, and for what; None while it may be pinned."""

    @property
    def name(self) -> str:
        """`id@edition`."""
        return f"{self.id}@{self.edition}"

    def formula(self, params: Params) -> Formula | PerUnit:
        """Return the formula under these parameters."""
        return self.build(params)


def criterion(
    id: str,
    *,
    edition: int,
    title: str,
    reads: type[EvidenceType],
    params: type[P],
    deprecated: Deprecation | None = None,
) -> Callable[[Callable[[P], Formula | PerUnit]], Criterion]:
    """Turn a function from parameters to a formula into a Criterion; its docstring is the rule in words.

    `deprecated` retires the edition from a day on. Raises TypeError when the id is not lower-case words joined by
    hyphens, the edition no whole number from 1 to 999999, the docstring missing, or the successor itself.
    """

    def make(build: Callable[[P], Formula | PerUnit]) -> Criterion:
        if not _ID.fullmatch(id):
            raise TypeError(f"criterion id {id!r}: use lower-case words joined by hyphens")
        if type(edition) is not int or not 1 <= edition <= LAST_EDITION:
            wanted = f"a whole number from 1 to {LAST_EDITION}, such as 2025"
            raise TypeError(f"criterion {id}: edition={edition!r} is no edition; write {wanted}")
        doc = inspect.getdoc(build)
        if not doc:
            raise TypeError(f"criterion {id}@{edition}: its function needs a docstring that states the rule")
        if deprecated is not None and deprecated.successor == f"{id}@{edition}":
            raise TypeError(f"criterion {id}@{edition}: it cannot be its own successor")
        file = inspect.getsourcefile(build) or ""
        return Criterion(id, edition, title, reads, params, build, doc, file, deprecated=deprecated)

    return make
