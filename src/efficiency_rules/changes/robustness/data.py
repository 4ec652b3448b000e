"""Robustness as plain data: what JSON, CSV and tables are made of."""

from typing import Any

from efficiency_rules.changes.robustness.firmness import Firmness, Robustness, Shaken
from efficiency_rules.grading.distance import Reach
from efficiency_rules.points import WHOLE, Percent, divide_half_up


def data_of(robustness: Robustness) -> dict[str, Any]:
    """Return the robustness as plain data; shares are percentages rounded to 0.01 %."""
    ruleset = robustness.evaluation.ruleset
    return {
        "schema": "efficiency-rules/robustness/1",
        "ruleset": ruleset.id,
        "period": robustness.evaluation.period.id,
        "seed": robustness.seed,
        "draws": robustness.draws,
        "within": str(robustness.within),
        "kinds": list(dict.fromkeys(one.kind for unit in robustness.units for one in unit.shaken)),
        "grades": [{"id": grade.id, "title": grade.title} for grade in ruleset.grading.grades],
        "units": [_unit(unit) for unit in robustness.units],
    }


def _unit(unit: Firmness) -> dict[str, Any]:
    weakest, reach = unit.weakest, unit.distances
    return {
        "unit": unit.unit,
        "name": unit.name,
        "total": unit.total or None,
        "rank": unit.rank,
        "possible": list(unit.possible),
        "above": _reach(reach.enough if reach else None),
        "below": _reach(reach.margin if reach else None),
        "kept": {one.kind: _share(one) for one in unit.shaken},
        "weakest": weakest.kind if weakest else None,
        "reached": [{"grades": list(grades), "draws": draws} for grades, draws in unit.reached],
    }


def _share(shaken: Shaken) -> str:
    # Never rounded to 100 % where a grade was lost.
    ticks = int(divide_half_up(shaken.kept * 10_000, shaken.draws)) * 100
    return str(Percent.from_ticks(min(ticks, WHOLE - 100) if shaken.kept < shaken.draws else ticks))


def _reach(reach: Reach | None) -> dict[str, Any] | None:
    return None if reach is None else {"total": reach.total, "change": reach.change, "possible": list(reach.possible)}
