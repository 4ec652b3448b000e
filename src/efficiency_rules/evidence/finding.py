"""Which file and sheet of a folder holds which ledger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from efficiency_rules.errors import Problem, near
from efficiency_rules.evidence.cells import squeezed
from efficiency_rules.evidence.headings import find_headings
from efficiency_rules.evidence.layout import FILE, Layout
from efficiency_rules.evidence.tables import SUFFIXES, Table
from efficiency_rules.evidence.types import Model

_ROSTER = ("roster", "名册")


@dataclass(frozen=True, slots=True)
class Found:
    """What a table is: a ledger of `type`, or none, and what is to be said about it."""

    type: Model | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    by_sheet: bool = False
    """Whether it is the sheet that is said to be a ledger, not the file as a whole."""


_OF_FILE_MANAGERS = ("thumbs.db", "desktop.ini")
"""What Windows leaves in a folder."""


def is_ignored(path: Path) -> bool:
    """Say whether a file is no ledger by its name: hidden, temporary, of the file manager, layout or roster."""
    name = path.name
    if name.startswith((".", "~$")) or name == FILE or name.casefold() in _OF_FILE_MANAGERS:
        return True
    return path.suffix.lower() in SUFFIXES and any(word in squeezed(path.stem).casefold() for word in _ROSTER)


def find_type(table: Table, layout: Layout, types: Mapping[str, Model], alone: bool = True) -> Found:
    """Return what a table is: by ledgers.yaml, else by the sheet's name, else by the file's name.

    `alone` says that no other sheet of the file holds anything; an empty sheet beside others is no ledger.
    """
    entries = [entry for entry in layout.entries if entry.names(table.file, table.sheet)]
    if entries:
        named = [entry for entry in entries if entry.sheet is not None] or entries
        if len({entry.type.id for entry in named}) > 1:
            return Found(problems=(_ambiguous(table, [entry.type for entry in named]),))
        return Found(named[0].type, named[0].columns, by_sheet=named[0].sheet is not None)
    for name in (table.sheet, Path(table.file).stem):
        matches = types_in(name, types.values())
        if len(matches) > 1:
            return Found(problems=(_ambiguous(table, matches),))
        if matches and name != table.sheet and table.empty and not alone:
            return Found(problems=(Problem("sheet-empty", table.place(), {"found": table.sheet}, "info"),))
        if matches:
            return Found(matches[0], by_sheet=name == table.sheet)
    return Found(problems=() if table.empty else (_unrecognised(table, types),))


def types_in(name: str, types: Iterable[Model]) -> list[Model]:
    """Return the types whose id or title stands in a name; a title inside another's found title does not count."""
    written = squeezed(name).casefold()
    words = {}
    for type in types:
        found = [word for word in (type.id, squeezed(type.title).casefold()) if word in written]
        if found:
            words[type] = found
    return [type for type, own in words.items() if not _all_inside(own, [w for t, w in words.items() if t is not type])]


def _all_inside(own: list[str], others: list[list[str]]) -> bool:
    return all(any(word in other and word != other for found in others for other in found) for word in own)


def _ambiguous(table: Table, matches: Iterable[Model]) -> Problem:
    titles = sorted(f"{type.title} ({type.id})" for type in matches)
    return Problem("ledger-ambiguous", table.place(), {"found": table.sheet or table.file, "expected": titles})


def _unrecognised(table: Table, types: Mapping[str, Model]) -> Problem:
    titles = {type.title: type for type in types.values()}
    complete = [title for title, type in titles.items() if _has_headings(table, type)]
    if complete:
        return Problem("ledger-unnamed", table.place(), {"found": table.sheet or table.file, "expected": complete})
    names = [word for name in (table.sheet, Path(table.file).stem) for word in near(name, [*titles, *types])]
    facts = {
        "found": table.sheet or table.file,
        "expected": sorted(titles),
        "near": list(dict.fromkeys(names))[:3],
    }
    return Problem("ledger-unrecognised", table.place(), facts, "warning")


def _has_headings(table: Table, type: Model) -> bool:
    """Say whether a table has every heading of a type, those of columns that may stay blank left out."""
    optional = frozenset(column.name for column in type.columns if column.optional)
    headings = find_headings(table, type.columns, may_lack=optional)
    return headings is not None and headings.found
