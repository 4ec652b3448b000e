"""The roster in the cluster's storage: it is copied to the driver, which reads it as it reads a file of its own."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from efficiency_rules.errors import InputError, Place, Problem
from efficiency_rules.evidence.roster import roster_rows
from efficiency_rules.evidence.tables import guarded
from efficiency_rules.evidence.wording import damage
from efficiency_rules.jurisdictions.census import Units, read_units, units_of
from efficiency_rules.jurisdictions.names import jurisdiction_of
from efficiency_rules.jurisdictions.sources import is_hidden

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def read_stored_units(spark: "SparkSession", address: str) -> Units:
    """Return the units of a roster in the cluster's storage: one file, or a folder of Parquet as Spark writes it,
    also one that is partitioned by jurisdiction.

    Raises InputError as `read_units` does, where the storage does not answer, and where files of a folder are no
    Parquet or have other columns than the first.
    """
    with tempfile.TemporaryDirectory() as room:
        copy = _copied(spark, address, Path(room))
        return _units_in(copy) if copy.is_dir() else read_units(copy)


def _copied(spark: "SparkSession", address: str, room: Path) -> Path:
    from py4j.protocol import Py4JJavaError

    java: Any = spark
    path = java._jvm.org.apache.hadoop.fs.Path
    here = room / (address.rstrip("/").rpartition("/")[2] or "roster")
    try:
        there = path(address)
        # The last word keeps Hadoop from writing files of check sums beside it.
        there.getFileSystem(java._jsc.hadoopConfiguration()).copyToLocalFile(False, there, path(str(here)), True)
    except Py4JJavaError as error:
        why = next(iter(str(error.java_exception).splitlines()), "Py4JJavaError")
        raise InputError(Problem("storage-unreadable", Place(here.name), {"found": address, "why": why})) from error
    return here


def _units_in(folder: Path) -> Units:
    frames: dict[str, pl.DataFrame] = {}
    problems: list[Problem] = []
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not is_hidden(path.relative_to(folder))]
    for file in files:
        inside = file.relative_to(folder)
        place = Place(f"{folder.name}/{inside.as_posix()}")
        first = next(iter(frames), None)
        frame = guarded(pl.read_parquet, file, glob=False, hive_partitioning=False)
        if isinstance(frame, str):
            facts = {"found": place.file, "expected": "Parquet", **damage(frame)}
            problems.append(Problem("file-broken", place, facts))
            continue
        if own := [name for part in inside.parent.parts if (name := jurisdiction_of(part)) is not None]:
            frame = frame.with_columns(pl.lit(own[-1]).alias("jurisdiction"))
        if first is not None and dict(frame.schema) != dict(frames[first].schema):
            found = sorted({*_types(frame)} ^ {*_types(frames[first])})
            problems.append(Problem("ledger-columns-differ", place, {"found": found, "other": first}))
        else:
            frames[place.file] = frame.select(frames[first].columns) if first is not None else frame
    if problems:
        raise InputError(problems)
    if not frames:
        raise InputError(Problem("roster-without-units", Place(folder.name), {"found": 0}))
    return units_of(*roster_rows(pl.concat(frames.values()), folder.name), folder.name)


def _types(frame: pl.DataFrame) -> list[str]:
    return [f"{name}: {type}" for name, type in frame.schema.items()]
