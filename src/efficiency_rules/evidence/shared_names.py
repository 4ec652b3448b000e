"""Names, aliases and ids of a roster that are hard to tell apart."""

import re
from collections.abc import Sequence

from efficiency_rules.errors import Problem
from efficiency_rules.evidence.cells import squeezed
from efficiency_rules.evidence.tables import Table
from efficiency_rules.units import Unit

_DECIMALS = re.compile(r"^([0-9]+)\.0+$")


def alike_ids(table: Table, rows: Sequence[int], ids: Sequence[str], at: int) -> list[Problem]:
    """Return a warning for every unit id that differs from one above in case, blanks or decimals (5, 5.0) alone.

    `rows` are the row numbers of the units, `at` the position of their column.
    """
    first: dict[str, tuple[str, int]] = {}
    found = []
    for id, row in zip(ids, rows, strict=True):
        same, other_row = first.setdefault(_DECIMALS.sub(r"\1", squeezed(id).casefold()), (id, row))
        if other_row != row:
            facts = {"found": id, "same": same, "other": str(table.place(other_row, at))}
            found.append(Problem("unit-ids-alike", table.place(row, at), facts, "warning"))
    return found


def shared_names(
    table: Table, rows: Sequence[int], units: Sequence[Unit], name_at: int, aliases_at: int
) -> list[Problem]:
    """Return a warning for every name or alias that another unit above bears as well, at its cell.

    `rows` are the row numbers of the units, `name_at` and `aliases_at` the positions of the columns.
    """
    first: dict[str, tuple[str, int, int]] = {
        squeezed(unit.id): (unit.id, row, 0) for unit, row in zip(units, rows, strict=True)
    }
    found = []
    for unit, row in zip(units, rows, strict=True):
        for spelling, column in [(unit.name, name_at), *((alias, aliases_at) for alias in unit.aliases)]:
            owner, other_row, other_column = first.setdefault(squeezed(spelling), (unit.id, row, column))
            if owner != unit.id:
                facts = {"found": spelling, "other": str(table.place(other_row, other_column))}
                found.append(Problem("unit-name-shared", table.place(row, column), facts, "warning"))
    return found
