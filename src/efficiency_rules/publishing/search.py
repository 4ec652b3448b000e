"""The index of the rule site: one entry a page, as a script that a browser loads from a folder."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from operator import attrgetter

from pydantic_core import to_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One page that can be found: `address` from the root of the site, and the words it is found by.

    `text` holds what is neither title nor clause: quotes, parameters, cases. `year` is 0 for pages of no year;
    `kind` is the sort of page (`item`, `year`, `plan`, `diff`, `reference`, `guide`); `status` is that of its ruleset,
    empty for pages of none.
    """

    address: str
    title: str
    clause: str
    text: str
    year: int
    kind: str
    status: str = ""


FIELDS = tuple(field.name for field in fields(Entry))
row_of: Callable[[Entry], tuple[str | int, ...]] = attrgetter(*FIELDS)
"""An entry as a row, in the order of its fields."""


def index_script(entries: Iterable[Entry]) -> bytes:
    """Return the content of `search-index.js`: an array of rows, in the order of the fields of Entry.

    A script and not JSON, since a page opened from a folder may load the one and not the other.
    """
    rows = [row_of(entry) for entry in entries]
    # U+2028 and U+2029 end a line in old scripts.
    safe = to_json(rows).replace("\u2028".encode(), b"\\u2028").replace("\u2029".encode(), b"\\u2029")
    return b"window.RULES_INDEX=" + safe + b";\n"
