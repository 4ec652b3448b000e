"""What every page has to know of a document: its name, status and days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from efficiency_rules.publishing.site import addresses
from efficiency_rules.rulesets.model import Ruleset, Status


@dataclass(frozen=True, slots=True)
class Document:
    """The head of a ruleset, and the address of its page: enough for every page but its own."""

    id: str
    scheme: str
    year: int
    revision: int
    title: str
    name: str
    """What the plan behind it is called."""
    status: Status
    first: date
    last: date
    address: str
    items: tuple[tuple[str, str, str], ...]
    """Criterion, title and full points of each item."""
    uses: tuple[str, ...]
    """The criterion editions of the items."""
    bundles: tuple[str, ...]
    """The bundles that these come from, and those of the caps."""
    text: str | None
    """The file with the plan's text, as the ruleset names it."""

    def to_dict(self) -> dict[str, Any]:
        """Return the document as plain data."""
        own = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**own, "first": str(self.first), "last": str(self.last)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Document":
        """Return a document from plain data."""
        lists = {name: tuple(data[name]) for name in ("uses", "bundles")}
        days = {name: date.fromisoformat(data[name]) for name in ("first", "last")}
        return cls(**{**data, **lists, **days, "items": tuple((id, title, full) for id, title, full in data["items"])})


def document_of(ruleset: Ruleset, text: str | None) -> Document:
    """Return the head of a ruleset; `text` is how it names the file with the plan's text."""
    criteria = [item.criterion for item in ruleset.items]
    return Document(
        ruleset.id,
        ruleset.scheme,
        ruleset.year,
        ruleset.revision,
        ruleset.title,
        ruleset.document.name,
        ruleset.status,
        ruleset.valid.first,
        ruleset.valid.last,
        addresses.year(ruleset),
        tuple((item.id, item.title, str(item.full)) for item in ruleset.items),
        tuple(criterion.name for criterion in criteria),
        tuple(sorted({one.bundle for one in (*criteria, *(cap.criterion for cap in ruleset.caps))})),
        text,
    )


def in_order(documents: Iterable[Document]) -> list[Document]:
    """Return documents by scheme and, in a scheme, by the day from which they hold and their revision."""
    return sorted(documents, key=lambda one: (one.scheme, one.first, one.year, one.revision))


def predecessors(documents: Iterable[Document]) -> Mapping[str, Document | None]:
    """Return the document before each one, by id: the last one in order of the same scheme."""
    found: dict[str, Document | None] = {}
    last: dict[str, Document] = {}
    for one in in_order(documents):
        found[one.id] = last.get(one.scheme)
        last[one.scheme] = one
    return found


def documents_json(documents: Iterable[Document]) -> list[dict[str, object]]:
    """Return documents as the script of the site reads them."""
    return [
        {
            "id": one.id,
            "scheme": one.scheme,
            "year": one.year,
            "title": one.title,
            "status": one.status,
            "revision": one.revision,
            "from": str(one.first),
            "to": str(one.last),
            "address": addresses.file_of(one.address),
        }
        for one in documents
    ]
