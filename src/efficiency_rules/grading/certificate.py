"""The certificate of a grading: everything that decided it, as plain data (grading.json)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from efficiency_rules.grading.standings import Bounds, key_text
from efficiency_rules.grading.ties import Tie

if TYPE_CHECKING:
    from efficiency_rules.grading.placement import Grading


def certificate(grading: "Grading") -> dict[str, Any]:
    """Return the grading as plain data: text, whole numbers, booleans and None; units by rank, then id."""
    return {
        "policy": grading.scheme.policy(),
        "units_counted": len(grading.standings),
        "seats": _seats(grading),
        "lines": _lines(grading),
        "ties": [_tie(tie) for tie in grading.ties],
        "decisions": sorted((decision.to_dict() for decision in grading.decisions), key=lambda d: d["units"]),
        "units": _units(grading),
    }


def _seats(grading: "Grading") -> list[dict[str, Any]]:
    placed: dict[str | None, int] = {}
    for placement in grading.placements:
        placed[placement.grade] = placed.get(placement.grade, 0) + 1
    return [
        {
            "grade": grade.id,
            "title": grade.title,
            "share": grade.share_text,
            "exact": str(seat.exact),
            "floor": seat.floor,
            "remainder": str(seat.remainder),
            "given": seat.given,
            "placed": placed.get(grade.id, 0),
        }
        for grade, seat in zip(grading.scheme.grades, grading.allotment, strict=True)
    ]


def _lines(grading: "Grading") -> list[dict[str, Any]]:
    """Return each line between two grades: the last units above it and the first below.

    Only units that might have stood on the other side are looked at; units that wait stand in `waiting`.
    """
    order = grading.scheme.order
    last = len(order) - 1
    grades = [None if one.grade is None else order[one.grade] for one in grading.placements]
    return [
        {
            "between": [grading.scheme.grades[line].id, grading.scheme.grades[line + 1].id],
            "above": _side(grading, _above(grades, grading.bounds, line), last=True),
            "below": _side(grading, _below(grades, grading.bounds, line), last=False),
            "waiting": sorted(
                one.unit
                for one, possible in zip(grading.standings, grading.possible, strict=True)
                if order[possible[0]] <= line < order[possible[-1]]
            ),
        }
        for line in range(last)
    ]


def _above(grades: Sequence[int | None], bounds: Sequence[Bounds], line: int) -> list[int]:
    return [
        at
        for at, (grade, (_, worst)) in enumerate(zip(grades, bounds, strict=True))
        if grade is not None and grade <= line < worst
    ]


def _below(grades: Sequence[int | None], bounds: Sequence[Bounds], line: int) -> list[int]:
    return [
        at
        for at, (grade, (best, _)) in enumerate(zip(grades, bounds, strict=True))
        if grade is not None and best <= line < grade
    ]


def _side(grading: "Grading", indices: Sequence[int], *, last: bool) -> dict[str, Any] | None:
    """Return the full key and the ids of the last (or first) ranked of these units, None without any."""
    if not indices:
        return None
    choose = max if last else min
    rank = choose(grading.placements[at].rank for at in indices)
    there = [grading.standings[at] for at in indices if grading.placements[at].rank == rank]
    return {
        "rank": rank,
        "keys": [key_text(texts) for texts in zip(*(standing.keys for standing in there), strict=True)],
        "units": sorted(standing.unit for standing in there),
    }


def _tie(tie: Tie) -> dict[str, Any]:
    return {
        "state": "open" if tie.open else "decided",
        "rank": tie.rank,
        "keys": list(tie.keys),
        "cutoffs": [
            {"between": [cutoff.better, cutoff.worse], "seats_left": cutoff.seats_left} for cutoff in tie.cutoffs
        ],
        "units": [
            {"unit": unit, "possible": list(grades)} for unit, grades in zip(tie.units, tie.possible, strict=True)
        ],
        "decision": None if tie.decision is None else tie.decision.to_dict(),
    }


def _units(grading: "Grading") -> list[dict[str, Any]]:
    rows = zip(grading.standings, grading.placements, grading.possible, strict=True)
    units = [
        {
            "unit": placement.unit,
            "group": standing.group,
            "keys": list(standing.keys),
            "best": standing.best,
            "worst": standing.worst,
            "rank": placement.rank,
            "grade": placement.grade,
            "on_line": placement.on_line,
            "possible": list(possible),
            "why": placement.why,
        }
        for standing, placement, possible in rows
    ]
    return sorted(units, key=lambda row: (row["rank"], row["unit"]))
