"""Records of a ledger written in YAML, read by the engine's own reader, every problem brought back to its row."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import polars as pl

from efficiency_rules.errors import Place, Problem, near
from efficiency_rules.evidence.checking import Reads
from efficiency_rules.evidence.ledgers import Evidence
from efficiency_rules.evidence.reporting import cell_position
from efficiency_rules.evidence.types import Model
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.problems import Problems, shown
from efficiency_rules.units import Roster

_FIRST = 2
"""The row of a frame's first record in problems: they count as if the headings stood in row 1."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The records of one ledger: a frame of texts with every column of the type, and where each record stands."""

    type: Model
    node: Node
    frame: pl.DataFrame
    odd: frozenset[int]
    """Positions of the rows of which something is not in the frame, because it is wrong in itself."""

    def follows(self, problem: Problem) -> bool:
        """Say whether a problem of the frame only follows from one that is noted already."""
        spot = cell_position(problem.place.cell)
        return spot is not None and problem.code == "cell-blank" and spot[0] - _FIRST in self.odd

    def located(self, problem: Problem) -> Problem:
        """Return a problem of the frame as one of the file: at its cell, or at the row that lacks the cell."""
        spot = cell_position(problem.place.cell)
        if spot is None:
            return replace(problem, place=self.node.place)
        column = self.type.columns[spot[1]]
        facts = dict(problem.facts)
        if facts.get("column") == column.heading:
            facts["column"] = f"{column.name}（{column.heading}）"
        other = cell_position(str(facts.get("other", "")).rpartition(" > ")[2])
        if other is not None:
            facts["other"] = str(self._place(other[0]))
        return Problem(problem.code, self._place(spot[0], column.name), facts, problem.severity)

    def _place(self, row: int, *column: str) -> Place:
        return self.node.document.place((*self.node.path, row - _FIRST, *column))


def read_rows(node: Node, type: Model, problems: Problems, unit: str = "") -> Rows:
    """Return the records of a list; `unit` is the unit of them all where the rows do not name one.

    A column that a row leaves out is blank. Rows that are no mappings, cells that are no single values and
    unknown columns are noted.
    """
    names = [column.name for column in type.columns]
    rows: list[dict[str, str]] = []
    odd: set[int] = set()
    # Not through Node, which would take a row with a column `value` for a value with its origin.
    for number, row in enumerate(node.data):
        before = len(problems.found)
        rows.append(_read_row(node, (*node.path, number), row, type, problems, unit))
        if len(problems.found) > before:
            odd.add(number)
    texts = {name: [row.get(name) for row in rows] for name in names}
    return Rows(type, node, pl.DataFrame(texts, schema=dict.fromkeys(names, pl.String)), frozenset(odd))


def _read_row(
    node: Node, path: tuple[str | int, ...], row: object, type: Model, problems: Problems, unit: str
) -> dict[str, str]:
    """Return the cells of a row as texts, blank ones left out; what cannot be a cell is noted."""
    place = node.document.place
    unit_column = type.unit_column().name
    cells = {unit_column: unit} if unit else {}
    if not isinstance(row, dict):
        problems.add("case-row", place(path), found=shown(row))
        return cells
    for key, value in row.items():
        if unit and key == unit_column:
            problems.add("case-unit-given", place((*path, key), key=True), found=key)
        elif not any(column.name == key for column in type.columns):
            _unknown_column(node, (*path, key), type, problems)
        elif isinstance(value, (dict, list)):
            problems.add("case-cell", place((*path, key)), column=key, found=shown(value))
        elif value is not None:
            cells[key] = str(value).lower() if isinstance(value, bool) else str(value)
    return cells


def _unknown_column(node: Node, path: tuple[str | int, ...], type: Model, problems: Problems) -> None:
    found = str(path[-1])
    known = [column.name for column in type.columns]
    meant = [column.name for column in type.columns if found in column.headings] or near(found, known)
    facts = {"found": found, "ledger": type.title, "expected": "、".join(known), "near": meant}
    problems.add("case-column", node.document.place(path, key=True), **facts)


def read_ledgers(
    ledgers: Iterable[Rows], nil: Iterable[Model], ruleset: Reads, roster: Roster, problems: Problems
) -> Evidence:
    """Return the evidence of these records; `nil` are ledgers reported without any.

    Every problem of the records is noted, each at its row and cell.
    """
    written = {rows.type.id: rows for rows in ledgers}
    frames = {type.id: pl.DataFrame(schema={column.name: pl.String for column in type.columns}) for type in nil}
    evidence = Evidence.from_frames(frames | {id: rows.frame for id, rows in written.items()}, ruleset, roster)
    for problem in evidence.problems:
        if problem.severity == "error" and not written[problem.place.file].follows(problem):
            problems.found.append(written[problem.place.file].located(problem))
    return evidence
