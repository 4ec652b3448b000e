"""Gathering the problems of a document: each with its code, its place and its facts."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from efficiency_rules.errors import Place, Problem, Severity, near
from efficiency_rules.strict_yaml import in_order


@dataclass(frozen=True, slots=True)
class Problems:
    """The problems found so far."""

    found: list[Problem] = field(default_factory=list)

    def add(self, code: str, place: Place, **facts: object) -> None:
        """Note one error."""
        self.found.append(Problem(code, place, facts))

    def remark(self, severity: Severity, code: str, place: Place, **facts: object) -> None:
        """Note one problem of a severity."""
        self.found.append(Problem(code, place, facts, severity))

    def adopt(self, problems: Iterable[Problem], place: Place) -> None:
        """Note problems that do not know their place in the document."""
        self.found.extend(replace(problem, place=place) for problem in problems)

    def unknown(self, code: str, place: Place, found: str, known: Iterable[str], **facts: object) -> None:
        """Note a word that is none of the known ones, with those it looks like."""
        words = list(known)
        expected = "、".join(words) or "—"
        self.add(code, place, found=found, expected=expected, near=near(found, words), **facts)

    @property
    def errors(self) -> list[Problem]:
        """The problems that keep the document from being used, in the order of their places."""
        return [problem for problem in in_order(self.found) if problem.severity == "error"]


def shown(data: Any) -> str:
    """Return a value as a message shows it: as written, and cut short when long."""
    if data is None:
        return ""
    if isinstance(data, bool):
        return str(data).lower()
    if isinstance(data, dict):
        text = "{" + ", ".join(f"{key}: {shown(value)}" for key, value in data.items()) + "}"
    elif isinstance(data, list):
        text = "[" + ", ".join(shown(value) for value in data) + "]"
    else:
        text = str(data)
    return text if len(text) <= 60 else text[:57] + "..."
