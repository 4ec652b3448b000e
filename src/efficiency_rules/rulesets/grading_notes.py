"""What a reader of a ruleset should know of its grading policy: what is unsaid, and what small counties get."""

from dataclasses import fields

from efficiency_rules.errors import Severity
from efficiency_rules.grading.proof import empty_up_to, prove
from efficiency_rules.grading.scheme import GradeScheme
from efficiency_rules.rulesets.problems import Problems
from efficiency_rules.rulesets.structure import Parts

_DECIDE_GRADES = ("pool", "base", "seat_tie", "restrictions")
"""Policies that change somebody's grade and are read as the plan's ordinary ones where nothing is said."""

_ORDINARY = {field.name: field.default for field in fields(GradeScheme)}

_WITHOUT_SEAT_TIES = (None, "cumulative-floor", "cumulative-ceil", "explicit")
"""Seat methods whose arithmetic has no exact ties (docs/grading.md, section 3), and none at all."""


def note_grading(parts: Parts, problems: Problems) -> None:
    """Note unsaid policies (an error in a published document) and what the seats do in small counties."""
    if not parts.grading.nodes:
        return
    _note_unsaid(parts, problems)
    _check_group_order(parts, problems)
    scheme = parts.scheme
    if scheme is None:
        return
    _note_small_counties(parts, scheme, problems)
    if scheme.accept_paradox and (scheme.rule is None or prove(scheme.rule) is None):
        node = parts.grading.nodes["accept_paradox"]
        problems.remark("warning", "ruleset-paradox-unneeded", node.place, found=scheme.accept_paradox)


def _note_unsaid(parts: Parts, problems: Problems) -> None:
    written = parts.grading.nodes
    severity: Severity = "error" if parts.head.get("status") == "published" else "info"
    tieless = (written["seats"].data if "seats" in written else None) in _WITHOUT_SEAT_TIES
    for key in _DECIDE_GRADES:
        if key not in written and not (key == "seat_tie" and tieless):
            place = parts.grading.node.place
            problems.remark(severity, "ruleset-policy-unsaid", place, key=f"grading.{key}", found=_ORDINARY[key])


def _check_group_order(parts: Parts, problems: Problems) -> None:
    pool, order = (parts.grading.nodes.get(key) for key in ("pool", "group_order"))
    if pool is None or pool.data != "by-group-reconciled" or not parts.units:
        return
    if order is None:
        problems.remark("warning", "ruleset-group-order-open", pool.place)
        return
    if not isinstance(order.data, list):
        # Reported where the section is read.
        return
    named = [entry for entry in order.elements() if isinstance(entry.data, str)]
    for entry in named:
        if entry.data not in parts.units:
            problems.unknown("ruleset-group-unknown", entry.place, entry.data, parts.units, key=order.title)
    listed = [entry.data for entry in named]
    missing = [id for id, group in parts.units.items() if group.get("counted", True) and id not in listed]
    if missing:
        problems.add("ruleset-group-order-short", order.place, found=listed, missing=missing)


def _note_small_counties(parts: Parts, scheme: GradeScheme, problems: Problems) -> None:
    if scheme.rule is None:
        return
    code = "ruleset-small-group" if scheme.pool == "by-group" else "ruleset-small-county"
    place = parts.grading.nodes["grades"].place
    for grade, units in empty_up_to(scheme.rule):
        problems.remark("info", code, place, found=units, grade=scheme.grades[grade].title)
