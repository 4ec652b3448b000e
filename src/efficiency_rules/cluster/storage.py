"""The ledgers of a nation in the cluster's storage: which files hold which ledger, read by Spark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from efficiency_rules.cluster.packing import frame_of
from efficiency_rules.cluster.working import Handed
from efficiency_rules.errors import InputError, Place, Problem
from efficiency_rules.evidence.types import Model
from efficiency_rules.jurisdictions.sources import Columns, columns_in, is_hidden, tell_apart

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


@dataclass(frozen=True, slots=True, eq=False)
class Stored:
    """One ledger as it is stored: its rows, its columns, and who handed it in."""

    type: Model
    rows: "DataFrame"
    columns: Columns
    handed: Handed


def read_ledgers(spark: "SparkSession", folder: str, types: Mapping[str, Model]) -> list[Stored]:
    """Return the ledgers in a folder of the cluster's storage, laid out as `find_sources` says.

    Raises InputError naming what is no Parquet, what is no ledger, and files that Spark cannot read.
    """
    insides = _listed(spark, folder)
    found: dict[str, list[tuple[Path, str | None]]] = {}
    for inside, type, own in tell_apart(insides, types):
        found.setdefault(type.id, []).append((inside, own))
    return [_stored(spark, folder, types[id], files) for id, files in sorted(found.items())]


def _listed(spark: "SparkSession", folder: str) -> list[Path]:
    """Return the files of a folder, as paths inside it."""
    from pyspark.errors import PySparkException

    listing = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    try:
        # Only names are asked for: nothing is read.
        paths = [row.path for row in listing.load(folder).select("path").collect()]
    except PySparkException as error:
        raise InputError(_unreadable(folder, error)) from error
    inside = len(Path(_path(folder)).parts)
    relative = sorted(Path(*Path(_path(path)).parts[inside:]) for path in paths)
    return [path for path in relative if not is_hidden(path)]


def _path(address: str) -> str:
    """Return the path of an address: `hdfs://host/nation/ledgers` is `/nation/ledgers`."""
    return unquote(urlsplit(address).path) if ":" in address.split("/", 1)[0] else str(Path(address).absolute())


def _stored(spark: "SparkSession", folder: str, type: Model, files: Sequence[tuple[Path, str | None]]) -> Stored:
    from pyspark.errors import PySparkException

    owners = {own for _, own in files}
    if None in owners and len(owners) > 1:
        facts = {"found": type.title, "files": [str(file) for file, own in files if own is None]}
        raise InputError(Problem("ledger-shared-and-own", Place(type.id), facts))
    reader = spark.read.option("mergeSchema", "true")
    paths = sorted({f"{folder.rstrip('/')}/{file.parts[0]}" for file, _ in files})
    if None not in owners:
        reader = reader.option("basePath", paths[0])
    try:
        rows = reader.parquet(*paths)
        empty = frame_of(rows.limit(0).toArrow())
    except PySparkException as error:
        raise InputError(_unreadable(paths[0], error)) from error
    columns = columns_in(empty.schema, type, type.id)
    own = None if None in owners else frozenset(name for name in owners if name is not None)
    return Stored(type, rows, columns, Handed(empty.select(columns.known), own))


def _unreadable(path: str, error: Exception) -> Problem:
    why = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return Problem("storage-unreadable", Place(path), {"found": path, "why": why})
