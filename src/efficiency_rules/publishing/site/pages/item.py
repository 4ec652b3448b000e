"""The page of one item in one ruleset: the rule, its numbers, its curve, its examples, and what changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from efficiency_rules.changes.difference.terms import CHOICES
from efficiency_rules.evidence.types import Column
from efficiency_rules.publishing.formulas import FormulaView, Words
from efficiency_rules.publishing.search import Entry
from efficiency_rules.publishing.site import addresses
from efficiency_rules.publishing.site.examples import Examples
from efficiency_rules.publishing.site.numbers import Number, numbers_of
from efficiency_rules.publishing.site.page import Crumb, Page
from efficiency_rules.publishing.site.shown import Shown
from efficiency_rules.publishing.site.spelling import Piece, pieces
from efficiency_rules.publishing.site.views import Views
from efficiency_rules.rulesets.model import Area, Item, Ruleset


def item_page(shown: Shown, area: Area, item: Item, examples: Sequence[Examples], views: Views) -> Page:
    """Return the page of an item."""
    ruleset = shown.ruleset
    view = views.of(item, ruleset.places)
    numbers = shown.numbers[item.id]
    method = ruleset.methods[item.method]
    old, changes = shown.old.get(item.id), shown.changes.get(item.id, [])
    return Page(
        address=addresses.item(ruleset, item),
        template="item.html",
        title=item.title,
        context={
            "ruleset": ruleset,
            "area": area,
            "item": item,
            "method": method,
            "due": [CHOICES["due"][due] for due in method.due],
            "groups": [ruleset.groups[id] for id in item.applies_to],
            "for_all": set(item.applies_to) == set(ruleset.groups),
            "numbers": numbers,
            "view": view,
            "columns": item.criterion.reads.columns,
            "ledger": addresses.ledger(ruleset, item.criterion.reads.id),
            "examples": examples,
            "changes": [{"zh": one.words("zh"), "en": one.words("en")} for one in changes],
            "before": shown.before,
            "old": old,
            "texts": _texts(old, item, numbers, views, ruleset.places) if old is not None and changes else [],
            "stable": addresses.criterion(ruleset.scheme, item.id),
            "plan": addresses.plan(ruleset),
            "crumbs": crumbs(ruleset, Crumb(item.title, item.title)),
        },
        data=item_data(ruleset, area, item, view, numbers),
        entry=entry_of(ruleset, item, view, numbers, examples),
    )


def crumbs(ruleset: Ruleset, *rest: Crumb) -> list[Crumb]:
    """Return the way from the start to a page of a ruleset."""
    return [Crumb("首页", "Start", ""), Crumb(ruleset.title, ruleset.id, addresses.year(ruleset)), *rest]


def _texts(
    old: Item, new: Item, numbers: Sequence[Number], views: Views, places: int
) -> list[tuple[tuple[str, str], list[Piece]]]:
    """Return the texts of an item that changed, each called by its name, character by character."""
    before = _readings(old, numbers_of(old), views.of(old, places).words)
    after = _readings(new, numbers, views.of(new, places).words)
    names = [name for name in after if before.get(name, "") != after[name]]
    return [(name, pieces(before.get(name, ""), after[name])) for name in names]


def _readings(item: Item, numbers: Sequence[Number], formula: Words) -> dict[tuple[str, str], str]:
    readings = {
        ("名称", "title"): item.title,
        ("方案原文", "quote"): "；".join(item.quotes),
        ("计分公式", "formula"): formula["zh"],
    }
    return readings | {(number.zh, number.en): number.value_zh for number in numbers}


def item_data(
    ruleset: Ruleset, area: Area, item: Item, view: FormulaView, numbers: Sequence[Number]
) -> Mapping[str, Any]:
    """Return what the JSON file beside the page holds; points are text."""
    return {
        "schema": "efficiency-rules/site-item/1",
        "ruleset": ruleset.id,
        "status": ruleset.status,
        "valid": {"from": str(ruleset.valid.first), "to": str(ruleset.valid.last)},
        "use": item.use,
        "title": item.title,
        "area": {"id": area.id, "title": area.title, "clause": area.clause},
        "clause": item.clause,
        "quotes": list(item.quotes),
        "full": str(item.full),
        "method": item.method,
        "applies_to": list(item.applies_to),
        "numbers": [_number(one) for one in numbers],
        "formula": dict(view.words),
        "table": {
            "headings": [dict(heading) for heading in view.table.headings],
            "rows": [list(row) for row in view.table.rows],
        },
        "ledger": {"id": item.criterion.reads.id, "columns": [_column(one) for one in item.criterion.reads.columns]},
        "bundle": item.criterion.bundle,
    }


def _number(number: Number) -> dict[str, Any]:
    origin = number.origin
    own = {"path": number.path, "value": number.value_zh}
    return own | {"basis": origin.basis, "source": origin.source, "note": origin.note}


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "heading": column.heading,
        "kind": column.kind,
        "optional": column.optional,
        "choices": list(column.choices),
    }


def entry_of(
    ruleset: Ruleset, item: Item, view: FormulaView, numbers: Sequence[Number], examples: Sequence[Examples]
) -> Entry:
    """Return what an item is found by: title, clause with quotes, the words of formula, ledger, numbers and cases."""
    words = [view.words["zh"], item.criterion.reads.title]
    words += [column.heading for column in item.criterion.reads.columns]
    words += [*(f"{one.zh} {one.value_zh} {one.origin.source}" for one in numbers)]
    words += [*(case.name for each in examples for case in each.cases), item.id]
    return Entry(
        address=addresses.item(ruleset, item),
        title=item.title,
        clause=f"{item.clause} {' '.join(item.quotes)}",
        text=" ".join(words),
        year=ruleset.year,
        kind="item",
        status=ruleset.status,
    )
