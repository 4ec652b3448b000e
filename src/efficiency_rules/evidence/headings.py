"""Which row of a table holds the headings, and which column of the ledger each heading means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from efficiency_rules.errors import Problem, near
from efficiency_rules.evidence.further_headings import columns_named, holds_day, is_label, names_enough, normal
from efficiency_rules.evidence.tables import Table, letters
from efficiency_rules.evidence.types import Column

_ROWS_SEARCHED = 30
"""Rows in which headings are looked for: title rows, dates and notes may stand above them."""


_PLAIN = (pl.String, pl.Boolean, pl.Date, pl.Datetime, pl.Decimal, pl.Categorical, pl.Enum, pl.Null, pl.Object)
"""Types of a frame's columns, beside numbers, that say what a cell of a file could; objects are Points or the like."""


@dataclass(frozen=True, slots=True)
class Headings:
    """The heading row of a table: what stands in it, and where each column of the ledger is."""

    row: int
    """The row as a person sees it, from 1; the last one where a merged heading covers several."""
    texts: tuple[str, ...]
    at: Mapping[str, int]
    """Column name to position, from 0."""
    bare_percents: frozenset[str]
    """Percent columns whose heading itself carries the sign: 满意率(%)."""
    meanings: Mapping[str, str]
    """Which column each heading means that the ledger knows, as headings are compared."""
    problems: tuple[Problem, ...]

    @property
    def complete(self) -> bool:
        """Whether the rows below can be read."""
        return not any(problem.severity == "error" for problem in self.problems)

    @property
    def found(self) -> bool:
        """Whether every column of the ledger has its heading, whatever other tables stand on the sheet."""
        return all(problem.severity != "error" or problem.code == "heading-again" for problem in self.problems)

    @property
    def width(self) -> int:
        """How many columns have a heading or stand left of one that has."""
        return len(self.texts)


def find_headings(
    table: Table,
    columns: Sequence[Column],
    mapping: Mapping[str, str] | None = None,
    may_lack: frozenset[str] = frozenset(),
) -> Headings | None:
    """Return the headings of a table, or None where no row holds any of them.

    `mapping` says for other headings which column they mean (ledgers.yaml); `may_lack` names columns that
    need not be there. A missing or repeated heading is among the problems.
    """
    meanings = _meanings(columns, mapping or {})
    if table.frame is not None:
        candidates: list[Sequence[str]] = [table.frame.columns]
    else:
        candidates = list(table.rows[:_ROWS_SEARCHED])
    named = [columns_named(row, meanings) for row in candidates]
    counts = [len(columns) for columns in named]
    best = max(counts, default=0)
    if not best:
        return None
    first = last = counts.index(best)
    # A heading merged over two rows is read in both.
    while last + 1 < len(candidates) and list(candidates[last + 1]) == list(candidates[first]):
        last += 1
    texts = list(candidates[first])
    while not texts[-1]:
        texts.pop()
    headings = _mapped(table, last + 1, tuple(texts), columns, meanings, may_lack)
    above = _table_above(candidates, named, first)
    if above is None:
        return headings
    again = Problem("heading-again", table.place(above), {"other": first + 1})
    return replace(headings, problems=(*headings.problems, again))


def _table_above(rows: Sequence[Sequence[str]], named: Sequence[Mapping[str, int]], first: int) -> int | None:
    """Return the row of other headings above, from 1, where rows under them would be lost."""
    lost = False
    for at in reversed(range(first)):
        labels = any(is_label(rows[at][place]) for place in named[at].values())
        if names_enough(named[at], len(named[first])) and not labels and not holds_day(rows[at]):
            if lost:
                return at + 1
        elif any(rows[at]):
            lost = True
    return None


def _meanings(columns: Sequence[Column], mapping: Mapping[str, str]) -> dict[str, str]:
    mapped = set(mapping.values())
    meanings = {}
    for column in columns:
        if column.name in mapped:
            continue
        for heading in column.headings:
            meanings[normal(heading)] = column.name
            if column.kind == "percent":
                meanings[normal(heading + "(%)")] = column.name
    return meanings | {normal(heading): name for heading, name in mapping.items()}


def _mapped(
    table: Table,
    row: int,
    texts: tuple[str, ...],
    columns: Sequence[Column],
    meanings: Mapping[str, str],
    may_lack: frozenset[str],
) -> Headings:
    at: dict[str, int] = {}
    problems: list[Problem] = []
    extra: list[int] = []
    for position, text in enumerate(texts):
        name = meanings.get(normal(text))
        if name is None:
            extra.append(position)
        elif name in at:
            facts = {"found": text, "expected": f"{letters(at[name])}{row}"}
            problems.append(Problem("heading-repeated", table.place(row, position), facts))
        else:
            at[name] = position
    unknown = [texts[position] for position in extra if texts[position]]
    missing = [column for column in columns if column.name not in at and column.name not in may_lack]
    meant = _meant(unknown, missing)
    if missing and not meant and not names_enough(at, len(columns) - len(may_lack)):
        # Columns to be added would be no help: it is most likely a summary.
        few = {"found": [texts[position] for position in at.values()], "expected": [one.heading for one in missing]}
        problems.append(Problem("headings-few", table.place(row, min(at.values())), few))
        missing, unknown = [], []
    for column in missing:
        if column.name in meant:
            facts = {"expected": column.heading, "found": meant[column.name]}
            place = table.place(row, texts.index(meant[column.name]))
            problems.append(Problem("heading-misnamed", place, facts))
        else:
            problems.append(Problem("heading-missing", table.place(row), {"expected": column.heading}))
    problems += _not_plain(table, at)
    if unknown:
        place = table.place(row, next(position for position in extra if texts[position]))
        problems.append(Problem("columns-extra", place, {"found": unknown}, "info"))
    bare = frozenset(
        column.name
        for column in columns
        if column.kind == "percent" and column.name in at and normal(texts[at[column.name]]).endswith("(%)")
    )
    return Headings(row, texts, at, bare, meanings, tuple(problems))


def _not_plain(table: Table, at: Mapping[str, int]) -> list[Problem]:
    """Return which of the ledger's columns in a frame are lists, bytes or other things that no cell holds."""
    if table.frame is None:
        return []
    kinds = list(table.frame.schema.items())
    strange = [
        position
        for position in sorted(at.values())
        if not (kinds[position][1].is_numeric() or kinds[position][1].base_type() in _PLAIN)
    ]
    if not strange:
        return []
    facts = {"found": ["{}: {}".format(*kinds[position]) for position in strange]}
    return [Problem("column-not-plain", table.place(1, strange[0]), facts)]


def _meant(unknown: Sequence[str], missing: Sequence[Column]) -> dict[str, str]:
    """Return, by column, the unknown heading that is like it: each heading for the column it is nearest to."""
    known = {normal(heading): column.name for column in missing for heading in column.headings}
    meant: dict[str, str] = {}
    for text in unknown:
        for heading in near(normal(text), known, most=1):
            meant.setdefault(known[heading], text)
    return meant
