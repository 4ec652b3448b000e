"""The census: how many units and records each jurisdiction has, before any of them is evaluated."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from efficiency_rules.errors import InputError, Place, Problem
from efficiency_rules.evidence.jurisdiction_names import compared
from efficiency_rules.evidence.roster import read_roster_rows
from efficiency_rules.jurisdictions.names import folder_of
from efficiency_rules.jurisdictions.sources import (
    HOME,
    UNIT,
    Columns,
    Source,
    chunks,
    columns_of,
    home_texts,
    unit_texts,
)

_SHOWN = 10


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """The rows of the roster, those of a jurisdiction together, and where they begin."""

    rows: pl.DataFrame
    counts: Mapping[str, int]
    """Units by jurisdiction, in the order of their names."""
    homes: pl.DataFrame | None
    """The jurisdiction (HOME) of each unit id (UNIT); None where an id stands in two of them."""
    shared: tuple[str, ...] = ()
    """Ids that stand in more than one jurisdiction, some of them."""


def read_units(path: Path) -> Units:
    """Return the units of a roster file by jurisdiction.

    Raises InputError when it cannot be read as a whole, names no jurisdictions, or names two that are hard to tell
    apart. What is wrong with a single row is found with its jurisdiction.
    """
    return units_of(*read_roster_rows(path), path.name)


def units_of(frame: pl.DataFrame, at: Mapping[str, str], file: str) -> Units:
    """Return the units of a roster's rows by jurisdiction; `at` names the heading of each column.

    Raises InputError as `read_units` does.
    """
    place = Place(file)
    if "jurisdiction" not in at:
        raise InputError(Problem("roster-without-jurisdictions", place, {"found": file}))
    rows = frame.with_columns(home_texts(at["jurisdiction"])).drop(at["jurisdiction"]).sort(HOME)
    if nameless := rows[HOME].null_count():
        named = rows.filter(pl.col(HOME).is_null())[at["unit"]].cast(pl.String).to_list()[:_SHOWN]
        raise InputError(Problem("roster-jurisdiction-blank", place, {"found": nameless, "units": named}))
    counts = dict(rows.group_by(HOME, maintain_order=True).len().iter_rows())
    _check_names(counts, place)
    ids = rows.select(unit_texts(at["unit"]), HOME).drop_nulls().unique()
    shared = ids.filter(pl.col(UNIT).is_duplicated())[UNIT].unique().sort().to_list()
    return Units(rows, counts, None if shared else ids, tuple(shared[:_SHOWN]))


def _check_names(names: Mapping[str, int], place: Place) -> None:
    """Refuse names that no folder can bear, and pairs that a reader or a file system takes for one."""
    problems = []
    first: dict[str, str] = {}
    for name in names:
        try:
            folder_of(name)
        except ValueError:
            problems.append(Problem("jurisdiction-too-long", place, {"found": name}))
            continue
        alike = first.setdefault(compared(name), name)
        if alike != name:
            problems.append(Problem("jurisdictions-alike", place, {"found": name, "other": alike}))
    if problems:
        raise InputError(problems)


@dataclass(frozen=True, slots=True, eq=False)
class Census:
    """The records of each jurisdiction by evidence type, and what is wrong with files of its own."""

    sources: Mapping[Source, Columns]
    """The files that can be read."""
    records: Mapping[str, Mapping[str, int]]
    """By jurisdiction and type. No entry of a type: it handed in no such ledger."""
    broken: Mapping[str, Sequence[Problem]] = field(default_factory=dict)
    """Jurisdictions with files of their own that cannot be read, or not together, and why."""


def take_census(sources: Sequence[Source], units: Units) -> Census:
    """Return how many records each jurisdiction has.

    Raises InputError when rows are of no jurisdiction of the roster, or a file that several share cannot be used.
    """
    problems: list[Problem] = []
    broken: dict[str, list[Problem]] = {}
    usable: dict[Source, Columns] = {}
    records: dict[str, dict[str, int]] = {name: {} for name in units.counts}
    for source in sources:
        own = source.jurisdiction if source.jurisdiction in units.counts else None
        try:
            columns = columns_of(source)
            counted = _counted(source, columns, units)
        except InputError as error:
            if own is None:
                problems += error.problems
            else:
                broken.setdefault(own, []).extend(error.problems)
            continue
        usable[source] = columns
        problems += strays_in(source.name, counted, records)
        # A ledger that all share is handed in for all: whoever has no row in it reports nil.
        for name in records if source.jurisdiction is None else [own] if own is not None else []:
            here = records[name]
            here[source.type.id] = here.get(source.type.id, 0) + counted.get(name, 0)
    for source, problem in unlike(usable):
        (problems if source.jurisdiction is None else broken.setdefault(source.jurisdiction, [])).append(problem)
    if problems:
        raise InputError(problems)
    return Census(usable, records, broken)


def _counted(source: Source, columns: Columns, units: Units) -> Counter[str | None]:
    if source.jurisdiction is None and columns.jurisdiction is None and units.homes is None:
        facts = {"found": units.shared, "file": source.name}
        raise InputError(Problem("units-of-several", Place(source.name), facts))
    counted: Counter[str | None] = Counter()
    for chunk in chunks(source, columns, units.homes, only_home=True):
        counted.update(dict(chunk.group_by(HOME).len().iter_rows()))
    return counted


def strays_in(file: str, counted: Mapping[str | None, int], known: Collection[str]) -> list[Problem]:
    """Return the problems of rows that nobody in the roster owns: they could be anybody's, so all wait for them.

    `counted` has the rows of a file or ledger by the jurisdiction that they name, `known` those of the roster.
    """
    place = Place(file)
    problems = []
    if nobodys := counted.get(None, 0):
        problems.append(Problem("rows-nowhere", place, {"found": nobodys}))
    strange = sorted(name for name in counted if name is not None and name not in known)
    if strange:
        meant = {compared(name): name for name in known}
        near = [meant[key] for name in strange[:_SHOWN] if (key := compared(name)) in meant]
        facts = {"found": strange[:_SHOWN], "count": sum(counted[name] for name in strange), "near": near}
        problems.append(Problem("jurisdictions-unknown", place, facts))
    return problems


def unlike(sources: Mapping[Source, Columns]) -> Iterator[tuple[Source, Problem]]:
    """Yield every file whose columns are not those of the first one of its ledger, and the problem.

    Together they would be one table in which nobody can tell a column that a file lacks from blank cells. The first is
    the one that several jurisdictions share; without any it is the first of the jurisdiction's own.
    """
    first: dict[tuple[str, str | None], tuple[Source, Columns]] = {}
    for source, columns in sorted(sources.items(), key=lambda one: one[0].jurisdiction is not None):
        shared, own = (source.type.id, None), (source.type.id, source.jurisdiction)
        other, expected = first.get(shared) or first.setdefault(own, (source, columns))
        if columns.types != expected.types:
            found = sorted({*columns.types.items()} ^ {*expected.types.items()})
            facts = {"found": [f"{name}: {type}" for name, type in found], "other": other.name}
            yield source, Problem("ledger-columns-differ", Place(source.name), facts)
