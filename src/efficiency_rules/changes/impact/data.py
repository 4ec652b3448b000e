"""The impact as plain data: what JSON, CSV, tables and pages are made of."""

from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from efficiency_rules.changes.impact.coalitions import Situation
from efficiency_rules.changes.impact.county import (
    area_figures,
    classes,
    flow,
    newly_apart,
    no_longer_apart,
    tied,
    waiting,
)
from efficiency_rules.changes.impact.measuring import GRADE_PLACES, RANK_PLACES, Impact
from efficiency_rules.changes.impact.splitting import Split
from efficiency_rules.changes.trying import UNPLACED
from efficiency_rules.evaluation.marking import Marks
from efficiency_rules.points import TICKS, decimal_text
from efficiency_rules.rulesets.model import Ruleset

SCHEMA = "efficiency-rules/impact/1"


def data_of(impact: Impact) -> dict[str, Any]:
    """Return the impact as plain data."""
    units = [unit.id for unit in impact.roster]
    width, totals = classes(impact)

    def named(found: Iterable[int]) -> list[str]:
        return [units[at] for at in found]

    sides = {"before": impact.before, "after": impact.after}
    return {
        "schema": SCHEMA,
        "old": _about(impact.difference.old),
        "new": _about(impact.difference.new),
        "period": impact.difference.old.valid.id,
        "orders": impact.orders,
        "seed": None if impact.orders is None else impact.seed,
        "rounding": {"points": "0.0001", "rank": "0.01", "grade": "0.01%"},
        "grades": _grades(impact),
        "counts": _counts(impact),
        "missing": [asdict(one) for one in impact.missing],
        "steps": [_step(impact, at) for at in range(len(impact.steps))],
        "flow": [
            {"before": list(before), "after": list(after), "units": named(found)}
            for (before, after), found in flow(impact).items()
        ],
        "classes": {
            "width": decimal_text(width),
            "classes": [{"least": decimal_text(one.least), "before": one.before, "after": one.after} for one in totals],
        },
        "areas": _areas(impact),
        "no_longer_apart": [_item(marks) for marks in no_longer_apart(impact)],
        "newly_apart": [_item(marks) for marks in newly_apart(impact)],
        "waiting": {side: named(waiting(one)) for side, one in sides.items()},
        "tied": {side: named(tied(impact, one)) for side, one in sides.items()},
        "units": [_unit(impact, at) for at in range(len(units))],
    }


def _about(ruleset: Ruleset) -> dict[str, str]:
    return {"id": ruleset.id, "title": ruleset.title, "status": ruleset.status, "digest": ruleset.digest}


def _grades(impact: Impact) -> list[dict[str, str]]:
    both = (*impact.after.ruleset.grading.grades, *impact.before.ruleset.grading.grades)
    return [{"id": id, "title": title} for id, title in {grade.id: grade.title for grade in both}.items()]


def _counts(impact: Impact) -> dict[str, int]:
    before, after = impact.before.outcome, impact.after.outcome
    order = {grade["id"]: at for at, grade in enumerate(_grades(impact))}
    certain = [
        order[b[0]] - order[a[0]]
        for b, a in zip(before.grades, after.grades, strict=True)
        if len(b) == len(a) == 1 and a != b
    ]
    return {
        "units": len(impact.roster),
        "totals": int((impact.changed != 0).sum()),
        "totals_up": int((impact.changed > 0).sum()),
        "ranks": sum(b != a for b, a in zip(before.ranks, after.ranks, strict=True)),
        "grades": len(impact.moved_grade()),
        "grades_better": sum(change > 0 for change in certain),
        "grades_worse": sum(change < 0 for change in certain),
    }


def _step(impact: Impact, at: int) -> dict[str, Any]:
    step = impact.steps[at]
    before, after = impact.path[at], impact.path[at + 1]
    added = after.ticks - before.ticks
    fair = impact.fair
    moved = [
        unit.id for unit, b, a in zip(impact.roster, before.outcome.grades, after.outcome.grades, strict=True) if a != b
    ]
    return {
        "id": step.id,
        "kinds": list(dict.fromkeys(change.kind for change in step.changes)),
        "criteria": list(dict.fromkeys(change.id for change in step.changes if change.part == "item")),
        "changes": [change.place for change in step.changes],
        "zh": step.words("zh"),
        "en": step.words("en"),
        "sequential": {
            "points": decimal_text(int(added.sum())),
            "up": int((added > 0).sum()),
            "down": int((added < 0).sum()),
            "grades": moved,
        },
        "shapley": {
            "points": decimal_text(int(fair.totals.published[at].sum())),
            "up": int((fair.totals.published[at] > 0).sum()),
            "down": int((fair.totals.published[at] < 0).sum()),
            "grades": _percent(int(fair.grades.published[at].sum())),
            "error": None if fair.totals.errors is None else decimal_text(int(fair.totals.errors[at].max(initial=0))),
        },
    }


def _areas(impact: Impact) -> list[dict[str, Any]]:
    titles = {area.id: area.title for one in (impact.after, impact.before) for area in one.ruleset.areas}
    rows = []
    for id, title in titles.items():
        sides = {}
        for side, situation in (("before", impact.before), ("after", impact.after)):
            figures = area_figures(situation, id)
            sides[side] = figures and {name: decimal_text(ticks) for name, ticks in asdict(figures).items()}
        rows.append({"id": id, "title": title, **sides})
    return rows


def _item(marks: Marks) -> dict[str, str]:
    return {"criterion": marks.item.use, "title": marks.item.title}


def _unit(impact: Impact, at: int) -> dict[str, Any]:
    unit = impact.roster.units[at]
    before, after = impact.before, impact.after
    return {
        "unit": unit.id,
        "name": unit.name,
        "group": unit.group,
        "jurisdiction": unit.jurisdiction,
        "total": {
            "before": _total(before, at),
            "after": _total(after, at),
            "change": decimal_text(int(impact.changed[at])),
        },
        "rank": {"before": _rank(before, at), "after": _rank(after, at)},
        "grade": {"before": list(before.outcome.grades[at]), "after": list(after.outcome.grades[at])},
        "sequential": _sequential(impact, at),
        "shapley": _shapley(impact, at),
    }


def _total(situation: Situation, at: int) -> str | None:
    if not situation.totals.known[at]:
        return None
    return decimal_text(int(situation.ticks[at]), situation.ruleset.places)


def _rank(situation: Situation, at: int) -> int | None:
    return None if situation.outcome.ranks[at] == UNPLACED else situation.outcome.ranks[at]


def _sequential(impact: Impact, at: int) -> list[dict[str, Any]]:
    """The steps that move something of a unit; `grade` is what it can get once the step is carried out."""
    rows = []
    for number, step in enumerate(impact.steps):
        was, now = (one.outcome.grades[at] for one in impact.path[number : number + 2])
        points, rank = (int(split.exact[number, at]) for split in (impact.sequential.totals, impact.sequential.ranks))
        if points or rank or was != now:
            rows.append({"step": step.id, "points": decimal_text(points), "rank": rank, "grade": list(now)})
    return rows


def _shapley(impact: Impact, at: int) -> list[dict[str, Any]]:
    fair = impact.fair
    rows = []
    for number, step in enumerate(impact.steps):
        splits = (fair.totals, fair.ranks, fair.grades)
        if not any(split.exact[number, at] for split in splits):
            continue
        points, rank, grade = (int(split.published[number, at]) for split in splits)
        exact = fair.totals.fraction(number, at) / TICKS
        rows.append(
            {
                "step": step.id,
                "points": decimal_text(points),
                "exact": str(exact),
                "error": _error(fair.totals, number, at, TICKS),
                "rank": _hundredths(rank),
                "rank_error": _error(fair.ranks, number, at, RANK_PLACES),
                "grade": _percent(grade),
                "grade_error": _error(fair.grades, number, at, GRADE_PLACES // 100),
            }
        )
    return rows


def _error(split: Split, step: int, unit: int, whole: int) -> str | None:
    return None if split.errors is None else str(Decimal(int(split.errors[step, unit])) / whole)


def _hundredths(number: int) -> str:
    return str(Decimal(number) / 100)


def _percent(number: int) -> str:
    return f"{Decimal(number) * 100 / GRADE_PLACES}%"
