"""Problems as data: code, place, what was found and expected, what to do; and the few errors that carry them."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from efficiency_rules.messages import words_of

Language = Literal["zh", "en"]
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: file with line and column, or file with sheet and cell."""

    file: str = ""
    line: int | None = None
    column: int | None = None
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        text = self.file
        if self.line is not None:
            text += f":{self.line}"
            if self.column is not None:
                text += f":{self.column}"
        return " > ".join(part for part in (text, self.sheet, self.cell) if part)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong (or worth knowing): its code, its place and the facts that fill its words."""

    code: str
    place: Place = NOWHERE
    facts: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = "error"

    def text(self, lang: Language = "zh") -> str:
        """Return one line: place, what was found and expected, what to do, code."""
        place = f"{self.place}: " if str(self.place) else ""
        hint = self.hint(lang)
        ending = "。" if lang == "zh" else ". "
        advice = f"{ending}{hint}" if hint else ""
        return f"{place}{self.what(lang)}{advice} [{self.code}]"

    def what(self, lang: Language = "zh") -> str:
        """Return what was found and what was expected, in words.

        A fact `name_en` stands for `name` in English; a list or tuple is written as a list of that language; a
        fact `code_at` (criterion, file and line of a bundle's own code) is put behind the words.
        """
        words = words_of(self.code)
        text = (words.zh if lang == "zh" else words.en).format_map(self._filling(lang))
        code_at = self.facts.get("code_at")
        if not code_at:
            return text
        return f"{text}（{code_at}）" if lang == "zh" else f"{text} ({code_at})"

    def hint(self, lang: Language = "zh") -> str:
        """Return what to do, in words; a fact `near` (a list of known names) becomes a suggestion."""
        words = words_of(self.code)
        advice = (words.zh_hint if lang == "zh" else words.en_hint).format_map(self._filling(lang))
        known = self.facts.get("near")
        if isinstance(known, (list, tuple)) and known:
            suggestion = "是否想写：" + "、".join(known) if lang == "zh" else "did you mean: " + ", ".join(known)
            advice = f"{suggestion}。{advice}" if lang == "zh" else f"{suggestion}? {advice}"
        return advice

    def _filling(self, lang: Language) -> dict[str, object]:
        filling = dict(self.facts)
        if lang == "en":
            filling |= {name.removesuffix("_en"): fact for name, fact in self.facts.items() if name.endswith("_en")}
        return {name: _listed(fact, lang) for name, fact in filling.items()}

    def to_dict(self, lang: Language = "zh") -> dict[str, Any]:
        """Return the problem as plain data: one key a field, words in `lang`."""
        place = self.place
        facts = self._filling(lang)
        return {
            "code": self.code,
            "severity": self.severity,
            "file": place.file,
            "line": place.line,
            "column": place.column,
            "sheet": place.sheet,
            "cell": place.cell,
            "found": str(facts.get("found", "")),
            "expected": str(facts.get("expected", "")),
            "message": self.what(lang),
            "hint": self.hint(lang),
        }

    def __str__(self) -> str:
        return self.text()


def _listed(fact: object, lang: Language) -> object:
    if not isinstance(fact, (list, tuple)):
        return fact
    if not fact:
        return "（无）" if lang == "zh" else "(none)"
    return ("、" if lang == "zh" else ", ").join(str(part) for part in fact)


def mistyped(key: str, expected: str, found: object) -> Problem:
    """Return the problem of an argument that is not of the type expected."""
    return Problem("argument-type", facts={"key": key, "expected": expected, "found": type(found).__name__})


def not_of(kind: Any, expected: str, **arguments: object) -> list[Problem]:
    """Return a problem for each argument that is not of the kind expected, a type or a union of types."""
    return [mistyped(key, expected, found) for key, found in arguments.items() if not isinstance(found, kind)]


class EfficiencyRulesError(Exception):
    """Something could not be done; `problems` says all that is wrong, one entry a problem."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(problem.text() for problem in self.problems))

    def text(self, lang: Language = "zh") -> str:
        """Return all problems, one line each."""
        return "\n".join(problem.text(lang) for problem in self.problems)


class ValueProblem(EfficiencyRulesError, ValueError):
    """A single value (points, percentage, period) cannot be read; pydantic reports it like any ValueError."""


class RulesetError(EfficiencyRulesError):
    """A ruleset cannot be used."""


class InputError(EfficiencyRulesError):
    """A roster, ledger or decision file cannot be used."""


class PluginError(EfficiencyRulesError):
    """A bundle or criterion cannot be used."""


class GradingError(EfficiencyRulesError):
    """Standings, grade scheme and decisions do not fit together."""


class EvaluationError(EfficiencyRulesError):
    """Ruleset, roster and evidence do not fit together."""


def near(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return up to `most` known words that look like `word`, nearest first."""
    return difflib.get_close_matches(word, list(known), n=most, cutoff=0.5)


def did_you_mean(word: str, known: Iterable[str], lang: Language = "zh") -> str:
    """Return a suggestion that can be put behind a message, or an empty text."""
    found = near(word, known)
    if not found:
        return ""
    if lang == "zh":
        return "是否想写：" + "、".join(found)
    return "did you mean: " + ", ".join(found)
