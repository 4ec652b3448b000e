"""What a reader of a ruleset should know of its grading policy: what is unsaid, and what small counties get."""

from efficiency_rules.errors import GradingError, Severity
from efficiency_rules.grading.proof import empty_up_to, prove
from efficiency_rules.grading.scheme import GradeScheme
from efficiency_rules.rulesets.problems import Problems
from efficiency_rules.rulesets.structure import Parts

_DECIDE_GRADES = ("pool", "base", "seat_tie", "restrictions")
"""Policies that change somebody's grade and are read as the plan's ordinary ones where nothing is said."""


def note_grading(parts: Parts, problems: Problems) -> None:
    """Note unsaid policies (an error in a published document) and what the seats do in small counties."""
    if not parts.grading.nodes:
        return
    try:
        scheme = parts.scheme()
    except GradingError:
        # Reported where the section is read.
        return
    _note_unsaid(parts, scheme, problems)
    _note_groups(parts, scheme, problems)
    if scheme.rule is None:
        return
    place = parts.grading.nodes["grades"].place
    for grade, units in empty_up_to(scheme.rule):
        problems.remark("info", "ruleset-small-county", place, found=units, grade=scheme.grades[grade].title)
    if scheme.accept_paradox and prove(scheme.rule) is None:
        node = parts.grading.nodes["accept_paradox"]
        problems.remark("warning", "ruleset-paradox-unneeded", node.place, found=scheme.accept_paradox)


def _note_unsaid(parts: Parts, scheme: GradeScheme, problems: Problems) -> None:
    severity: Severity = "error" if parts.head.get("status") == "published" else "info"
    policy = scheme.policy()
    for key in _DECIDE_GRADES:
        if key in policy and key not in parts.grading.nodes:
            place = parts.grading.node.place
            problems.remark(severity, "ruleset-policy-unsaid", place, key=f"grading.{key}", found=policy[key])


def _note_groups(parts: Parts, scheme: GradeScheme, problems: Problems) -> None:
    if scheme.pool != "by-group-reconciled":
        return
    if not scheme.group_order:
        problems.remark("warning", "ruleset-group-order-open", parts.grading.nodes["pool"].place)
        return
    node = parts.grading.nodes["group_order"]
    for entry in node.elements():
        if entry.data not in parts.units:
            problems.unknown("ruleset-group-unknown", entry.place, str(entry.data), parts.units, key=entry.title)
    missing = [id for id in parts.units if id not in scheme.group_order]
    if missing:
        problems.add("ruleset-group-order-short", node.place, found="、".join(scheme.group_order), missing=missing)
