"""Tables as they stand in files, before anything is known about their columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from efficiency_rules.errors import Place, Problem
from efficiency_rules.evidence.wording import damage, os_reason

SUFFIXES = (".csv", ".xlsx", ".xls", ".parquet")
"""The kinds of files that hold tables."""

LARGEST = 512 * 1024 * 1024
"""Bytes that a file may hold, unpacked."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file: rows of texts from the file's first row on, or a typed frame.

    Rows count from 1 as a person sees them; those of a frame count as if its headings stood in row 1.
    """

    file: str
    sheet: str = ""
    rows: Sequence[Sequence[str]] = ()
    frame: pl.DataFrame | None = None
    delimited: bool = False
    """Whether each row ends by itself (CSV), so that a row can be too short or too long."""
    hidden: bool = False
    hidden_rows: int = 0
    spread: Mapping[int, Sequence[tuple[int, int]]] = field(default_factory=dict)
    """Cells that cover several columns: row from 1 to their first and last columns from 0."""

    def place(self, row: int | None = None, column: int = 0) -> Place:
        """Return the place of the table, or of a cell: row from 1, column from 0."""
        cell = "" if row is None else f"{letters(column)}{row}"
        return Place(self.file, sheet=self.sheet, cell=cell)

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all in the table."""
        return self.frame is None and not any(any(row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: its tables, and what is wrong with the file itself."""

    tables: tuple[Table, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


def letters(column: int) -> str:
    """Return the spreadsheet letters of a column counted from 0: A, B, ..., Z, AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def refused(file: str, code: str, **facts: object) -> Contents:
    """Return the contents of a file that cannot be used, and why."""
    return Contents((), (Problem(code, Place(file), {"found": file, **facts}),))


def read_tables(path: Path) -> Contents:
    """Return all tables of a file by its suffix; what cannot be read is a problem, never an exception."""
    from efficiency_rules.evidence.delimited import read_csv
    from efficiency_rules.evidence.workbooks import read_workbook

    try:
        size = path.stat().st_size
        if size > LARGEST:
            return refused(path.name, "file-too-large", size=f"{size:,}", limit=f"{LARGEST:,}")
        suffix = path.suffix.lower()
        if suffix == ".csv":
            return read_csv(path.name, path.read_bytes())
        if suffix == ".parquet":
            return _read_parquet(path)
        return read_workbook(path)
    except OSError as error:
        return refused(path.name, "file-unreadable", **os_reason(error))


def _read_parquet(path: Path) -> Contents:
    frame = guarded(pl.read_parquet, path, glob=False)
    if isinstance(frame, str):
        return refused(path.name, "file-broken", expected="Parquet", **damage(frame))
    return Contents((Table(path.name, frame=frame),))


def guarded(read: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """Return what `read` returns, or as text why it failed: readers of damaged files panic beyond Exception."""
    try:
        return read(*arguments, **options)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        return first_line(error)


def first_line(error: BaseException) -> str:
    """Return the first line of an error's words, or its name."""
    return (str(error).splitlines() or [type(error).__name__])[0]
