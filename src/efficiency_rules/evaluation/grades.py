"""Grades: from totals to placements, jurisdiction by jurisdiction, with the laws run on every result."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from efficiency_rules.criteria.formulas.grade_cap import GradeCap
from efficiency_rules.errors import EvaluationError, Language, Problem, did_you_mean
from efficiency_rules.evaluation.applicability import Applicability, Flags
from efficiency_rules.evaluation.containment import Failure
from efficiency_rules.evaluation.facts import Gathered
from efficiency_rules.evaluation.marking import Marks
from efficiency_rules.evaluation.reducing import Counts
from efficiency_rules.evaluation.totals import Totals
from efficiency_rules.grading import Decision, Grading, Standing, check_laws, grade
from efficiency_rules.points import WHOLE, decimal_text
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.units import Roster


@dataclass(frozen=True, slots=True)
class Ungraded:
    """A unit that is evaluated but not graded, and why."""

    unit: str
    why: str


@dataclass(frozen=True, slots=True)
class Graded:
    """The gradings by jurisdiction, and the units that stay outside them."""

    gradings: Mapping[str, Grading]
    ungraded: tuple[Ungraded, ...]


def grade_all(
    ruleset: Ruleset,
    roster: Roster,
    applies: Applicability,
    marks: Sequence[Marks],
    totals: Totals,
    caps: Sequence[Gathered | Failure | None],
    decisions: Sequence[Decision],
    quantum: int,
) -> Graded:
    """Return the gradings of all jurisdictions.

    Raises GradingError when decisions do not fit; EvaluationError when a law is broken, which is our bug.
    """
    outside = {roster.units[at].id: why for at, why in kept_out(ruleset, roster, totals).items()}
    keys = key_values(ruleset, marks, totals)
    bounds = bounds_of(ruleset, caps, len(roster))
    standings: dict[str, list[Standing]] = {place: [] for place in applies.jurisdictions}
    home: dict[str, str] = {}
    for at, unit in enumerate(roster):
        if unit.id not in outside:
            texts = tuple(decimal_text(int(values[at]) * quantum, ruleset.places) for values in keys)
            best, worst = bounds[at]
            standings[unit.jurisdiction].append(Standing(unit.id, texts, unit.group, best, worst))
            home[unit.id] = unit.jurisdiction
    decided = _by_jurisdiction(decisions, home)
    titles = {id: group.title for id, group in ruleset.units.items()}
    gradings = {}
    for place, here in standings.items():
        gradings[place] = grade(here, ruleset.grading, decided.get(place, []), groups=titles)
        broken = check_laws(here, ruleset.grading, gradings[place])
        if broken:
            raise EvaluationError([Problem("law-broken", facts={"found": words}) for words in broken])
    return Graded(gradings, tuple(Ungraded(unit, why) for unit, why in outside.items()))


def _by_jurisdiction(decisions: Sequence[Decision], home: Mapping[str, str]) -> dict[str, list[Decision]]:
    """Return the decisions by the jurisdiction of their units; all of them must be graded in the same one."""
    found: dict[str, list[Decision]] = {}
    lost = []
    for decision in decisions:
        places = {home.get(unit) for unit in decision.units}
        place = places.pop()
        if places or place is None:
            lost.append(nowhere(decision.units, home))
        else:
            found.setdefault(place, []).append(decision)
    if lost:
        raise EvaluationError(lost)
    return found


def nowhere(units: Sequence[str], known: Collection[str]) -> Problem:
    """Return the problem of a decision on these units; it suggests others for those not `known`."""
    others = sorted(set(known) - set(units))
    ends: Mapping[Language, str] = {"zh": "；", "en": "; "}
    facts = {"found": "、".join(units)}
    for lang, end in ends.items():
        near = [did_you_mean(unit, others, lang) for unit in units if unit not in known]
        facts[f"near_{lang}"] = "".join(f"{words}{end}" for words in near if words)
    return Problem("decision-nowhere", facts=facts)


def stays_out(ruleset: Ruleset, counted: Flags, totals: Totals) -> Flags:
    """Say of each unit whether it is evaluated and not graded; `counted` whether its group is in the N."""
    few: Flags = totals.applicable * WHOLE < totals.full * ruleset.min_applicable.ticks
    return ~counted | ~totals.known | few


def kept_out(ruleset: Ruleset, roster: Roster, totals: Totals) -> dict[int, str]:
    """Return the units that are evaluated but not graded, by index, and why."""
    counted = np.array([ruleset.units[unit.group].counted for unit in roster], dtype=bool)
    found: dict[int, str] = {}
    for at in np.flatnonzero(stays_out(ruleset, counted, totals)).tolist():
        group = ruleset.units[roster.units[at].group]
        if not group.counted:
            found[at] = f"{group.title}按细则不计入定等次的单位总数"
        elif not totals.known[at]:
            found[at] = "没有适用的计分项，只评价不定等次"
        else:
            found[at] = f"适用分值不足全部分值的 {ruleset.min_applicable}，只评价不定等次"
    return found


def key_values(ruleset: Ruleset, marks: Sequence[Marks], totals: Totals) -> list[Counts]:
    """Return the numbers standings are compared by, in quanta, the total first: one entry a unit each."""
    return [_key_values(key, marks, totals) for key in ("total", *(key.key for key in ruleset.grading.breaks))]


def _key_values(key: str, marks: Sequence[Marks], totals: Totals) -> Counts:
    """Return one of these numbers; a mark that does not count counts as zero."""
    kind, _, id = key.partition(":")
    if kind == "total":
        return totals.total
    if kind == "area":
        return next(area.total for area in totals.areas if area.area == id)
    chosen = [m for m in marks if (m.item.method if kind == "method" else m.item.id) == id]
    zero = np.zeros_like(totals.total)
    return sum((np.where(mark.counted, mark.points, 0) for mark in chosen), zero)


def bounds_of(
    ruleset: Ruleset, caps: Sequence[Gathered | Failure | None], units: int
) -> list[tuple[str | None, str | None]]:
    """Return the best and worst grade each unit may have, from the cap rules that are triggered."""
    order = [grade.id for grade in ruleset.grading.grades]
    best: list[str | None] = [None] * units
    worst: list[str | None] = [None] * units
    for rule, gathered in zip(ruleset.caps, caps, strict=True):
        # A ruleset is bound with GradeCap formulas only, and without their facts nothing is graded.
        assert isinstance(gathered, Gathered)
        assert isinstance(rule.formula, GradeCap)
        triggered: Flags = np.asarray(rule.formula.triggered(gathered.values))
        for at in np.flatnonzero(triggered).tolist():
            if rule.at_best is not None:
                best[at] = max((b for b in (best[at], rule.at_best) if b), key=order.index)
            if rule.at_worst is not None:
                worst[at] = min((w for w in (worst[at], rule.at_worst) if w), key=order.index)
    return [(b, w) for b, w in zip(best, worst, strict=True)]
