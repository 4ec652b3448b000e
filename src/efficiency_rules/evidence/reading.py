"""Reading an evidence folder: every file and sheet found, read, checked and counted."""

from collections.abc import Mapping
from pathlib import Path

from efficiency_rules.errors import InputError, Place, Problem, near, not_of
from efficiency_rules.evidence.checking import Checked, Reads, check_table
from efficiency_rules.evidence.finding import find_type, is_ignored
from efficiency_rules.evidence.layout import Layout, read_layout
from efficiency_rules.evidence.ledgers import Evidence, gather, types_read
from efficiency_rules.evidence.names import UnitNames
from efficiency_rules.evidence.other_sheets import other_sheets_told
from efficiency_rules.evidence.tables import SUFFIXES, Table, read_tables
from efficiency_rules.evidence.types import Model
from efficiency_rules.evidence.unread import unread
from efficiency_rules.evidence.wording import os_reason
from efficiency_rules.units import Roster


def read_evidence(folder: Path | str, ruleset: Reads, roster: Roster) -> Evidence:
    """Return all ledgers of a folder; bad files, rows and cells are problems of the evidence.

    Raises InputError only when the folder itself cannot be read, or an argument is something else.
    """
    wrong = [*not_of(Path | str, "Path | str", folder=folder), *not_of(Reads, "Ruleset", ruleset=ruleset)]
    if wrong := [*wrong, *not_of(Roster, "Roster", roster=roster)]:
        raise InputError(wrong)
    folder = Path(folder)
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        facts = {"found": folder, **os_reason(error)}
        raise InputError(Problem("folder-unreadable", Place(str(folder)), facts)) from error
    types = types_read(ruleset)
    layout = read_layout(folder, types)
    tables, problems = _tables(paths, layout, types)
    names = UnitNames.of(roster)
    checked: list[Checked] = []
    named: set[tuple[str, str]] = set()
    for table in tables:
        alone = not any(other.file == table.file and not other.empty for other in tables if other is not table)
        found = find_type(table, layout, types, alone)
        problems += found.problems
        if found.type is not None:
            checked.append(check_table(table, found.type, found.columns, ruleset.valid, names))
        if found.by_sheet:
            named.add((table.file, table.sheet))
    problems += [*layout.problems, *_not_found(layout, paths, tables)]
    return gather(other_sheets_told(checked, named, names), problems, roster, layout.nil)


def _tables(paths: list[Path], layout: Layout, types: Mapping[str, Model]) -> tuple[list[Table], list[Problem]]:
    named = {entry.file for entry in layout.entries}
    tables: list[Table] = []
    problems: list[Problem] = []
    for path in paths:
        if is_ignored(path) and path.name not in named:
            continue
        if path.is_dir() or path.suffix.lower() not in SUFFIXES:
            problems.append(unread(path, types))
            continue
        contents = read_tables(path)
        tables += contents.tables
        problems += contents.problems
    return tables, problems


def _not_found(layout: Layout, paths: list[Path], tables: list[Table]) -> list[Problem]:
    """Return a problem for every file or sheet that ledgers.yaml names and the folder lacks."""
    files = [path.name for path in paths]
    sheets: Mapping[str, list[str]] = {file: [table.sheet for table in tables if table.file == file] for file in files}
    problems = []
    for entry in layout.entries:
        if entry.file not in files:
            facts = {"found": entry.file, "expected": files, "near": near(entry.file, files)}
            problems.append(Problem("layout-file-missing", entry.place, facts))
        elif entry.sheet is not None and entry.sheet not in sheets[entry.file]:
            known = sheets[entry.file]
            facts = {
                "found": entry.sheet,
                "file": entry.file,
                "expected": known,
                "near": near(entry.sheet, known),
            }
            problems.append(Problem("layout-sheet-missing", entry.place, facts))
    return problems
