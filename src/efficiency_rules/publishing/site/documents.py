"""What every page has to know of a document: its name, status and days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from efficiency_rules.publishing.site import addresses
from efficiency_rules.rulesets.model import Ruleset, Status


@dataclass(frozen=True, slots=True)
class Document:
    """The head of a ruleset, and the address of its page."""

    id: str
    scheme: str
    year: int
    revision: int
    title: str
    status: Status
    first: date
    last: date
    address: str
    items: tuple[tuple[str, str, str], ...]
    """Criterion, title and full points of each item."""


def document_of(ruleset: Ruleset) -> Document:
    """Return the head of a ruleset."""
    return Document(
        ruleset.id,
        ruleset.scheme,
        ruleset.year,
        ruleset.revision,
        ruleset.title,
        ruleset.status,
        ruleset.valid.first,
        ruleset.valid.last,
        addresses.year(ruleset),
        tuple((item.id, item.title, str(item.full)) for item in ruleset.items),
    )


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
