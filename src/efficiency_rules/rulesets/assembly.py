"""Putting a checked document and its bound criteria together to a Ruleset."""

from efficiency_rules.criteria.states import DEFAULT_POLICIES, MissingState, Policy
from efficiency_rules.points import Percent
from efficiency_rules.rulesets.checks import DEFAULT_PLACES
from efficiency_rules.rulesets.document import RulesetDocument
from efficiency_rules.rulesets.fields import Fields
from efficiency_rules.rulesets.model import Area, CapRule, Consequence, Item, Method, Ruleset, UnitGroup
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.origin import Origin
from efficiency_rules.rulesets.pinning import Bound, Pins
from efficiency_rules.rulesets.structure import AreaParts, ItemParts, Parts


def assemble(document: RulesetDocument, pins: Pins) -> Ruleset:
    """Return the ruleset; the document and the pins must be free of errors."""
    parts = document.parts
    head, grading, scheme = parts.head, parts.grading, parts.scheme
    assert scheme is not None
    return Ruleset(
        scheme=document.scheme,
        year=document.year,
        revision=document.revision,
        status=document.status,
        title=document.title,
        document=document.document,
        valid=document.valid,
        full_marks=head.get("full_marks"),
        places=head.get("precision", DEFAULT_PLACES),
        units={id: _group(id, fields) for id, fields in parts.units.items()},
        methods={id: Method(id=id, **fields.values) for id, fields in parts.methods.items()},
        areas=assemble_areas(parts, pins),
        grading=scheme,
        grading_clause=grading.get("clause", ""),
        min_applicable=grading.get("min_applicable", Percent("0%")),
        caps=tuple(_cap(cap, one) for cap, one in zip(parts.caps, pins.caps, strict=True) if one is not None),
        consequences={id: Consequence(**fields.values) for id, fields in parts.consequences.items()},
        origins={name: origin for name, (_, origin) in parts.origins.items()},
        file=document.file,
        digest=document.digest,
    )


def assemble_areas(parts: Parts, pins: Pins) -> tuple[Area, ...]:
    """Return the areas with their items; the parts and the pins must be free of errors."""
    bound = iter(pins.items)
    return tuple(_area(area, [next(bound) for _ in area.items], parts) for area in parts.areas)


def _group(id: str, fields: Fields) -> UnitGroup:
    node = fields.nodes.get("counted", fields.node)
    return UnitGroup(id, fields.get("title"), fields.get("counted", True), node.origin)


def _area(area: AreaParts, bound: list[Bound | None], parts: Parts) -> Area:
    fields = area.fields
    items = [_item(item, fields.get("id"), one, parts) for item, one in zip(area.items, bound, strict=True) if one]
    return Area(fields.get("id"), fields.get("title"), fields.get("clause"), fields.get("full"), tuple(items))


def _item(item: ItemParts, area: str, bound: Bound, parts: Parts) -> Item:
    fields = item.fields
    groups: tuple[Node, ...] = fields.get("applies_to", ())
    declared: dict[MissingState, Policy] = {
        state: item.missing.get(state, parts.missing.get(state, default)) for state, default in DEFAULT_POLICIES.items()
    }
    return Item(
        criterion=bound.criterion,
        params=bound.params,
        formula=bound.formula,
        area=area,
        method=fields.get("method"),
        clause=fields.get("clause"),
        quotes=fields.get("quote", ()),
        full=fields.get("full"),
        applies_to=tuple(dict.fromkeys(group.data for group in groups)) or tuple(parts.units),
        missing=declared,
        origins=_origins(item, parts),
        place=fields.place("use"),
    )


def _origins(item: ItemParts, parts: Parts) -> dict[str, Origin]:
    """The origins of an item's own values, and of the document's policies that it does not replace."""
    prefix = item.fields.node.title + "."
    own = {name.removeprefix(prefix): origin for name, (_, origin) in parts.origins.items() if name.startswith(prefix)}
    inherited = {
        f"missing.{state}": node.origin
        for state, node in parts.missing.nodes.items()
        if node.wrapper is not None and state not in item.missing.values
    }
    return {**inherited, **own}


def _cap(cap: Fields, bound: Bound) -> CapRule:
    best, worst = (cap.nodes[key].data if key in cap.nodes else None for key in ("at_best", "at_worst"))
    return CapRule(
        criterion=bound.criterion,
        params=bound.params,
        formula=bound.formula,
        at_best=best,
        at_worst=worst,
        clause=cap.get("clause", ""),
        quotes=cap.get("quote", ()),
        place=cap.place("when"),
    )
