"""A page before it is rendered: its address, its template and everything that stands in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from efficiency_rules.publishing.search import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the site; `data` is what stands in the JSON file beside it."""

    address: str
    template: str
    title: str
    context: Mapping[str, Any]
    data: Mapping[str, Any]
    entry: Entry | None = None
    """How it is found; None for pages that only lead to others."""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step on the way to a page: what it is called and where it stands, empty for the page itself."""

    zh: str
    en: str
    address: str = ""
