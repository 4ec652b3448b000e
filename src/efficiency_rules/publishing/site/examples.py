"""Cases as examples for readers: what the case is about, and the points or the state it gives."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from efficiency_rules.criteria.states import STATE_TITLES
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.strict_yaml import examine

_SUFFIX = ".cases.yaml"
_STATES: Mapping[str, str] = {str(state): title for state, title in STATE_TITLES.items()}
_SHOWN = 8
"""Rows of a ledger that an example shows; it says how many more there are."""


@dataclass(frozen=True, slots=True)
class Example:
    """One case of a criterion: its words, what it expects, and the rows it hands in."""

    name: str
    points: str
    state: str
    reason: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int
    """Rows that are not shown."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """A parameter that cases set themselves: its meaning, its key and its value."""

    title: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Examples:
    """The cases of one file: what they suppose, and the cases themselves.

    They take their numbers from `ruleset` (an id), or where that is empty from `params` and `full`.
    """

    ruleset: str
    params: tuple[Supposed, ...]
    full: str
    cases: tuple[Example, ...]


def examples_of(catalog: Catalog) -> dict[str, list[Examples]]:
    """Return the examples of every criterion by `id@edition`, from the case files of the catalog's bundles.

    What is no case of a criterion, or cannot be read, is left to `efficiency-rules test`.
    """
    found: dict[str, list[Examples]] = {}
    for path in _files(catalog):
        document, _ = examine(path.read_bytes(), str(path))
        data = None if document is None else document.data
        if isinstance(data, dict) and isinstance(data.get("criterion"), str):
            found.setdefault(data["criterion"], []).append(_examples(data, catalog))
    return found


def _files(catalog: Catalog) -> Iterable[Path]:
    folders = sorted({Path(bundle.file).parent for bundle in catalog.bundles if bundle.file})
    return (path for folder in folders for path in sorted(folder.rglob(f"*{_SUFFIX}")))


def _examples(data: Mapping[str, Any], catalog: Catalog) -> Examples:
    cases = data.get("cases")
    shown = tuple(_example(case, data["criterion"], catalog) for case in cases) if isinstance(cases, list) else ()
    return Examples(_text(data.get("ruleset")), _supposed(data, catalog), _text(data.get("full", "")), shown)


def _supposed(data: Mapping[str, Any], catalog: Catalog) -> tuple[Supposed, ...]:
    params = data.get("params")
    made = catalog.criteria.get(data["criterion"])
    fields = {} if made is None else made.params.model_fields
    titles = {name: field.description for name, field in fields.items()}
    written = params.items() if isinstance(params, dict) else ()
    return tuple(Supposed(titles.get(name) or name, name, _text(value)) for name, value in written)


def _example(case: Mapping[str, Any], criterion: str, catalog: Catalog) -> Example:
    rows = case.get("ledger")
    rows = rows if isinstance(rows, list) else []
    names = list(dict.fromkeys(name for row in rows for name in row))
    made = catalog.criteria.get(criterion)
    titles = {} if made is None else {column.name: column.heading for column in made.reads.columns}
    state = str(case.get("state", ""))
    return Example(
        name=_text(case.get("name", "")),
        points=_text(case.get("points", "")),
        state=_STATES.get(state, state),
        reason=_text(case.get("reason", "")),
        headings=tuple(titles.get(name, name) for name in names),
        rows=tuple(tuple(_text(row.get(name, "")) for name in names) for row in rows[:_SHOWN]),
        more=max(len(rows) - _SHOWN, 0),
    )


def _text(value: object) -> str:
    """Return a value as a reader sees it: nothing for an empty cell, 是 and 否 for yes and no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        return "，".join(f"{name}：{_text(part)}" for name, part in value.items())
    if isinstance(value, list):
        return "、".join(_text(part) for part in value)
    return str(value)
