"""Which names of jurisdictions (辖区) mean the same one, and which units of a roster lack theirs."""

import re
from collections.abc import Sequence
from unicodedata import is_normalized

from efficiency_rules.evidence.cells import PLACEHOLDER, Refusal, plain, squeezed


def compared(name: str) -> str:
    """Return a jurisdiction's name as names of jurisdictions are compared: case, width and blanks do not count."""
    return squeezed(name.casefold()).casefold()


def jurisdictions_of(said: Sequence[str | None]) -> list[str]:
    """Return the jurisdiction of each row, one spelling each; empty where nothing is said.

    Of several spellings one without full-width forms is taken, of those the shortest, of those the one that sorts
    first: the order of the rows does not count.
    """
    spellings: dict[str, set[str]] = {}
    for name in {name for name in said if name is not None}:
        spellings.setdefault(compared(name), set()).add(name)
    chosen = {name: min(names, key=_order) for names in spellings.values() for name in names}
    return ["" if name is None else chosen[name] for name in said]


def _order(name: str) -> tuple[bool, int, str]:
    return not is_normalized("NFKC", name), len(name), name


def jurisdictions_lacking(said: Sequence[str | None]) -> list[tuple[int, Refusal]]:
    """Return the rows without a jurisdiction where others have one: each would be graded as one of its own.

    A dash or 无 beside real names is no name either.
    """
    lacking = {name for name in said if name is None or re.match(PLACEHOLDER, plain(name))}
    if lacking.issuperset(said):
        lacking &= {None}
    named = sum(name not in lacking for name in said)
    if not named:
        return []
    return [
        (at, Refusal("jurisdiction-blank", {"count": named, "found": name or ""}))
        for at, name in enumerate(said)
        if name in lacking
    ]
