"""A criterion is a value: its name, what it reads, its parameters and how they become a formula (评价指标)."""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from efficiency_rules.criteria.formula import Formula
from efficiency_rules.criteria.formulas.per_unit import PerUnit
from efficiency_rules.criteria.params import Params
from efficiency_rules.evidence.types import EvidenceType

P = TypeVar("P", bound=Params)

LAST_EDITION = 999_999
"""The highest number an edition may have: a ruleset pins at most six digits."""

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)


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
) -> Callable[[Callable[[P], Formula | PerUnit]], Criterion]:
    """Turn a function from parameters to a formula into a Criterion; its docstring is the rule in words.

    Raises TypeError when the id is not lower-case words joined by hyphens, the edition no whole number from 1
    to 999999, or the docstring missing.
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
        return Criterion(id, edition, title, reads, params, build, doc, inspect.getsourcefile(build) or "")

    return make
