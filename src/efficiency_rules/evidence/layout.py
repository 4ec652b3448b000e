"""`ledgers.yaml`: which file and sheet holds which ledger, where their names do not say so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from efficiency_rules.errors import Place, Problem, near
from efficiency_rules.evidence.types import Model
from efficiency_rules.evidence.wording import os_reason
from efficiency_rules.strict_yaml import Document, examine

FILE = "ledgers.yaml"
_KEYS = ("file", "sheet", "columns")


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement of ledgers.yaml: this file (all its sheets, or one) holds that type."""

    type: Model
    file: str
    sheet: str | None
    columns: Mapping[str, str]
    """Headings of the file that the type does not know, with the model's column each one means."""
    place: Place

    def names(self, file: str, sheet: str) -> bool:
        """Say whether the statement is about this sheet of this file."""
        return self.file == file and self.sheet in (None, sheet)


@dataclass(frozen=True, slots=True)
class Layout:
    """All statements of ledgers.yaml, the types reported nil, and what is wrong with the file."""

    entries: tuple[Entry, ...] = ()
    nil: tuple[Model, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_layout(folder: Path, types: Mapping[str, Model]) -> Layout:
    """Return what ledgers.yaml of a folder says; nothing where there is none."""
    path = folder / FILE
    if not path.is_file():
        return Layout()
    try:
        document, problems = examine(path.read_bytes(), FILE)
    except OSError as error:
        facts = {"found": FILE, **os_reason(error)}
        return Layout(problems=(Problem("file-unreadable", Place(FILE), facts),))
    if document is None:
        return Layout(problems=tuple(problems))
    layout = _Parser(document, types).layout()
    return replace(layout, problems=(*problems, *layout.problems))


class _Parser:
    """Walks the document once and keeps every problem it meets."""

    def __init__(self, document: Document, types: Mapping[str, Model]) -> None:
        self._document = document
        self._types = types
        self._problems: list[Problem] = []

    def layout(self) -> Layout:
        top = self._mapping((), self._document.data, ("ledgers", "nil"))
        entries: list[Entry] = []
        ledgers = self._mapping(("ledgers",), top.get("ledgers"), None)
        for id, said in ledgers.items():
            type = self._type(("ledgers", id), id, key=True)
            several = list(enumerate(said)) if isinstance(said, list) else [(None, said)]
            for at, one in several:
                path = ("ledgers", id) if at is None else ("ledgers", id, at)
                entry = self._entry(path, type, one)
                entries += [entry] if entry is not None else []
        nil = [self._type(("nil", at), id) for at, id in enumerate(self._list(("nil",), top.get("nil")))]
        return Layout(tuple(entries), tuple(type for type in nil if type is not None), tuple(self._problems))

    def _entry(self, path: tuple[str | int, ...], type: Model | None, said: Any) -> Entry | None:
        fields = self._mapping(path, said, _KEYS)
        file, sheet = fields.get("file"), fields.get("sheet")
        if said is not None and (not isinstance(file, str) or "/" in file or "\\" in file):
            self._say("layout-file", (*path, "file"), found=file)
            return None
        columns: dict[str, str] = {}
        for heading, name in self._mapping((*path, "columns"), fields.get("columns"), None).items():
            if type is None:
                continue
            known = [column.name for column in type.columns]
            if name in known:
                columns[heading] = name
            else:
                near_names = near(str(name), known)
                self._say(
                    "layout-column",
                    (*path, "columns", heading),
                    found=name,
                    expected=known,
                    near=near_names,
                )
        if type is None or not isinstance(file, str):
            return None
        return Entry(type, file, None if sheet is None else str(sheet), columns, self._document.place(path))

    def _type(self, path: tuple[str | int, ...], id: object, key: bool = False) -> Model | None:
        if isinstance(id, str) and id in self._types:
            return self._types[id]
        facts = {"found": id, "expected": sorted(self._types), "near": near(str(id), self._types)}
        self._problems.append(Problem("type-unknown", self._document.place(path, key), facts))
        return None

    def _mapping(self, path: tuple[str | int, ...], said: Any, known: Iterable[str] | None) -> dict[str, Any]:
        if said is None:
            return {}
        if not isinstance(said, dict):
            self._say("layout-shape", path, **_kinds(said, {}))
            return {}
        for key in said:
            if known is not None and key not in known:
                facts = {"found": key, "expected": list(known), "near": near(key, known)}
                self._problems.append(Problem("layout-key", self._document.place((*path, key), key=True), facts))
        return said

    def _list(self, path: tuple[str | int, ...], said: Any) -> list[Any]:
        if said is None or isinstance(said, list):
            return said or []
        self._say("layout-shape", path, **_kinds(said, []))
        return []

    def _say(self, code: str, path: tuple[str | int, ...], **facts: object) -> None:
        self._problems.append(Problem(code, self._document.place(path), facts))


def _kinds(said: object, wanted: object) -> dict[str, str]:
    (found, found_en), (expected, expected_en) = _kind(said), _kind(wanted)
    return {"found": found, "found_en": found_en, "expected": expected, "expected_en": expected_en}


def _kind(said: object) -> tuple[str, str]:
    if isinstance(said, list):
        return "列表（[一项, 一项]）", "a list ([one, another])"
    if isinstance(said, dict):
        return "键和值（键: 值）", "keys and values (key: value)"
    return str(said), str(said)
