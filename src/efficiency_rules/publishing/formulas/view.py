"""What a page says about a formula: its words, its curve, its worked table."""

from collections.abc import Mapping
from dataclasses import dataclass

Words = Mapping[str, str]
"""The same words twice: `zh` (full-width punctuation) and `en`."""

Row = tuple[str, ...]
"""One row of a worked table: numbers and a document's own words, the same in both languages."""


def words(zh: str, en: str) -> Words:
    """Return the words in both languages."""
    return {"zh": zh, "en": en}


@dataclass(frozen=True, slots=True)
class WorkedTable:
    """Inputs and the points they give, one row a case; empty where a formula has no facts to try.

    Points are exact; where the ruleset's rounding changes them, `exact → published`. `—` stands for records that do
    not suffice.
    """

    headings: tuple[Words, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class FormulaView:
    """A formula for readers: `svg` is an inline drawing without ids, None where there is no curve to draw."""

    words: Words
    svg: str | None
    table: WorkedTable
