"""The page of one ruleset: all items by area and by method, the grades, and what follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from efficiency_rules.changes.difference.terms import BASES
from efficiency_rules.points import Points
from efficiency_rules.publishing.search import Entry
from efficiency_rules.publishing.site import addresses
from efficiency_rules.publishing.site.page import Crumb, Page
from efficiency_rules.publishing.site.shown import Shown
from efficiency_rules.rulesets.model import Area, Item, Method, Ruleset


@dataclass(frozen=True, slots=True)
class Row:
    """An item in the table of a ruleset; `share` is its bar, in percent of the largest item."""

    item: Item
    method: Method
    address: str
    share: int
    changed: bool
    bases: tuple[str, ...]
    """What its numbers rest on, `none` where nothing is written."""
    waits: bool


def year_page(shown: Shown) -> Page:
    """Return the page of a ruleset."""
    ruleset = shown.ruleset
    most = max((item.full for item in ruleset.items), default=Points(0))
    rows = {area.id: [_row(shown, item, most) for item in area.items] for area in ruleset.areas}
    return Page(
        address=addresses.year(ruleset),
        template="year.html",
        title=ruleset.title,
        context={
            "ruleset": ruleset,
            "before": shown.before,
            "difference": None if shown.before is None else addresses.difference(shown.before, ruleset),
            "rows": rows,
            "methods": _methods(ruleset),
            "widest": max(area.full for area in ruleset.areas),
            "groups": ruleset.groups,
            "plan": addresses.plan(ruleset),
            "basis_names": {basis or "none": names for basis, names in BASES.items()},
            "caps": ruleset.caps,
            "crumbs": [Crumb("首页", "Start", ""), Crumb(ruleset.title, ruleset.id)],
        },
        data=_data(ruleset),
        entry=Entry(
            address=addresses.year(ruleset),
            title=ruleset.title,
            clause=f"{ruleset.document.name} {ruleset.document.number}",
            text=" ".join([ruleset.id, *(area.title for area in ruleset.areas)]),
            year=ruleset.year,
            kind="year",
            status=ruleset.status,
        ),
    )


def _row(shown: Shown, item: Item, most: Points) -> Row:
    ruleset, numbers = shown.ruleset, shown.numbers[item.id]
    return Row(
        item,
        ruleset.methods[item.method],
        addresses.item(ruleset, item),
        int(item.full * 100 / most) if most else 0,
        item.id in shown.changes,
        tuple(dict.fromkeys(number.badge for number in numbers)),
        any(number.origin.waits for number in numbers),
    )


@dataclass(frozen=True, slots=True)
class MethodTotal:
    """What the items of a method are worth together, and how many there are."""

    method: Method
    points: Points
    items: int


def _methods(ruleset: Ruleset) -> list[MethodTotal]:
    totals = []
    for method in ruleset.methods.values():
        own = [item for item in ruleset.items if item.method == method.id]
        totals.append(MethodTotal(method, Points(sum((item.full for item in own), Points(0))), len(own)))
    return totals


def _data(ruleset: Ruleset) -> Mapping[str, Any]:
    return {
        "schema": "efficiency-rules/site-year/1",
        "ruleset": ruleset.id,
        "title": ruleset.title,
        "status": ruleset.status,
        "valid": {"from": str(ruleset.valid.first), "to": str(ruleset.valid.last)},
        "digest": ruleset.digest,
        "areas": [_area(ruleset, area) for area in ruleset.areas],
        "methods": [
            {"id": one.method.id, "title": one.method.title, "full": str(one.points), "items": one.items}
            for one in _methods(ruleset)
        ],
        "grades": [
            {"id": grade.id, "title": grade.title, "share": grade.share_text} for grade in ruleset.grading.grades
        ],
    }


def _area(ruleset: Ruleset, area: Area) -> dict[str, Any]:
    items = [
        {
            "use": one.use,
            "title": one.title,
            "full": str(one.full),
            "method": one.method,
            "address": addresses.item(ruleset, one),
        }
        for one in area.items
    ]
    return {"id": area.id, "title": area.title, "clause": area.clause, "full": str(area.full), "items": items}
