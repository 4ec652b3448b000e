"""What lies in an evidence folder and is not read: an error where ledgers may be among it, else a warning."""

import os
from collections.abc import Mapping
from pathlib import Path

from efficiency_rules.errors import Place, Problem
from efficiency_rules.evidence.finding import is_ignored, types_in
from efficiency_rules.evidence.tables import SUFFIXES
from efficiency_rules.evidence.types import Model

_OTHER_TABLES = (".et", ".ett", ".xlsm", ".xlsb", ".xlt", ".xltx", ".ods", ".numbers", ".tsv")
"""Kinds of files that hold tables and cannot be read."""


def unread(path: Path, types: Mapping[str, Model]) -> Problem:
    """Return the problem of a file or folder that is not read."""
    if path.is_dir():
        count = _tables_in(path, types)
        if count:
            facts = {"found": path.name, "count": count, "folder": path.resolve().parent.name}
            return Problem("folder-with-tables", Place(path.name), facts)
    elif named := types_in(path.stem, types.values()):
        facts = {"found": path.name, "title": [type.title for type in named], "expected": SUFFIXES}
        return Problem("ledger-other-kind", Place(path.name), facts)
    return Problem("file-not-a-table", Place(path.name), {"found": path.name, "expected": SUFFIXES}, "warning")


def _tables_in(folder: Path, types: Mapping[str, Model]) -> int:
    """Return how many files of a folder and the folders in it are tables, or bear the name of a ledger."""
    count = 0
    for at, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(at, name) for name in files):
            tabular = path.suffix.lower() in (*SUFFIXES, *_OTHER_TABLES)
            count += not is_ignored(path) and (tabular or bool(types_in(path.stem, types.values())))
    return count
