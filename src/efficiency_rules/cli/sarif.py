"""Problems as SARIF 2.1.0, for code review tools."""

from collections.abc import Sequence
from typing import Any

import efficiency_rules
from efficiency_rules.errors import Language, Problem

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(problems: Sequence[Problem], lang: Language) -> dict[str, Any]:
    """Return one SARIF run with one result a problem."""
    rules = sorted({problem.code for problem in problems})
    driver = {
        "name": "efficiency-rules",
        "version": efficiency_rules.__version__,
        "rules": [{"id": code} for code in rules],
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": [_result(problem, lang) for problem in problems]}],
    }


def _result(problem: Problem, lang: Language) -> dict[str, Any]:
    place = problem.place
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{problem.what(lang)} {problem.hint(lang)}".strip()},
    }
    if place.file:
        location: dict[str, Any] = {"artifactLocation": {"uri": place.file.replace("\\", "/")}}
        if place.line is not None:
            location["region"] = {"startLine": place.line, "startColumn": place.column or 1}
        result["locations"] = [{"physicalLocation": location}]
    return result
