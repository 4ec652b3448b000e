"""Ledgers and evidence: the checked records of each type, with what was read, set aside and rejected."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import polars as pl

from efficiency_rules.errors import InputError, Place, Problem, near, not_of
from efficiency_rules.evidence.builtin import BUILT_IN
from efficiency_rules.evidence.checking import Checked, Reads, check_table
from efficiency_rules.evidence.columns import schema
from efficiency_rules.evidence.names import UnitNames
from efficiency_rules.evidence.repeats import repeated_records
from efficiency_rules.evidence.reporting import REJECTED, by_place, fault_problems, rejected_rows
from efficiency_rules.evidence.tables import Table
from efficiency_rules.evidence.types import Model
from efficiency_rules.units import Roster


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """The good records of one evidence type (台账), unit by unit, those of a unit in the order of their keys.

    Records of a unit stand together, so that gathering and lines need no sort; made by `in_order`.
    """

    type: Model
    frame: pl.DataFrame
    """The model's columns except the unit: text String, choice Enum, day Date, flag Boolean, else Int64;
    points and percentages in ticks."""
    unit: npt.NDArray[np.int32]
    """The unit of each record, as its dense index in the roster; ascending."""
    sources: pl.DataFrame | None
    """`file`, `sheet` and `row` of each record, or None where it came from a frame in memory."""
    ends: npt.NDArray[np.intp] = field(init=False, repr=False)
    """Where the records of each unit end, up to the last unit that has some."""

    def __post_init__(self) -> None:
        if (self.unit[1:] < self.unit[:-1]).any():
            raise AssertionError(f"records of {self.type.id} do not stand unit by unit")
        object.__setattr__(self, "ends", ends_of(self.unit))

    @classmethod
    def in_order(
        cls, model: Model, frame: pl.DataFrame, unit: npt.NDArray[np.int32], sources: pl.DataFrame | None
    ) -> "Ledger":
        """Return the ledger of records that stand in any order."""
        keys = [column.name for column in model.key_columns() if column.kind != "unit"]
        by = frame.select(pl.Series("_unit", unit), *keys)
        order = by.select(pl.arg_sort_by("_unit", *keys)).to_series()
        return cls(model, frame[order], unit[order.to_numpy()], None if sources is None else sources[order])

    @classmethod
    def nil(cls, model: Model) -> "Ledger":
        """Return a ledger without records: reported nil."""
        return cls(model, pl.DataFrame(schema=schema(model)), np.empty(0, np.int32), pl.DataFrame(schema=_SOURCES))


def ends_of(unit: npt.NDArray[np.integer]) -> npt.NDArray[np.intp]:
    """Return where the records of each unit end, up to the last unit that has some; `unit` ascends from 0 or more."""
    return np.cumsum(np.bincount(unit))


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of the rows of one table: rows == used + set_aside + rejected."""

    file: str
    sheet: str
    type: str
    rows: int
    used: int
    set_aside: int
    rejected: int
    heading_row: int
    """The row of its headings, from 1."""

    def __post_init__(self) -> None:
        if self.rows != self.used + self.set_aside + self.rejected:
            raise AssertionError(f"rows got lost in reading: {self}")


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """All ledgers together (评价依据), with every problem found in them."""

    ledgers: Mapping[str, Ledger]
    """By type id. No entry: no ledger was handed in (or none of its rows is good); no records: reported nil."""
    readings: tuple[Reading, ...]
    problems: tuple[Problem, ...]
    rejected: pl.DataFrame
    """One row a rejected row: file, sheet, row, code, message, content."""
    roster: Roster
    """The roster in whose order the ledgers count their units."""

    @classmethod
    def from_frames(cls, frames: Mapping[str, pl.DataFrame], ruleset: Reads, roster: Roster) -> "Evidence":
        """Return evidence from frames by evidence type id.

        Columns bear the model's names or Chinese headings; the unit column holds ids, names or aliases;
        points are decimal text, Decimal or whole numbers. Problems name the type id as the file, and count
        rows as if the headings stood in row 1. Raises InputError when an argument is something else.
        """
        wrong = not_of(Mapping, "Mapping[str, DataFrame]", frames=frames)
        if wrong := [*wrong, *not_of(Reads, "Ruleset", ruleset=ruleset), *not_of(Roster, "Roster", roster=roster)]:
            raise InputError(wrong)
        types = types_read(ruleset)
        names = UnitNames.of(roster)
        checked, problems = [], []
        for key in sorted(frames, key=str):
            if key not in types:
                facts = {"found": key, "expected": sorted(types), "near": near(str(key), types)}
                problems.append(Problem("type-unknown", Place(str(key)), facts))
            elif not isinstance(frames[key], pl.DataFrame):
                problems.append(Problem("not-a-frame", Place(key), {"found": type(frames[key]).__name__}))
            else:
                table = Table(key, frame=frames[key])
                checked.append(check_table(table, types[key], {}, ruleset.valid, names))
        return gather(checked, problems, roster, sourced=False)


_SOURCES = {"file": pl.String(), "sheet": pl.String(), "row": pl.Int64()}


def types_read(ruleset: Reads) -> dict[str, Model]:
    """Return every evidence type of an evaluation by id: the ruleset's and the built-in ones."""
    return {**ruleset.evidence_types, **{type.id: type for type in BUILT_IN}}


def gather(
    checked: Sequence[Checked],
    problems: Iterable[Problem],
    roster: Roster,
    nil: Iterable[Model] = (),
    sourced: bool = True,
) -> Evidence:
    """Return the evidence that checked tables make together; `nil` are types reported without records."""
    found = list(problems)
    ledgers = {type.id: Ledger.nil(type) for type in nil}
    readings: list[Reading] = []
    rejected: list[pl.DataFrame] = []
    for type in sorted({one.type for one in checked}, key=lambda type: type.id):
        tables = [one for one in checked if one.type is type]
        good: list[tuple[Checked, pl.Series]] = []
        for one, repeats in zip(tables, repeated_records(tables), strict=True):
            faults = [*one.faults, *repeats]
            worded = fault_problems(one, faults)
            found += [*one.problems, *worded]
            keep = _good_rows(one, {fault.row for fault in faults})
            good.append((one, keep))
            if one.body is not None and one.headings is not None:
                used = int(keep.sum())
                bad = len(keep) - used
                aside, row = one.body.set_aside, one.headings.row
                place = (one.table.file, one.table.sheet, type.id)
                readings.append(Reading(*place, len(keep) + aside, used, aside, bad, row))
                rejected.append(rejected_rows(one, keep, faults, worded))
        ledger = _ledger(type, good, sourced)
        if ledger is not None:
            if len(ledger.unit) and type.id in ledgers:
                facts = {"found": len(ledger.unit), "expected": type.title}
                found.append(Problem("nil-with-records", good[0][0].table.place(), facts))
            ledgers[type.id] = ledger
    return Evidence(
        MappingProxyType(ledgers),
        tuple(sorted(readings, key=lambda reading: (reading.file, reading.sheet, reading.type))),
        tuple(sorted(found, key=by_place)),
        pl.concat([pl.DataFrame(schema=REJECTED), *rejected]).sort("file", "sheet", "row"),
        roster,
    )


def _good_rows(one: Checked, bad: set[int]) -> pl.Series:
    if one.body is None:
        return pl.Series([], dtype=pl.Boolean)
    rows = one.body.rows
    if not one.usable:
        return pl.repeat(False, len(rows), dtype=pl.Boolean, eager=True)
    return ~rows.is_in(sorted(bad))


def _ledger(type: Model, tables: Sequence[tuple[Checked, pl.Series]], sourced: bool) -> Ledger | None:
    """Return the ledger of the good rows; None where there are only bad ones, which is not nil."""
    usable = [(one, keep) for one, keep in tables if one.usable]
    only_bad = any(len(keep) for _, keep in tables) and not any(keep.any() for _, keep in tables)
    if not usable or only_bad:
        return None
    unit = type.unit_column().name
    frames, units, sources = [], [], []
    for one, keep in usable:
        frames.append(pl.DataFrame({name: one.values[name] for name in schema(type)}, schema=schema(type)).filter(keep))
        units.append(one.values[unit].filter(keep).to_numpy().astype(np.int32))
        if sourced and one.body is not None:
            rows = one.body.rows.filter(keep).alias("row")
            place = (pl.lit(one.table.file).alias("file"), pl.lit(one.table.sheet).alias("sheet"), "row")
            sources.append(pl.DataFrame(rows).select(place))
    return Ledger.in_order(type, pl.concat(frames), np.concatenate(units), pl.concat(sources) if sourced else None)
