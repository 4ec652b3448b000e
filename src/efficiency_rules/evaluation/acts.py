"""Acts: what a decisions file may hold, ties that were ordered and marks that were adjusted (人工裁定)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from efficiency_rules.errors import Problem
from efficiency_rules.evaluation.adjustments import Adjustment, check_adjustment
from efficiency_rules.grading import Decision, check_decisions
from efficiency_rules.grading.about import is_day
from efficiency_rules.grading.fields import Findings, Path, check_choice, is_list, path_text
from efficiency_rules.period import Period

Act = Decision | Adjustment
"""A recorded human act that an evaluation takes into account."""

KINDS = ("tie", "adjustment")


def check_acts(acts: object) -> Findings:
    """Return all problems of a list of decisions as a document holds it, each with its path."""
    if not is_list(acts):
        return check_decisions(acts)
    # Called with the whole list, it counts its decisions as the document does.
    of_ties = check_decisions(acts)
    findings: Findings = []
    for at, act in enumerate(acts):
        kind = act.get("kind") if isinstance(act, Mapping) else None
        if kind == "adjustment":
            findings += numbered(check_adjustment(act, (at,)), "裁定", "decision")
        elif kind is not None and kind not in KINDS:
            findings += numbered(check_choice(kind, (at, "kind"), KINDS), "裁定", "decision")
        else:
            findings += [(path, problem) for path, problem in of_ties if path[0] == at]
    return findings


def parse_acts(acts: Sequence[Mapping[str, Any]]) -> tuple[Act, ...]:
    """Return the acts of a list in which `check_acts` finds nothing, in the same order."""
    return tuple(Adjustment.parse(entry) if entry["kind"] == "adjustment" else Decision.parse(entry) for entry in acts)


def too_early(acts: Sequence[Act], period: Period) -> list[Problem]:
    """Return a problem for each act that is dated before the first day of the period it should be about."""
    begins = period.first.isoformat()
    # ISO days are in the order of their texts; what is no day is told by the checks of each act.
    return [
        Problem("decision-too-early", facts={"document": act.document, "found": act.on, "expected": begins})
        for act in acts
        if is_day(act.on) and str(act.on) < begins
    ]


def numbered(findings: Findings, zh: str, en: str) -> Findings:
    """Say the place of each problem in a list as people count: 第 1 条裁定的 by, by of decision 1."""
    return [(path, _numbered(problem, path, zh, en)) for path, problem in findings]


def _numbered(problem: Problem, path: Path, zh: str, en: str) -> Problem:
    number, inside = int(path[0]) + 1, path_text(path[1:])
    key = f"第 {number} 条{zh}的 {inside}" if inside else f"第 {number} 条{zh}"
    key_en = f"{inside} of {en} {number}" if inside else f"{en} {number}"
    return replace(problem, facts={**problem.facts, "key": key, "key_en": key_en})
