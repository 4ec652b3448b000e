"""Records of a ledger written in YAML, read by the engine's own reader, every problem brought back to its row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from efficiency_rules.errors import InputError, Place, Problem, near
from efficiency_rules.evidence.checking import Reads
from efficiency_rules.evidence.ledgers import Evidence
from efficiency_rules.evidence.reporting import cell_position
from efficiency_rules.evidence.types import Model
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.problems import Problems, shown
from efficiency_rules.strict_yaml import in_order
from efficiency_rules.units import Roster


@dataclass(frozen=True, slots=True)
class Rows:
    """The records of one ledger: a frame of texts with every column of the type, and where each record stands."""

    type: Model
    node: Node
    frame: pl.DataFrame

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
        # The frame's records count from 2, as if its headings stood in row 1.
        return self.node.document.place((*self.node.path, row - 2, *column))


def read_rows(node: Node, type: Model, problems: Problems, unit: str = "") -> Rows:
    """Return the records of a list; `unit` is the unit of them all where the rows do not name one.

    A column that a row leaves out is blank. Rows that are no mappings, cells that are no single values and
    unknown columns are noted.
    """
    names = [column.name for column in type.columns]
    rows: list[Mapping[str, Any]] = []
    # Not through Node, which would take a row with a column `value` for a value with its origin.
    for number, row in enumerate(node.data):
        path = (*node.path, number)
        if not isinstance(row, dict):
            problems.add("case-row", node.document.place(path), found=shown(row))
            row = {}
        for key, value in row.items():
            if unit and key == type.unit_column().name:
                problems.add("case-unit-given", node.document.place((*path, key), key=True), found=key)
            elif key not in names:
                _unknown_column(node, (*path, key), type, problems)
            elif isinstance(value, (dict, list)):
                problems.add("case-cell", node.document.place((*path, key)), column=key, found=shown(value))
        rows.append({type.unit_column().name: unit, **row})
    texts = {name: [None if row.get(name) is None else shown_whole(row[name]) for row in rows] for name in names}
    return Rows(type, node, pl.DataFrame(texts, schema=dict.fromkeys(names, pl.String)))


def _unknown_column(node: Node, path: tuple[str | int, ...], type: Model, problems: Problems) -> None:
    found = str(path[-1])
    known = [column.name for column in type.columns]
    meant = [column.name for column in type.columns if found in column.headings] or near(found, known)
    facts = {"found": found, "ledger": type.title, "expected": "、".join(known), "near": meant}
    problems.add("case-column", node.document.place(path, key=True), **facts)


def shown_whole(value: object) -> str:
    """Return a scalar as it is written in the file."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def read_ledgers(ledgers: Iterable[Rows], nil: Iterable[Model], ruleset: Reads, roster: Roster) -> Evidence:
    """Return the evidence of these records; `nil` are ledgers reported without any.

    Raises InputError with every problem of the records, each at its row and cell.
    """
    written = {rows.type.id: rows for rows in ledgers}
    frames = {type.id: pl.DataFrame(schema={c.name: pl.String for c in type.columns}) for type in nil}
    frames |= {id: rows.frame for id, rows in written.items()}
    evidence = Evidence.from_frames(frames, ruleset, roster)
    errors = [problem for problem in evidence.problems if problem.severity == "error"]
    if errors:
        raise InputError(in_order(written[problem.place.file].located(problem) for problem in errors))
    return evidence
