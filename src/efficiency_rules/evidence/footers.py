"""Rows under the headings that are no records: sums, signatures and notes, repeated headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from efficiency_rules.evidence.cells import squeezed
from efficiency_rules.evidence.headings import Headings, normal
from efficiency_rules.evidence.types import Column

_SUM_WORDS = ("合计", "小计", "总计", "共计")
_SUM = re.compile(r"(合计|小计|总计|共计):?")
_COUNT = re.compile(r"[0-9.,]+[^0-9年月日]{0,2}")
_NOTE = re.compile(r"填表|填报|制表|审核|复核|经办|负责人|联系人|联系电话|日期:|(附?注|备注|说明)[0-9]*:")
_NOTE_STARTS = frozenset("填制审复经负联日附注备说")


@dataclass(frozen=True, slots=True)
class Footers:
    """Tells which rows of a table are no records; a row with a key and a unit of its own always is one."""

    keys: tuple[int, ...]
    """Positions of the key columns."""
    known: tuple[int, ...]
    """Positions of all columns of the ledger."""
    headings: tuple[str, ...]
    """The headings as headings are compared."""
    first: int
    """Position of the first cell of the heading row that is not blank."""

    @classmethod
    def of(cls, headings: Headings, keys: Sequence[Column]) -> "Footers":
        """Return the footers of a table with these headings."""
        return cls(
            tuple(headings.at[key.name] for key in keys if key.name in headings.at),
            tuple(headings.at.values()),
            tuple(normal(text) for text in headings.texts),
            next(at for at, text in enumerate(headings.texts) if text),
        )

    def code_of(self, row: Sequence[str]) -> str | None:
        """Return the code of the notice on a row that is no record, or None; the row is not blank."""
        if self._is_sum(row):
            return "rows-sums"
        if self._is_heading(row):
            return "rows-headings"
        return "rows-notes" if _is_note(row) else None

    def _is_sum(self, row: Sequence[str]) -> bool:
        own = [row[key] for key in self.keys if key < len(row) and row[key]]
        if not all(_says_sum(cell) for cell in own):
            return False
        if not any(_says_sum(cell) for cell in row):
            return False
        if any(_SUM.fullmatch(squeezed(cell)) for cell in (next(cell for cell in row if cell), *own)):
            return True
        # Words around it may be a record's own: then only numbers may stand beside it.
        cells = [row[at] for at in self.known if at < len(row) and row[at]]
        return all(_says_sum(cell) or _COUNT.fullmatch(squeezed(cell)) for cell in cells)

    def _is_heading(self, row: Sequence[str]) -> bool:
        cell = row[self.first] if self.first < len(row) else ""
        if normal(cell) != self.headings[self.first]:
            return False
        cells = row[: len(self.headings)]
        return len(cells) == len(self.headings) and tuple(normal(cell) for cell in cells) == self.headings


def _says_sum(cell: str) -> bool:
    # One character tells nearly every cell apart.
    return "计" in cell and any(word in squeezed(cell) for word in _SUM_WORDS)


def _is_note(row: Sequence[str]) -> bool:
    first = next(cell for cell in row if cell)
    return first[0] in _NOTE_STARTS and all(_NOTE.match(squeezed(cell)) for cell in row if cell)
