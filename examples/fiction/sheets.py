"""Sheets and books before they are written: cells at places that can be named."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Raw:
    """Text that goes into a CSV as it stands, quotes and all."""

    text: str


@dataclass(frozen=True, slots=True)
class Share:
    """A number shown as a percentage, in tenths of a percentage point."""

    tenths: int


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with the value that the spreadsheet program kept, an error such as #N/A."""

    text: str
    value: str


Cell = str | int | date | Raw | Share | Formula | None


@dataclass(slots=True)
class Sheet:
    """One table: title rows, one heading row, rows of cells; `merged` names a column whose equal cells are one."""

    name: str
    titles: list[str]
    headings: list[str]
    rows: list[list[Cell]]
    merged: str | None = None

    def column(self, heading: str) -> int:
        """Return the position of a heading, from 0."""
        return self.headings.index(heading)

    def place(self, row: int, column: int | str) -> str:
        """Return the cell, like C17, of a row (from 0, below the headings) and a column (position or heading)."""
        at = self.column(column) if isinstance(column, str) else column
        return f"{letters(at)}{len(self.titles) + row + 2}"

    def heading_place(self, column: int | str = 0) -> str:
        """Return the cell of a heading."""
        return self.place(-1, column)

    def put(self, row: int, heading: str, cell: Cell) -> str:
        """Write a cell; return its place."""
        self.rows[row][self.column(heading)] = cell
        return self.place(row, heading)


@dataclass(slots=True)
class Book:
    """One file: a workbook, or with an encoding a CSV of one sheet, or with `content` just these bytes."""

    file: str
    sheets: list[Sheet]
    encoding: str | None = None
    content: bytes | None = None

    def sheet(self, name: str = "") -> Sheet:
        """Return the sheet of this name, or the only one."""
        return next(sheet for sheet in self.sheets if sheet.name == name or not name)


def letters(column: int) -> str:
    """Return the spreadsheet letters of a column counted from 0."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def runs(cells: Iterable[Cell]) -> list[tuple[int, int]]:
    """Return first and last position of each run of equal cells."""
    found: list[tuple[int, int]] = []
    previous: Cell = None
    for at, cell in enumerate(cells):
        if found and cell is not None and cell == previous:
            found[-1] = (found[-1][0], at)
        else:
            found.append((at, at))
        previous = cell
    return found
