"""One change between two rulesets: its kind, what it concerns, before and after, and a sentence (一处变动)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from efficiency_rules.changes.difference.kinds import Kind, Part, is_decisive
from efficiency_rules.changes.difference.tree import Path
from efficiency_rules.errors import Language
from efficiency_rules.grading.scheme import TieKey
from efficiency_rules.points import TICKS, Percent, Points, decimal_text
from efficiency_rules.rulesets.origin import Origin


@dataclass(frozen=True, slots=True)
class Change:
    """One change, with all that is needed to carry it out: put `after` where `path` leads.

    `kind` and `part` say what happened to what; `id` is the id of the part (of a criterion, without edition, for an
    item or a cap; empty for the document and the grading as wholes), `title` its title (the new one where it has
    one), `area` the area of an item or an area itself, else empty. `path` is the way in the new document (in the
    old one for what is removed): keys, and ids instead of positions. `key` is the same in both documents: it calls
    an item `items`, its id, wherever it stands. `before` and `after` are the values as the ruleset holds them, None
    for nothing; a part that is added or removed is a dict of all it says; an order is a tuple of ids. An area that
    lives on under another id has its new id in all of them. `successor` is the id of the item that takes the place of
    a removed one, where its retired criterion names one that is there.
    """

    kind: Kind
    part: Part
    id: str
    title: str
    area: str
    path: Path
    key: Path
    before: Any
    after: Any
    successor: str
    sentences: Mapping[Language, str] = field(repr=False, compare=False)

    @property
    def place(self) -> str:
        """The path as `check` and waivers write it, e.g. `areas.duty-performance.items.hotline.full`."""
        return ".".join(self.path)

    @property
    def decisive(self) -> bool:
        """Say whether the change can move a mark, a total or a grade by itself; titles, quotes and bases cannot."""
        return is_decisive(self.part, self.kind)

    def words(self, lang: Language = "zh") -> str:
        """Return the change as a sentence that a committee can read, without a full stop."""
        return self.sentences[lang]

    def to_dict(self) -> dict[str, Any]:
        """Return the change as plain data; points, percentages and shares are text."""
        return {
            "kind": self.kind,
            "part": self.part,
            "id": self.id,
            "title": self.title,
            "area": self.area,
            "path": self.place,
            "before": data_of(self.before),
            "after": data_of(self.after),
            "successor": self.successor,
            "decisive": self.decisive,
            "zh": self.words("zh"),
            "en": self.words("en"),
        }


def data_of(value: Any) -> Any:
    """Return a value of a ruleset as plain data that JSON can hold."""
    if isinstance(value, Mapping):
        return {key: data_of(part) for key, part in value.items()}
    if isinstance(value, (tuple, list)):
        return [data_of(part) for part in value]
    if isinstance(value, (Origin, TieKey)):
        return asdict(value)
    if value is None or isinstance(value, (bool, int, str)):
        return value
    return text_of(value)


def text_of(value: Any) -> str:
    """Return a single value as text, exact and without useless zeros: `0.16`, `98%`, `1/3`, `2026-01-01`."""
    if isinstance(value, Percent):
        return str(value)
    if isinstance(value, Points):
        return decimal_text(value.ticks)
    if isinstance(value, Decimal):
        return f"{value:f}" if value == value.to_integral() else f"{value.normalize():f}"
    if isinstance(value, Fraction):
        ticks = value * 100 * TICKS
        return f"{decimal_text(int(ticks))}%" if ticks.denominator == 1 else str(value)
    return value.isoformat() if isinstance(value, date) else str(value)
