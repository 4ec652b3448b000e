"""Running a PerUnit function: one call a unit, with that unit's records in key order."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl

from efficiency_rules.criteria.formulas.per_unit import PerUnit, UnitMark
from efficiency_rules.evaluation.gather import Records
from efficiency_rules.evidence.types import Column, EvidenceType
from efficiency_rules.points import Percent, Points
from efficiency_rules.units import Units


def run_per_unit(
    formula: PerUnit, reads: type[EvidenceType], records: Records, roster: Units, full: Points
) -> Mapping[int, UnitMark]:
    """Return the mark of every unit that has records, by unit index.

    Raises TypeError and ValueError for what is no mark: another type, costs of records that the unit does not have,
    points that are lost without a reason.
    """
    marks = {}
    for unit, rows in _by_unit(reads, records, roster):
        mark = formula.function(rows, full)
        if not isinstance(mark, UnitMark):
            raise TypeError(f"a PerUnit function must return UnitMark, found {type(mark).__name__}")
        unknown = sorted(set(mark.costs) - {record_key(row) for row in rows})
        if unknown:
            raise ValueError(f"costs name records that the unit does not have: {', '.join(unknown)}")
        if mark.points != full and not mark.reason.strip():
            raise ValueError(f"{mark.points} of {full} points are given without a reason")
        marks[unit] = mark
    return marks


def record_key(record: EvidenceType) -> str:
    """Return the key of a record as lines name it: its key columns joined by a slash."""
    return "/".join(str(getattr(record, column.name)) for column in record.key_columns())


def _by_unit(
    reads: type[EvidenceType], records: Records, roster: Units
) -> Iterator[tuple[int, tuple[EvidenceType, ...]]]:
    keys = [column.name for column in reads.key_columns() if column.kind != "unit"]
    frame = records.frame.with_columns(pl.Series("_unit", records.unit)).sort("_unit", *keys)
    units = frame.get_column("_unit").to_numpy()
    values = [_typed(column, frame, roster) for column in reads.columns]
    names = [column.name for column in reads.columns]
    rows = [reads.model_construct(**dict(zip(names, row, strict=True))) for row in zip(*values, strict=True)]
    edges = [0, *(np.flatnonzero(np.diff(units)) + 1).tolist(), len(rows)]
    for first, last in pairwise(edges):
        if first < last:
            yield int(units[first]), tuple(rows[first:last])


def _typed(column: Column, frame: pl.DataFrame, roster: Units) -> list[Any]:
    if column.kind == "unit":
        return [roster.units[at].id for at in frame.get_column("_unit")]
    values = frame.get_column(column.name).to_list()
    if column.kind in ("points", "percent"):
        exact = Points if column.kind == "points" else Percent
        return [None if value is None else exact.from_ticks(value) for value in values]
    return values
