"""Parting: the rows of a nation are written to disk batch by batch, so that one batch at a time is in memory."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from efficiency_rules.errors import InputError, Problem
from efficiency_rules.evaluation.folder import writing
from efficiency_rules.jurisdictions.census import Census, Units
from efficiency_rules.jurisdictions.misplaced import misplaced_in, misplaced_problems
from efficiency_rules.jurisdictions.rows import JurisdictionRows
from efficiency_rules.jurisdictions.sources import HOME, chunks

RECORDS_AT_ONCE = 500_000
"""Records of a batch, about: several small jurisdictions, or one larger than this by itself."""

_BATCH = "_batch"


def batches(units: Units, census: Census) -> list[list[str]]:
    """Return the jurisdictions in the order of their names, as many together as have few records enough."""
    made: list[list[str]] = []
    room = 0
    for name, count in units.counts.items():
        records = sum(census.records[name].values()) + count
        if not made or records > room:
            made.append([])
            room = max(RECORDS_AT_ONCE, records)
        made[-1].append(name)
        room -= records
    return made


def part(batches: Sequence[Sequence[str]], units: Units, census: Census, folder: Path) -> dict[str, list[Problem]]:
    """Write the records of each batch into `folder`, which holds nothing else.

    Return by jurisdiction what is wrong with files of its own, and which of its units stand under another's name.
    Raises InputError where a file that several share breaks, OSError naming the folder where it cannot be written.
    """
    numbers = pl.DataFrame(
        [(name, number) for number, names in enumerate(batches) for name in names],
        schema={HOME: pl.String, _BATCH: pl.Int64},
        orient="row",
    )
    broken: dict[str, list[Problem]] = {}
    for at, (source, columns) in enumerate(census.sources.items()):
        named = source.jurisdiction is not None or columns.jurisdiction is not None
        elsewhere: list[pl.DataFrame] = []
        try:
            for piece, chunk in enumerate(chunks(source, columns, units.homes)):
                if named:
                    elsewhere.append(misplaced_in(chunk, columns.unit, units.homes))
                parted = chunk.join(numbers, on=HOME).partition_by(_BATCH, as_dict=True, include_key=False)
                for (number,), rows in parted.items():
                    place = folder / str(number) / source.type.id
                    with writing(folder):
                        place.mkdir(parents=True, exist_ok=True)
                        rows.write_parquet(place / f"{at}-{piece}.parquet", compression="lz4", statistics=False)
        except InputError as error:
            if source.jurisdiction is None:
                raise
            broken.setdefault(source.jurisdiction, []).extend(error.problems)
        for name, problem in misplaced_problems(source.name, elsewhere, units):
            broken.setdefault(name, []).append(problem)
    return broken


def rows_of(
    number: int, names: Sequence[str], units: Units, census: Census, folder: Path
) -> Iterator[JurisdictionRows]:
    """Yield the rows of these jurisdictions of a batch, and remove those of all of them from disk."""
    place = folder / str(number)
    parts: dict[str, dict[str, list[pl.DataFrame]]] = {name: {} for name in names}
    for path in sorted(place.glob("*/*.parquet")) if place.is_dir() else ():
        for (name,), rows in (
            pl.read_parquet(path, glob=False).partition_by(HOME, as_dict=True, include_key=False).items()
        ):
            if name in parts:
                parts[str(name)].setdefault(path.parent.name, []).append(rows)
    shutil.rmtree(place, ignore_errors=True)
    roster: Mapping[tuple[object, ...], pl.DataFrame] = units.rows.filter(pl.col(HOME).is_in(names)).partition_by(
        HOME, as_dict=True, include_key=False
    )
    for name in names:
        own = parts.pop(name)
        ledgers = {
            id: pl.concat(own[id], how="diagonal_relaxed") if id in own else _without_rows(id, name, census)
            for id in census.records[name]
        }
        yield JurisdictionRows(name, roster[(name,)], ledgers)


def _without_rows(id: str, jurisdiction: str, census: Census) -> pl.DataFrame:
    """Return a ledger that a jurisdiction reported nil, with the columns of the file that says so."""
    source, columns = next(
        (source, columns)
        for source, columns in census.sources.items()
        if source.type.id == id and source.jurisdiction in (None, jurisdiction)
    )
    schema = pl.read_parquet_schema(source.path)
    return pl.DataFrame(schema={name: schema[name] for name in columns.known})
