"""A rubric as the linter sees it: its items and caps with their formulas, and the text of its plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.criteria.expressions import check_formula
from efficiency_rules.criteria.formula import Formula
from efficiency_rules.criteria.formulas.per_unit import PerUnit
from efficiency_rules.errors import Place, Problem
from efficiency_rules.points import Points
from efficiency_rules.rulesets.checks import DEFAULT_PLACES
from efficiency_rules.rulesets.fields import Fields
from efficiency_rules.rulesets.linting.plan import Plan
from efficiency_rules.rulesets.pinning import Bound, Pins
from efficiency_rules.rulesets.structure import Parts


@dataclass(frozen=True, slots=True)
class Entry:
    """An item (pinned by `use`) or a cap (by `when`), its criterion and the formula its parameters make.

    A cap has no points of its own: `full` is 0.
    """

    fields: Fields
    key: Literal["use", "when"]
    criterion: Criterion
    formula: Formula | PerUnit
    full: Points

    @property
    def title(self) -> str:
        """The criterion's title."""
        return self.criterion.title

    @property
    def place(self) -> Place:
        """Where the criterion is pinned."""
        return self.fields.place(self.key)

    def place_of(self, name: str) -> Place:
        """Return where the parameter of this name stands; the item's place where there is none.

        Formulas call their fields as parameters are called.
        """
        node = self.fields.get("params")
        return node.at((name,)).place if node is not None and name in node.data else self.place

    def finding(self, code: str, name: str = "", **facts: object) -> Problem:
        """Return a warning about the item, at the parameter `name` where it is written."""
        return Problem(code, self.place_of(name), {"title": self.title, **facts}, "warning")


@dataclass(frozen=True, slots=True)
class Rubric:
    """What can be told of a document: items and caps that are sound, whatever else is wrong with it.

    `places` are the decimals of a mark; `plan` is None where the document names no text of its plan.
    """

    parts: Parts
    items: tuple[Entry, ...]
    caps: tuple[Entry, ...]
    places: int
    plan: Plan | None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Items and caps, in the order of the document."""
        return (*self.items, *self.caps)


def rubric_of(parts: Parts, pins: Pins, plan: Plan | None) -> Rubric:
    """Return the rubric of a document as read and bound; what is not sound is left out."""
    return Rubric(
        parts=parts,
        items=tuple(_items(parts, pins.items)),
        caps=tuple(_caps(parts, pins.caps)),
        places=parts.head.get("precision", DEFAULT_PLACES),
        plan=plan,
    )


def _items(parts: Parts, bound: Iterable[Bound | None]) -> Iterable[Entry]:
    for item, one in zip(parts.items, bound, strict=True):
        full: Points | None = item.fields.get("full")
        if one is not None and full and _is_sound(one):
            yield Entry(item.fields, "use", one.criterion, one.formula, full)


def _caps(parts: Parts, bound: Iterable[Bound | None]) -> Iterable[Entry]:
    for cap, one in zip(parts.caps, bound, strict=True):
        if one is not None and _is_sound(one):
            yield Entry(cap, "when", one.criterion, one.formula, Points(0))


def _is_sound(bound: Bound) -> bool:
    """What a formula's expressions cannot do is told as an error; the linter computes with sound ones."""
    return not check_formula(bound.formula, bound.criterion.reads)


def declared(entry: Entry, name: str) -> Mapping[str, Points]:
    """Return the points a formula declares under a field, by what they are for; none where it has no such field."""
    value = getattr(entry.formula, name, None)
    if isinstance(value, Points):
        return {"": value}
    return {key: one for key, one in value.items() if isinstance(one, Points)} if isinstance(value, Mapping) else {}
