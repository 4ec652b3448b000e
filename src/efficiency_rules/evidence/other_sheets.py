"""Sheets beside a ledger in its workbook that hold no records: instructions, lists, summaries."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from efficiency_rules.errors import Problem
from efficiency_rules.evidence.cells import Refusal, day, points, squeezed
from efficiency_rules.evidence.checking import Checked
from efficiency_rules.evidence.names import UnitNames


def other_sheets_told(
    checked: Sequence[Checked], named: Collection[tuple[str, str]], names: UnitNames
) -> list[Checked]:
    """Return the tables, a reminder instead of the error on each sheet that is no ledger.

    Such a sheet has none of the ledger's headings and no row with a unit and a day, stands beside one that has
    headings, and is not among those that are `named` (file and sheet) as ledgers themselves.
    """
    ledgers = {(one.table.file, one.type.id) for one in checked if one.headings is not None}
    return [
        replace(one, problems=(_not_read(one),))
        if one.headings is None
        and (one.table.file, one.type.id) in ledgers
        and (one.table.file, one.table.sheet) not in named
        and not any(_may_be_record(row, names) for row in one.table.rows)
        else one
        for one in checked
    ]


def _not_read(one: Checked) -> Problem:
    return Problem("sheet-not-read", one.table.place(), {"found": one.table.sheet, "title": one.type.title}, "warning")


def _may_be_record(row: Sequence[str], names: UnitNames) -> bool:
    return any(squeezed(cell) in names.meanings for cell in row if cell) and any(
        _like_day(cell) for cell in row if cell
    )


def _like_day(cell: str) -> bool:
    """Say whether somebody may have meant a day: one that is wrong or lacks its year as well, but not 3.5."""
    read = day(cell)
    if not isinstance(read, Refusal):
        return True
    return read.code != "day-unreadable" and isinstance(points(cell), Refusal)
