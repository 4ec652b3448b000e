"""Further heading rows of a table: the same headings once more, or those of another table that was pasted below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from efficiency_rules.evidence.cells import day, squeezed

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


def names_enough(named: Mapping[str, int], columns: int) -> bool:
    """Say whether so many columns are named that a table with this number of them is meant."""
    return len(named) >= _FEWEST and 2 * len(named) >= columns


def holds_day(row: Sequence[str]) -> bool:
    """Say whether a row holds a day, as every record does and no heading row."""
    return any(isinstance(day(cell), date) for cell in row if cell)


def is_label(cell: str) -> bool:
    """Say whether a cell names what stands beside it: 单位："""
    return squeezed(cell).endswith(":")


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
    """Headings as they may stand in a cell: a row without any of them is none, as a rule, which is told fast."""
    starts: frozenset[str]
    """What headings begin with, which is told fast too."""
    foremost: tuple[int, ...]
    """Positions of the first two columns of the ledger: headings written in other ways are looked for there."""

    @classmethod
    def of(cls, texts: tuple[str, ...], at: Mapping[str, int], meanings: Mapping[str, str]) -> "FurtherHeadings":
        """Return what tells the further headings of a table with these."""
        spelled = frozenset(texts) - {""} | frozenset(meanings)
        starts = frozenset(heading[0] for heading in spelled) | {"*"}
        return cls(texts, at, meanings, spelled, starts, tuple(sorted(at.values())[:_FEWEST]))

    def code_of(self, row: Sequence[str]) -> str | None:
        """Return the code of what is to be told of a row that holds headings, or None."""
        if self.spelled.isdisjoint(row) and not self._begins_otherwise(row):
            return None
        named = columns_named(row, self.meanings)
        if not names_enough(named, len(self.at)):
            return None
        if holds_day(row) and not any(is_label(row[at]) for at in named.values()):
            return None
        same = named == self.at and all(_in_percent(row[at]) == _in_percent(self.texts[at]) for at in named.values())
        return "rows-headings" if same else "heading-again"

    def _begins_otherwise(self, row: Sequence[str]) -> bool:
        """Say whether one of the foremost cells is a heading, written with blanks in it or in other forms."""
        cells = [next((cell for cell in row if cell), ""), *(row[at] for at in self.foremost if at < len(row))]
        return any(cell[:1] in self.starts and normal(cell) in self.meanings for cell in cells)


def _in_percent(heading: str) -> bool:
    """Say whether a heading carries the percent sign of its cells: 满意率(%)."""
    return normal(heading).endswith("(%)")
