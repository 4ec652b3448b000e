"""Rows under another jurisdiction's name, looked up file by file once a run on Spark has come across some."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from efficiency_rules.cluster.layouts import Layout
from efficiency_rules.cluster.packing import Batches, Homes, at_home, frame_of
from efficiency_rules.cluster.storage import Storage, path_inside
from efficiency_rules.errors import Problem
from efficiency_rules.jurisdictions.census import Units
from efficiency_rules.jurisdictions.misplaced import COUNTED, misplaced_in, misplaced_problems

if TYPE_CHECKING:
    import pyarrow as pa

_FILE = "_file"
_FOUND = "`_file` string, `_unit` string, `_jurisdiction` string, `_own` string, `len` bigint"
"""Spark's schema of what is counted (COUNTED), by the address of the file."""


def misplaced(storage: Storage, ledgers: Collection[str], units: Units, homes: Homes) -> dict[str, list[Problem]]:
    """Return by jurisdiction which of its units stand under another's name in these ledgers, as one machine says it.

    The ledgers are read once more, since the first time nobody asked Spark which file a row is from.
    """
    found: dict[Path, list[pl.DataFrame]] = {}
    for stored in storage.ledgers:
        if stored.type.id in ledgers and stored.layout.columns.jurisdiction is not None:
            told = stored.rows.selectExpr("*", f"_metadata.file_path AS `{_FILE}`")
            rows = told.mapInArrow(_counter(stored.layout, homes), _FOUND)
            counted = frame_of(rows.toArrow())
            for (address,), mine in counted.partition_by(_FILE, as_dict=True, include_key=False).items():
                found.setdefault(path_inside(str(address), storage.folder), []).append(mine)
    problems: dict[str, list[Problem]] = {}
    for file, frames in sorted(found.items()):
        for jurisdiction, problem in misplaced_problems(file.as_posix(), frames, units):
            problems.setdefault(jurisdiction, []).append(problem)
    return problems


def _counter(layout: Layout, homes: Homes) -> Callable[[Batches], Iterator["pa.RecordBatch"]]:
    def count(batches: Batches) -> Iterator["pa.RecordBatch"]:
        known = homes()
        for batch in batches:
            by_file = layout.typed(frame_of(batch)).partition_by(_FILE, as_dict=True)
            for (address,), rows in by_file.items():
                counted = misplaced_in(at_home(rows, layout.columns, known), layout.columns.unit, known)
                counted = counted.select(pl.lit(address).alias(_FILE), *COUNTED)
                yield from counted.to_arrow().to_batches()

    return count
