"""Reading the roster of units (单位名册)."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from efficiency_rules.errors import InputError, Place, Problem, near, not_of
from efficiency_rules.evidence.body import Body, body_of
from efficiency_rules.evidence.cells import Refusal, squeezed
from efficiency_rules.evidence.checking import Reads
from efficiency_rules.evidence.columns import read_column
from efficiency_rules.evidence.headings import Headings, find_headings
from efficiency_rules.evidence.jurisdiction_names import jurisdictions_lacking, jurisdictions_of
from efficiency_rules.evidence.names import UnitNames
from efficiency_rules.evidence.reporting import by_place
from efficiency_rules.evidence.shared_names import alike_ids, shared_names
from efficiency_rules.evidence.tables import SUFFIXES, Table, read_tables
from efficiency_rules.evidence.types import Column, Kind
from efficiency_rules.units import Roster, Unit


def _column(name: str, heading: str, *also: str, kind: Kind = "text", key: bool = False) -> Column:
    optional = name not in ("unit", "name", "group")
    return Column(name, heading, also, kind, optional, key, False, (), None, None)


COLUMNS = (
    _column("unit", "单位编号", key=True),
    _column("name", "单位名称"),
    _column("group", "类别"),
    _column("jurisdiction", "辖区"),
    _column("parent", "上级单位"),
    _column("from", "起始日期", kind="day"),
    _column("to", "截止日期", kind="day"),
    _column("aliases", "别名"),
)
"""The columns of a roster; the first three must be there."""

_MAY_LACK = frozenset(column.name for column in COLUMNS if column.optional)
_NAMED = ("roster", "名册")
Wrong = tuple[int, str, Refusal]
"""Position of a row, name of a column, and why its cell is refused."""

_EXAMPLES = {"unit": "T01", "name": "青石镇", "from": "2025-03-05", "to": "2025-03-05"}
_BETWEEN_ALIASES = re.compile(r"[、，,;；|\n\r]+")


def read_roster(path: Path | str, ruleset: Reads) -> Roster:
    """Return the units of a roster file; raises InputError with every problem found in it."""
    return read_roster_with_notices(path, ruleset)[0]


def read_roster_with_notices(path: Path | str, ruleset: Reads) -> tuple[Roster, tuple[Problem, ...]]:
    """Return the units of a roster file, and what is worth knowing about it: rows and columns left out, shared names.

    Raises InputError with every problem found in it.
    """
    if wrong := [*not_of(Path | str, "Path | str", path=path), *not_of(Reads, "Ruleset", ruleset=ruleset)]:
        raise InputError(wrong)
    return _roster_of(*_roster_table(Path(path)), ruleset)


def roster_title(path: Path) -> str:
    """Return the words that stand above the headings of a roster file: what the roster is called; empty without any.

    Raises InputError when the file is no roster.
    """
    table, headings, _ = _roster_table(path)
    above = next((cell for row in table.rows[: headings.row - 1] for cell in row if cell), "")
    return "" if above in headings.texts else above


def roster_from_frame(frame: pl.DataFrame, ruleset: Reads, file: str = "roster") -> tuple[Roster, tuple[Problem, ...]]:
    """Return the units of a roster that lies in memory, and what is worth knowing about it.

    One row a unit; columns bear the headings of a roster file or their English names, rows count as if the headings
    stood in row 1 of `file`. Raises InputError with every problem found in it.
    """
    table = Table(file, frame=frame)
    return _roster_of(table, _roster_headings(table), [], ruleset)


def read_roster_rows(path: Path) -> tuple[pl.DataFrame, Mapping[str, str]]:
    """Return the rows of a roster file as they stand in it, and the heading in it of each column by name.

    Nothing is said about single cells. Raises InputError when the file is no roster, or rows do not fit its headings.
    """
    table, headings, _ = _roster_table(path)
    return _rows(table, headings)


def roster_rows(frame: pl.DataFrame, file: str) -> tuple[pl.DataFrame, Mapping[str, str]]:
    """Return the rows of a roster that lies in memory, as `read_roster_rows` does those of a file."""
    table = Table(file, frame=frame)
    return _rows(table, _roster_headings(table))


def _rows(table: Table, headings: Headings) -> tuple[pl.DataFrame, Mapping[str, str]]:
    body = body_of(table, headings, COLUMNS[:1])
    if not len(body.rows):
        raise InputError(Problem("roster-without-units", table.place(headings.row), {"found": 0}))
    wrong = [Problem(one.code, table.place(one.row, one.column), one.facts) for one in body.faults]
    if wrong := wrong or [notice for notice in body.notices if notice.severity == "error"]:
        raise InputError(wrong)
    at = {name: headings.texts[position] for name, position in headings.at.items()}
    return pl.DataFrame({heading: body.columns[headings.at[name]] for name, heading in at.items()}), at


def _roster_of(
    table: Table, headings: Headings, notices: list[Problem], ruleset: Reads
) -> tuple[Roster, tuple[Problem, ...]]:
    body = body_of(table, headings, COLUMNS[:1])
    if not len(body.rows):
        raise InputError(Problem("roster-without-units", table.place(headings.row), {"found": 0}))
    if not body.readable:
        raise InputError(notice for notice in body.notices if notice.severity == "error")
    cells, wrong = _cells(body, headings)
    groups, wrong_groups = _groups(cells["group"], ruleset.groups)
    parents, wrong_parents = _parents(cells)
    refused = {at for at, name, _ in wrong if name == "jurisdiction"}
    lacking = jurisdictions_lacking(cells["jurisdiction"])
    wrong += [(at, "jurisdiction", refusal) for at, refusal in lacking if at not in refused]
    wrong += [*_repeated(table, body, cells["unit"]), *wrong_groups, *wrong_parents, *_days_reversed(cells)]
    problems = [Problem(one.code, table.place(one.row, one.column), one.facts) for one in body.faults]
    misfits = {fault.row for fault in body.faults}
    for at, name, refusal in wrong:
        if body.rows[at] in misfits:
            continue
        place = table.place(body.rows[at], headings.at[name])
        heading = next(column.heading for column in COLUMNS if column.name == name)
        example = list(ruleset.groups.values()) if name == "group" else _EXAMPLES.get(name, "")
        facts = {"column": heading, "found": "", "expected": example, **refusal.facts}
        problems.append(Problem(refusal.code, place, facts))
    if problems:
        raise InputError(sorted(problems, key=by_place))
    homes = jurisdictions_of(cells["jurisdiction"])
    units = [
        Unit(
            id=cells["unit"][at],
            name=cells["name"][at],
            group=groups[at],
            jurisdiction=homes[at],
            parent=parents[at],
            active_from=cells["from"][at],
            active_to=cells["to"][at],
            aliases=_aliases(cells["aliases"][at]),
        )
        for at in range(len(body.rows))
    ]
    notices += [*headings.problems, *body.notices]
    notices += shared_names(table, body.rows.to_list(), units, headings.at["name"], headings.at.get("aliases", 0))
    notices += alike_ids(table, body.rows.to_list(), cells["unit"], headings.at["unit"])
    return Roster(units), tuple(sorted(notices, key=by_place))


def _roster_table(path: Path) -> tuple[Table, Headings, list[Problem]]:
    if path.suffix.lower() not in SUFFIXES:
        facts = {"found": path.name, "expected": SUFFIXES}
        raise InputError(Problem("roster-not-a-table", Place(path.name), facts))
    contents = read_tables(path)
    if errors := [problem for problem in contents.problems if problem.severity == "error"]:
        raise InputError(errors)
    tables = [table for table in contents.tables if not table.empty]
    if len(tables) > 1:
        tables = [table for table in tables if any(word in table.sheet.casefold() for word in _NAMED)] or tables
    found = [(table, find_headings(table, COLUMNS, may_lack=_MAY_LACK)) for table in tables]
    good = [(table, headings) for table, headings in found if headings is not None and headings.complete]
    if len(good) > 1:
        sheets = [table.sheet for table, _ in good]
        raise InputError(Problem("roster-ambiguous", Place(path.name), {"found": sheets}))
    if good:
        return (*good[0], list(contents.problems))
    raise _no_headings(path.name, [headings for _, headings in found if headings is not None])


def _roster_headings(table: Table) -> Headings:
    headings = find_headings(table, COLUMNS, may_lack=_MAY_LACK)
    if headings is None or not headings.complete:
        raise _no_headings(table.file, [headings] if headings is not None else [])
    return headings


def _no_headings(file: str, found: list[Headings]) -> InputError:
    problems = [problem for headings in found for problem in headings.problems if problem.severity == "error"]
    if problems:
        return InputError(sorted(problems, key=by_place))
    expected = [column.heading for column in COLUMNS]
    return InputError(Problem("headings-missing", Place(file), {"found": "单位名册", "expected": expected}))


def _cells(body: Body, headings: Headings) -> tuple[dict[str, list[Any]], list[Wrong]]:
    cells: dict[str, list[Any]] = {}
    wrong: list[Wrong] = []
    for column in COLUMNS:
        if column.name in headings.at:
            read = read_column(body.columns[headings.at[column.name]], column, UnitNames.of(Roster(())))
            cells[column.name] = read.values.to_list()
            wrong += [(at, column.name, refusal) for at, refusal in read.refusals]
        else:
            cells[column.name] = [None] * len(body.rows)
    return cells, wrong


def _repeated(table: Table, body: Body, ids: list[Any]) -> list[Wrong]:
    first: dict[str, int] = {}
    wrong: list[Wrong] = []
    for at, id in enumerate(ids):
        if id is not None and first.setdefault(id, at) != at:
            other = str(table.place(body.rows[first[id]]))
            wrong.append((at, "unit", Refusal("unit-repeated", {"found": id, "other": other})))
    return wrong


def _groups(said: list[Any], groups: Mapping[str, str]) -> tuple[list[str], list[Wrong]]:
    meanings = {squeezed(word): key for key, title in groups.items() for word in (title, key)}
    titles = list(groups.values())
    wrong: list[Wrong] = []
    for at, word in enumerate(said):
        if word is not None and squeezed(word) not in meanings:
            facts = {"found": word, "expected": titles, "near": near(word, titles)}
            wrong.append((at, "group", Refusal("group-unknown", facts)))
    return [meanings.get(squeezed(word or ""), "") for word in said], wrong


def _parents(cells: Mapping[str, list[Any]]) -> tuple[list[str | None], list[Wrong]]:
    """Return the id of each unit's parent, which is written as an id or a name of the same roster."""
    meanings: dict[str, list[str]] = {}
    for id, name in zip(cells["unit"], cells["name"], strict=True):
        for word in {id, name} - {None} if id is not None else ():
            meanings.setdefault(squeezed(word), []).append(id)
    parents: list[str | None] = []
    wrong: list[Wrong] = []
    for at, word in enumerate(cells["parent"]):
        found = meanings.get(squeezed(word), []) if word is not None else []
        parents.append(found[0] if len(found) == 1 else None)
        if len(found) > 1:
            wrong.append((at, "parent", Refusal("unit-ambiguous", {"found": word, "expected": found})))
        elif word is not None and not found:
            names = [name for name in cells["name"] if name is not None]
            wrong.append((at, "parent", Refusal("parent-unknown", {"found": word, "near": near(word, names)})))
    return parents, [*wrong, *_circles(cells["unit"], parents)]


def _circles(ids: list[Any], parents: list[str | None]) -> list[Wrong]:
    above = dict(zip(ids, parents, strict=True))
    wrong: list[Wrong] = []
    for at, id in enumerate(ids):
        way = [id]
        while (up := above.get(way[-1])) is not None and up not in way:
            way.append(up)
        if up is not None and up == id:
            wrong.append((at, "parent", Refusal("parent-circle", {"found": " > ".join([*way, up])})))
    return wrong


def _days_reversed(cells: Mapping[str, list[Any]]) -> list[Wrong]:
    days = enumerate(zip(cells["from"], cells["to"], strict=True))
    return [
        (at, "to", Refusal("unit-days", {"found": str(last), "expected": str(first)}))
        for at, (first, last) in days
        if first is not None and last is not None and last < first
    ]


def _aliases(said: str | None) -> tuple[str, ...]:
    parts = (part.strip() for part in _BETWEEN_ALIASES.split(said or ""))
    return tuple(dict.fromkeys(part for part in parts if part))
