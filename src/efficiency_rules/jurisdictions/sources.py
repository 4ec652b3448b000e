"""The Parquet files of a nation's ledgers: what each holds, and how it says which jurisdiction a row is of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from efficiency_rules.errors import InputError, Place, Problem
from efficiency_rules.evidence.cells import BLANKS
from efficiency_rules.evidence.finding import types_in
from efficiency_rules.evidence.further_headings import normal
from efficiency_rules.evidence.headings import find_headings
from efficiency_rules.evidence.roster import COLUMNS
from efficiency_rules.evidence.tables import Table, guarded
from efficiency_rules.evidence.types import Model
from efficiency_rules.evidence.wording import damage, os_reason
from efficiency_rules.jurisdictions.names import jurisdiction_of

HOME = "_jurisdiction"
"""The column that says the jurisdiction of a row; no column of a model can be called so."""

UNIT = "_unit"
"""The column of unit ids by which rows find their jurisdiction."""

_ROWS_AT_ONCE = 2**19
_NAMED = next(column for column in COLUMNS if column.name == "jurisdiction")


@dataclass(frozen=True, slots=True)
class Source:
    """One Parquet file: the ledger it holds, and the jurisdiction of all its rows where its folder names one."""

    path: Path
    name: str
    """What it is called in problems: its path inside the evidence folder, with slashes."""
    type: Model
    jurisdiction: str | None


def find_sources(folder: Path, types: Mapping[str, Model]) -> list[Source]:
    """Return the Parquet files of an evidence folder, `TYPE.parquet` or `TYPE/**/*.parquet`, by path.

    Below `TYPE/jurisdiction=NAME/` all rows are of that jurisdiction. Raises InputError naming every file that is no
    Parquet, and every one whose ledger cannot be told.
    """
    try:
        next(folder.iterdir(), None)  # rglob finds nothing, and says nothing, where there is no folder.
        paths = sorted(one for one in folder.rglob("*") if one.is_file() and not is_hidden(one.relative_to(folder)))
    except OSError as error:
        raise InputError(
            Problem("folder-unreadable", Place(str(folder)), {"found": folder, **os_reason(error)})
        ) from error
    return [
        Source(folder / inside, inside.as_posix(), type, jurisdiction)
        for inside, type, jurisdiction in tell_apart([path.relative_to(folder) for path in paths], types)
    ]


def tell_apart(insides: Sequence[Path], types: Mapping[str, Model]) -> list[tuple[Path, Model, str | None]]:
    """Return the ledger of each file of an evidence folder, and the jurisdiction that its own folder names.

    Raises InputError naming every file that is no Parquet, and every one whose ledger cannot be told.
    """
    found: list[tuple[Path, Model, str | None]] = []
    problems: list[Problem] = []
    titles = sorted(f"{type.title} ({type.id})" for type in types.values())
    for inside in insides:
        place = Place(inside.as_posix())
        name = Path(inside.parts[0]).stem if len(inside.parts) == 1 else inside.parts[0]
        meant = types_in(name, types.values())
        if inside.suffix.lower() != ".parquet":
            problems.append(Problem("evidence-not-parquet", place, {"found": place.file}))
        elif len(meant) != 1:
            code = "ledger-ambiguous" if meant else "ledger-unrecognised"
            problems.append(Problem(code, place, {"found": inside.parts[0], "expected": titles}))
        else:
            named = [jurisdiction_of(part) for part in inside.parts[1:-1]]
            found.append((inside, meant[0], next((one for one in named if one is not None), None)))
    if problems:
        raise InputError(problems)
    return found


def is_hidden(inside: Path) -> bool:
    """Say whether a file of an evidence folder is no data by its name: Spark writes `_SUCCESS` beside it."""
    return any(part.startswith((".", "_", "~$")) for part in inside.parts)


@dataclass(frozen=True, slots=True)
class Columns:
    """What of a file is read: the columns of its ledger, the one that names the unit, and the jurisdiction's."""

    known: tuple[str, ...]
    unit: str | None
    jurisdiction: str | None
    types: Mapping[str, str]


def columns_of(source: Source) -> Columns:
    """Return the columns of a source; raises InputError when the file cannot be read or holds none of them."""
    schema = guarded(pl.read_parquet_schema, source.path)
    place = Place(source.name)
    if isinstance(schema, str):
        raise InputError(Problem("file-broken", place, {"found": source.name, "expected": "Parquet", **damage(schema)}))
    return columns_in(schema, source.type, source.name)


def columns_in(schema: pl.Schema, type: Model, file: str) -> Columns:
    """Return the columns of a file of this schema that holds a ledger of `type`; raises as `columns_of` does."""
    place = Place(file)
    headings = find_headings(
        Table(file, frame=pl.DataFrame(schema=schema)),
        type.columns,
        may_lack=frozenset(column.name for column in type.columns),
    )
    if headings is None:
        expected = [column.heading for column in type.columns]
        raise InputError(Problem("columns-missing", place, {"found": type.title, "expected": expected}))
    if strange := [problem for problem in headings.problems if problem.code == "column-not-plain"]:
        raise InputError(strange)
    names = list(schema)
    known = tuple(names[at] for at in sorted(headings.at.values()))
    meant = {normal(heading) for heading in _NAMED.headings}
    homes = [name for name in names if normal(name) in meant and name not in known]
    unit = headings.at.get(type.unit_column().name)
    return Columns(
        known,
        None if unit is None else names[unit],
        homes[0] if homes else None,
        {name: str(schema[name]) for name in known},
    )


def home_texts(column: str) -> pl.Expr:
    """Return the jurisdictions a column names, as they are compared."""
    return pl.col(column).cast(pl.String).str.strip_chars(BLANKS).replace("", None).alias(HOME)


def unit_texts(column: str) -> pl.Expr:
    """Return the unit ids of a column, as they are compared."""
    return pl.col(column).cast(pl.String).str.strip_chars(BLANKS).alias(UNIT)


def chunks(
    source: Source, columns: Columns, homes: pl.DataFrame | None, *, only_home: bool = False
) -> Iterator[pl.DataFrame]:
    """Yield the rows of a source chunk by chunk, with the jurisdiction of each in the column HOME.

    `homes` gives the jurisdiction of each unit id (columns UNIT and HOME), for files that do not name it themselves;
    a unit that is not among them has none. Raises InputError where the file turns out to be damaged.
    """
    wanted = () if only_home else columns.known
    scan = pl.scan_parquet(source.path, glob=False, hive_partitioning=False)
    if source.jurisdiction is not None:
        for chunk in _collected(source, scan.select(wanted or columns.known[:1])):
            yield chunk.with_columns(pl.lit(source.jurisdiction).alias(HOME)).select(*wanted, HOME)
    elif columns.jurisdiction is not None:
        yield from _collected(source, scan.select(*wanted, home_texts(columns.jurisdiction)))
    elif columns.unit is not None and homes is not None:
        for chunk in _collected(source, scan.select(*wanted, unit_texts(columns.unit))):
            yield chunk.join(homes, on=UNIT, how="left").drop(UNIT)


def _collected(source: Source, rows: pl.LazyFrame) -> Iterator[pl.DataFrame]:
    batches = iter(rows.collect_batches(chunk_size=_ROWS_AT_ONCE))
    while (chunk := guarded(next, batches, None)) is not None:
        if isinstance(chunk, str):
            raise InputError(_broken(source, chunk))
        yield chunk


def _broken(source: Source, detail: str) -> Problem:
    name = source.name
    return Problem("file-broken", Place(name), {"found": name, "expected": "Parquet", **damage(detail)})
