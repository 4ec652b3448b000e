"""Further heading rows of a table: the same headings once more, or those of another table that was pasted below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from efficiency_rules.evidence.cells import squeezed

_FEWEST = 2


def normal(heading: str) -> str:
    """Return a heading as headings are compared: no blanks, line breaks, full-width forms or marks around it."""
    return squeezed(heading).strip("*:").casefold()


def columns_named(row: Sequence[str], meanings: Mapping[str, str]) -> dict[str, int]:
    """Return the columns that the cells of a row name, each with its first position."""
    named: dict[str, int] = {}
    for at, cell in enumerate(row):
        if (name := meanings.get(normal(cell))) is not None:
            named.setdefault(name, at)
    return named


def is_heading_row(named: Mapping[str, int], columns: int) -> bool:
    """Say whether a row that names these columns of a table with so many of them holds headings, not a record."""
    return len(named) >= _FEWEST and 2 * len(named) >= columns


@dataclass(frozen=True, slots=True)
class FurtherHeadings:
    """Tells which rows below the headings are headings too."""

    texts: tuple[str, ...]
    """The cells of the heading row."""
    at: Mapping[str, int]
    """Column name to position, from 0."""
    meanings: Mapping[str, str]
    """What each heading means, as headings are compared."""
    spelled: frozenset[str]
    """Headings as they may stand in a cell: a row without any of them is none, which is told fast."""

    @classmethod
    def of(cls, texts: tuple[str, ...], at: Mapping[str, int], meanings: Mapping[str, str]) -> "FurtherHeadings":
        """Return what tells the further headings of a table with these."""
        return cls(texts, at, meanings, frozenset(texts) - {""} | frozenset(meanings))

    def code_of(self, row: Sequence[str]) -> str | None:
        """Return the code of what is to be told of a row that holds headings, or None."""
        first = next((cell for cell in row if cell), "")
        if self.spelled.isdisjoint(row) and normal(first) not in self.meanings:
            return None
        named = columns_named(row, self.meanings)
        if not is_heading_row(named, len(self.at)):
            return None
        same = named == self.at and all(_bare(row[at]) == _bare(self.texts[at]) for at in named.values())
        return "rows-headings" if same else "heading-again"


def _bare(heading: str) -> bool:
    """Say whether a heading carries the percent sign of its column: 满意率(%)."""
    return normal(heading).endswith("(%)")
