"""Decisions: recorded human acts that order the units of a tie, best first (人工裁定)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Self

from efficiency_rules.errors import GradingError, Problem
from efficiency_rules.grading.about import ABOUT, check_about
from efficiency_rules.grading.fields import (
    Findings,
    Path,
    check_choice,
    check_keys,
    check_list,
    check_mapping,
    check_texts,
    finding,
    is_list,
    path_text,
    shown,
    suggestion,
)
from efficiency_rules.grading.levels import Outcome
from efficiency_rules.grading.pools import Pool
from efficiency_rules.grading.standings import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The order of one tie, decided by a person.

    `units` is the whole tie, best first; `by` and `role` say who decided, `on` when (ISO date),
    `reason` why, `document` where it is on record.
    """

    kind: Literal["tie"] = "tie"
    units: tuple[str, ...]
    by: str
    role: str
    on: str
    reason: str
    document: str

    @classmethod
    def parse(cls, mapping: Mapping[str, Any]) -> Self:
        """Return the decision that a mapping holds; raises GradingError with all its problems."""
        findings = _check_decision(mapping, ())
        if findings:
            raise GradingError(problem for _, problem in findings)
        texts = {key: mapping[key] for key in ABOUT}
        return cls(kind=mapping["kind"], units=tuple(mapping["units"]), on=str(mapping["on"]), **texts)

    def to_dict(self) -> dict[str, Any]:
        """Return the decision as plain data; `parse` reads it back."""
        return {
            "kind": self.kind,
            # A text is no list of units; the checks name it.
            "units": list(self.units) if is_list(self.units) else self.units,
            "by": self.by,
            "role": self.role,
            "on": self.on,
            "reason": self.reason,
            "document": self.document,
        }


def check_decisions(decisions: object) -> Findings:
    """Return all problems of a list of decisions as a document holds it, each with its path."""
    if not is_list(decisions):
        return [((), Problem("grading-not-list", facts={"key": "decisions", "found": shown(decisions)}))]
    return [
        (path, _numbered(problem, number, path))
        for number, decision in enumerate(decisions, 1)
        for path, problem in _check_decision(decision, (number - 1,))
    ]


def _numbered(problem: Problem, number: int, path: Path) -> Problem:
    """Say the place of a problem in a list of decisions as people count: 第 1 条裁定的 by."""
    inside = path_text(path[1:])
    key = f"第 {number} 条裁定的 {inside}" if inside else f"第 {number} 条裁定"
    key_en = f"{inside} of decision {number}" if inside else f"decision {number}"
    return replace(problem, facts={**problem.facts, "key": key, "key_en": key_en})


def _check_decision(mapping: object, path: Path) -> Findings:
    if not isinstance(mapping, Mapping):
        return check_mapping(mapping, path, "decision")
    findings = check_keys(mapping, path, "decision", ("kind", "units", "on", *ABOUT))
    if "kind" in mapping:
        findings += check_choice(mapping["kind"], (*path, "kind"), ("tie",))
    if "units" in mapping:
        findings += _check_units(mapping["units"], (*path, "units"))
    return findings + check_about(mapping, path)


def _check_units(units: object, path: Path) -> Findings:
    if not is_list(units):
        return check_list(units, path)
    findings = check_texts(units, path)
    if findings:
        return findings
    seen: set[object] = set()
    for at, unit in enumerate(units):
        if unit in seen:
            findings.append(finding("decision-units-duplicate", (*path, at), found=unit))
        seen.add(unit)
    if len(units) < 2:
        findings.append(finding("decision-units-few", path, found=len(units)))
    return findings


@dataclass(frozen=True, slots=True)
class Decided:
    """What decisions say of one pool: each contestant's position inside its tie, and the decision by block."""

    positions: list[int]
    by_block: dict[int, Decision]


def read_decisions(
    decisions: Sequence[Decision],
    standings: Sequence[Standing],
    pools: Sequence[Pool],
    undecided: Sequence[Outcome],
) -> list[Decided]:
    """Return what the decisions say, one entry a pool.

    `undecided` are the outcomes of the pools without any decision. Raises GradingError naming every decision
    that is malformed, unknown, stale (no longer one tie, or not the whole of it), unused or contradictory.
    """
    findings = check_decisions([decision.to_dict() for decision in decisions])
    if findings:
        raise GradingError(problem for _, problem in findings)
    known = {standing.unit: at for at, standing in enumerate(standings)}
    home = {at: (number, place) for number, pool in enumerate(pools) for place, at in enumerate(pool.contestants)}
    decided = [Decided([0] * pool.base, {}) for pool in pools]
    numbers: dict[tuple[int, int], int] = {}
    problems: list[Problem] = []
    for number, decision in enumerate(decisions, 1):
        facts: dict[str, object] = {"number": number, "document": decision.document}
        unknown = [unit for unit in decision.units if unit not in known]
        problems += [
            Problem("decision-unit-unknown", facts={**facts, "unit": unit, **suggestion(unit, known)})
            for unit in unknown
        ]
        if unknown:
            continue
        facts["units"] = "、".join(decision.units)
        where = [home.get(known[unit]) for unit in decision.units]
        # A forced unit outside the base belongs to no tie.
        tied = {(spot[0], pools[spot[0]].blocks[spot[1]]) if spot else None for spot in where}
        tie = tied.pop()
        if tied or tie is None:
            problems.append(Problem("decision-not-tied", facts=facts))
            continue
        at, block = tie
        pool = pools[at]
        members = [place for place, other in enumerate(pool.blocks) if other == block]
        missing = {standings[pool.contestants[place]].unit for place in members} - set(decision.units)
        if missing:
            facts["missing"] = "、".join(sorted(missing))
            problems.append(Problem("decision-not-whole-tie", facts=facts))
        elif tie in numbers:
            earlier = decided[at].by_block[block]
            facts |= {"other": numbers[tie], "other_document": earlier.document}
            problems.append(Problem("decision-contradictory", facts=facts))
        elif not any(block == other for other, _ in undecided[at].cuts):
            problems.append(Problem("decision-unused", facts=facts))
        else:
            numbers[tie] = number
            decided[at].by_block[block] = decision
            order = {unit: position for position, unit in enumerate(decision.units)}
            for place in members:
                decided[at].positions[place] = order[standings[pool.contestants[place]].unit]
    if problems:
        raise GradingError(problems)
    return decided
