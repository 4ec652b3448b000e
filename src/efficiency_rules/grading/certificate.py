"""The certificate of a grading: everything that decided it, as plain data (grading.json)."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from efficiency_rules.grading.pools import Pool
from efficiency_rules.grading.standings import key_text
from efficiency_rules.grading.ties import Tie

if TYPE_CHECKING:
    from efficiency_rules.grading.placement import Grading


def certificate(grading: "Grading") -> dict[str, Any]:
    """Return the grading as plain data: text, whole numbers, booleans and None (docs/grading.md, section 7)."""
    order = grading.scheme.order
    grades = [None if one.grade is None else order[one.grade] for one in grading.placements]
    return {
        "policy": grading.scheme.policy(),
        "pools": [
            _pool(grading, pool, moved, grades) for pool, moved in zip(grading.pools, grading.moved, strict=True)
        ],
        "county": _county(grading, grades),
        "ties": [_tie(tie) for tie in grading.ties],
        "decisions": sorted((decision.to_dict() for decision in grading.decisions), key=lambda d: d["units"]),
        "units": _units(grading),
    }


def _pool(grading: "Grading", pool: Pool, moved: bool, grades: Sequence[int | None]) -> dict[str, Any]:
    return {
        "group": pool.group,
        "units": len(pool.units),
        "base": pool.base,
        "seats": _seats(grading, pool, moved, grades),
        "lines": [_line(grading, pool, grades, line) for line in range(pool.grades - 1)],
    }


def _seats(grading: "Grading", pool: Pool, moved: bool, grades: Sequence[int | None]) -> list[dict[str, Any]]:
    placed = [sum(grades[at] == level for at in pool.units) for level in range(pool.grades)]
    rows = []
    for level, grade in enumerate(grading.scheme.grades):
        given = None if pool.seats is None else pool.seats[level]
        bent = given is not None and placed[level] != given
        rows.append(
            {
                "grade": grade.id,
                "title": grade.title,
                **_arithmetic(grade.share, grade.share_text, pool.base),
                "given": given,
                "placed": placed[level],
                "bent": _bent(grading, pool, moved, grades, level) if bent else [],
            }
        )
    return rows


def _arithmetic(share: Fraction | None, text: str, base: int) -> dict[str, Any]:
    """Return the share as written, what it makes of the base, its whole part and what remains."""
    if share is None:
        return {"share": None, "exact": None, "floor": None, "remainder": None}
    exact = share * base
    floor = exact.numerator // exact.denominator
    return {"share": text, "exact": str(exact), "floor": floor, "remainder": str(exact - floor)}


def _bent(grading: "Grading", pool: Pool, moved: bool, grades: Sequence[int | None], level: int) -> list[str]:
    """Return what can have made the units placed in a grade differ from its seats."""
    free = (0, pool.grades - 1)
    forced = set(pool.units) - set(pool.contestants)
    grade = grading.scheme.grades[level].id
    reasons = {
        "forced": any(grades[at] == level for at in forced),
        "restriction": any(bounds != free for bounds in pool.bounds),
        "tie": moved,
        "waiting": any(grades[at] is None and grade in grading.possible[at] for at in pool.units),
    }
    return [reason for reason, holds in reasons.items() if holds]


def _county(grading: "Grading", grades: Sequence[int | None]) -> list[dict[str, Any]]:
    base = sum(pool.base for pool in grading.pools)
    seats = grading.seats
    return [
        {
            "grade": grade.id,
            "exact": None if grade.share is None else str(grade.share * base),
            "given": seats.get(grade.id),
            "placed": sum(found == level for found in grades),
        }
        for level, grade in enumerate(grading.scheme.grades)
    ]


def _line(grading: "Grading", pool: Pool, grades: Sequence[int | None], line: int) -> dict[str, Any]:
    """Return one line between two grades: the last units above it and the first below.

    Only units that might have stood on the other side are looked at; units that wait stand in `waiting`.
    """
    order, bounds = grading.scheme.order, grading.bounds
    above, below, waiting = [], [], []
    for at, rank in zip(pool.units, pool.ranks, strict=True):
        grade, (best, worst) = grades[at], bounds[at]
        if grade is None:
            possible = grading.possible[at]
            if order[possible[0]] <= line < order[possible[-1]]:
                waiting.append(grading.standings[at].unit)
        elif grade <= line < worst:
            above.append((rank, at))
        elif best <= line < grade:
            below.append((rank, at))
    return {
        "between": [grading.scheme.grades[line].id, grading.scheme.grades[line + 1].id],
        "above": _side(grading, above, max(above)[0]) if above else None,
        "below": _side(grading, below, min(below)[0]) if below else None,
        "waiting": sorted(waiting),
    }


def _side(grading: "Grading", ranked: Sequence[tuple[int, int]], rank: int) -> dict[str, Any]:
    """Return the full key and the ids of the units that have this rank."""
    there = [grading.standings[at] for other, at in ranked if other == rank]
    return {
        "rank": rank,
        "keys": [key_text(texts) for texts in zip(*(standing.keys for standing in there), strict=True)],
        "units": sorted(standing.unit for standing in there),
    }


def _tie(tie: Tie) -> dict[str, Any]:
    return {
        "group": tie.group,
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
    if grading.scheme.pool == "all":
        return sorted(units, key=lambda row: (row["rank"], row["unit"]))
    return sorted(units, key=lambda row: (row["group"], row["rank"], row["unit"]))
