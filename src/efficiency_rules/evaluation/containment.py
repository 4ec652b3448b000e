"""Containment: a criterion that fails while scoring damages its own marks only, and is named."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from efficiency_rules.criteria.own_code import home_of, raised_in
from efficiency_rules.errors import Problem
from efficiency_rules.rulesets.model import Item

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failure:
    """What a criterion raised, in words, and the file and line of its own code where that happened."""

    words: str
    at: str
    error: BaseException = field(compare=False, repr=False)

    def problem(self, item: Item) -> Problem:
        """Return the problem that names bundle file, criterion and cause."""
        # A library that the criterion called has raised it, maybe; the author looks for a line of their own.
        own = raised_in(self.error, home_of(str(item.criterion.build.__module__), item.criterion.file)).at
        facts = {"criterion": item.use, "title": item.title, "file": own or self.at or item.criterion.file}
        return Problem("criterion-failed", item.place, facts | {"bundle": item.criterion.bundle, "found": self.words})


def contained(run: Callable[[], T]) -> T | Failure:
    """Return what `run` returns, or the Failure when it raises; only an interrupt by a person goes through."""
    try:
        return run()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        # SystemExit included: a criterion may not end the program.
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if "efficiency_rules/" not in frame.filename.replace("\\", "/")]
        at = f"{own[-1].filename}:{own[-1].lineno}" if own else ""
        return Failure(f"{type(error).__name__}: {error}".replace("\n", " "), at, error)
