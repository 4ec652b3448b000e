"""The ledgers of a nation in the cluster's storage: which files hold which ledger, read by Spark."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import polars as pl

from efficiency_rules.cluster.footers import footers
from efficiency_rules.cluster.layouts import Layout, layout_of
from efficiency_rules.cluster.working import Handed
from efficiency_rules.errors import InputError, Place, Problem
from efficiency_rules.evidence.types import Model
from efficiency_rules.jurisdictions.census import unlike
from efficiency_rules.jurisdictions.sources import Source, is_hidden, tell_apart

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


@dataclass(frozen=True, slots=True, eq=False)
class Stored:
    """The files of one ledger that have the same columns: their rows, how they are read, and who handed them in."""

    type: Model
    rows: "DataFrame"
    layout: Layout
    handed: Handed


@dataclass(frozen=True, slots=True, eq=False)
class Storage:
    """The ledgers of a nation in the cluster's storage."""

    folder: str
    ledgers: Sequence[Stored]
    broken: Mapping[str, list[Problem]] = field(default_factory=dict)
    """Jurisdictions with files of their own that cannot be read, or not together, and why."""


def read_ledgers(
    spark: "SparkSession", folder: str, types: Mapping[str, Model], jurisdictions: Collection[str]
) -> Storage:
    """Return the ledgers in a folder of the cluster's storage, laid out as `find_sources` says.

    Raises InputError naming what is no Parquet, what is no ledger, and files that several jurisdictions share, or one
    that is not among `jurisdictions` has, that Spark cannot read or that have other columns than the first.
    """
    folder = folder.rstrip("/")
    sizes = _listed(spark, folder)
    sources = [Source(inside, inside.as_posix(), type, own) for inside, type, own in tell_apart(list(sizes), types)]
    layouts, broken = _layouts(spark, folder, sources, sizes, jurisdictions)
    alike: dict[tuple[object, ...], list[Source]] = {}
    for source, layout in layouts.items():
        alike.setdefault((source.type.id, source.jurisdiction is None, layout.key), []).append(source)
    ledgers = [_stored(spark, folder, files, layouts[files[0]]) for files in alike.values()]
    return Storage(folder, ledgers, broken)


def _listed(spark: "SparkSession", folder: str) -> dict[Path, int]:
    """Return the length in bytes of the files of a folder, by their paths inside it."""
    from pyspark.errors import PySparkException

    listing = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    try:
        # Names and lengths are asked for: nothing is read.
        rows = listing.load(folder).select("_metadata.file_path", "length").collect()
    except PySparkException as error:
        raise InputError(_unreadable(folder, error)) from error
    sizes = {path_inside(row.file_path, folder): row.length for row in rows}
    return {path: sizes[path] for path in sorted(sizes) if not is_hidden(path)}


def path_inside(address: str, folder: str) -> Path:
    """Return the path of a file inside a folder; Spark says where a file is with percent signs, and is told without."""
    return Path(*Path(unquote(_path(address))).parts[len(Path(_path(folder)).parts) :])


def _path(address: str) -> str:
    """Return the path of an address: `hdfs://host/nation/ledgers` is `/nation/ledgers`."""
    return urlsplit(address).path if ":" in address.split("/", 1)[0] else str(Path(address).absolute())


def _layouts(
    spark: "SparkSession",
    folder: str,
    sources: Sequence[Source],
    sizes: Mapping[Path, int],
    jurisdictions: Collection[str],
) -> tuple[dict[Source, Layout], dict[str, list[Problem]]]:
    """Return how each file is read, and whose own files cannot be; raises InputError for those that others need."""
    from py4j.protocol import Py4JJavaError

    layouts: dict[Source, Layout] = {}
    found: list[tuple[Source, Problem]] = []
    ends = footers(spark, folder, {source.path: sizes[source.path] for source in sources})
    try:
        for source, footer in zip(sources, ends, strict=True):
            try:
                layouts[source] = layout_of(source, footer)
            except InputError as error:
                found += [(source, problem) for problem in error.problems]
    except Py4JJavaError as error:
        raise InputError(_unreadable(folder, error.java_exception)) from error
    differing = unlike({source: layout.columns for source, layout in layouts.items()})
    # Whose files nobody in the roster owns is told by their rows.
    found += [one for one in differing if one[0].jurisdiction is None or one[0].jurisdiction in jurisdictions]
    broken: dict[str, list[Problem]] = {}
    problems: list[Problem] = []
    for source, problem in found:
        own = source.jurisdiction
        (broken.setdefault(own, []) if own is not None and own in jurisdictions else problems).append(problem)
    if problems:
        raise InputError(problems)
    return layouts, broken


def _stored(spark: "SparkSession", folder: str, files: Sequence[Source], layout: Layout) -> Stored:
    from pyspark.errors import PySparkException

    type = files[0].type
    owners = frozenset(source.jurisdiction for source in files if source.jurisdiction is not None)
    reader = spark.read.schema(layout.asked)
    if owners:
        reader = reader.option("basePath", f"{folder}/{files[0].path.parts[0]}")
    try:
        rows = reader.parquet(*(_literal(f"{folder}/{source.path}") for source in files))
    except PySparkException as error:
        raise InputError(_unreadable(f"{folder}/{type.id}", error)) from error
    empty = pl.DataFrame(schema={name: layout.types[name] for name in layout.columns.known})
    return Stored(type, rows, layout, Handed(empty, owners or None))


def _literal(path: str) -> str:
    r"""Return a path as Spark has to be told it: `part[1]` is no pattern but a name."""
    return re.sub(r"([\*?{}\[\]\\])", r"\\\1", path)


def _unreadable(path: str, error: object) -> Problem:
    why = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return Problem("storage-unreadable", Place(path), {"found": path, "why": why})
