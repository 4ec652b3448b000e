"""Where each page stands: addresses from the root of the site, which never change once they are published."""

import re
from typing import Protocol
from urllib.parse import quote

from efficiency_rules.rulesets.model import Item, Ruleset


class Named(Protocol):
    """Whatever is called as a ruleset is: a ruleset, or the head of one."""

    @property
    def id(self) -> str:
        """`jingbian/2025`, a revision `jingbian/2025-r2`."""
        ...


PAGE = "index.html"
"""Every page is a folder's own page, so that its address needs no ending; a link names the file, for `file://`."""


def year(ruleset: Ruleset) -> str:
    """Return the address of a ruleset: `jingbian/2025/`, a revision `jingbian/2025-r2/`."""
    return f"{ruleset.id}/"


def item(ruleset: Ruleset, item: Item) -> str:
    """Return the address of an item in one ruleset."""
    return f"{ruleset.id}/{item.id}/"


def criterion(scheme: str, id: str) -> str:
    """Return the stable address of a criterion, whatever the year: it leads to the version in force."""
    return f"{scheme}/items/{id}/"


def ledger(ruleset: Ruleset, type_id: str) -> str:
    """Return the address of an empty ledger to be filled in."""
    return f"{ruleset.id}/ledgers/{type_id}.xlsx"


def difference(old: Ruleset, new: Ruleset) -> str:
    """Return the address of what changed between two rulesets."""
    return f"diff/{_flat(old)}-{_flat(new)}/"


def impact(old: Ruleset, new: Ruleset) -> str:
    """Return the address of who moves because of a change."""
    return f"impact/{_flat(old)}-{_flat(new)}/"


def plan(ruleset: Named) -> str:
    """Return the address of the plan's text behind a ruleset."""
    return f"plan/{ruleset.id}/"


def _flat(ruleset: Ruleset) -> str:
    return ruleset.id.replace("/", "-")


def root_from(address: str) -> str:
    """Return the way from a page back to the root: `../../` for `jingbian/2025/`."""
    return "../" * address.count("/")


def anchor(words: str) -> str:
    """Return an id for a heading: its letters and digits, joined by hyphens."""
    return re.sub(r"[^\w]+", "-", words.lower()).strip("-") or "section"


def file_of(address: str) -> str:
    """Return the file behind an address, as a link writes it: a browser shows folders of `file://` as lists."""
    path, mark, part = address.partition("#")
    path = f"{path}{PAGE}" if path.endswith("/") or not path else path
    return quote(path) + mark + part
