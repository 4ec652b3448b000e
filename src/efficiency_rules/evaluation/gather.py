"""Gathering: from a ledger's records to facts, for every unit at once.

All elementwise expressions of a ledger are evaluated in one Polars `select`; each fact is then reduced with
one `numpy.bincount` over dense unit indices: no hashing and no sort.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from efficiency_rules.criteria.facts import Count, CountDistinct, Fact, Max, Min, Sum
from efficiency_rules.evidence.ledgers import Ledger
from efficiency_rules.period import Period

Counts = npt.NDArray[np.int64]
"""One whole number a unit, in roster order."""

_EXACT = 2**53
"""bincount adds in float64, which is exact for whole numbers up to here."""

_LOW_BITS = 26


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one ledger that the period reaches, and how many it does not reach.

    `unit` is the unit's index in the evaluated roster, `rows` where a record stands in its ledger (None: all).
    """

    frame: pl.DataFrame
    unit: npt.NDArray[np.int32]
    rows: npt.NDArray[np.int64] | None
    outside: int

    @property
    def row_numbers(self) -> npt.NDArray[np.int64]:
        """Where each record stands in its ledger, one entry a record."""
        return np.arange(len(self.unit)) if self.rows is None else self.rows


def records_in(ledger: Ledger, period: Period, index: npt.NDArray[np.int32] | None = None) -> Records:
    """Return the records of evaluated units whose dated column lies in the period; the others are counted.

    `index` gives each unit's place in the evaluated roster, -1 for units that do not exist in the period;
    None when the roster is evaluated as it is.
    """
    dated = ledger.frame.get_column(ledger.type.dated_column().name)
    unit = ledger.unit if index is None else index[ledger.unit]
    first, last = dated.min(), dated.max()
    all_dates = first is None or (first >= period.first and last <= period.last)  # type: ignore[operator]
    if all_dates and index is None:
        return Records(ledger.frame, unit, None, 0)
    inside = dated.is_between(period.first, period.last).to_numpy() & (unit >= 0)
    rows = np.flatnonzero(inside)
    return Records(ledger.frame.filter(pl.Series(inside)), unit[rows], rows, len(dated) - len(rows))


class Gatherer:
    """Reduces the facts of all formulas that read one ledger."""

    def __init__(self, records: Records, units: int) -> None:
        self._records = records
        self._units = units
        self.cases: Counts = np.bincount(records.unit, minlength=units)
        self.cases.flags.writeable = False

    def gather(self, wanted: Sequence[Mapping[str, Fact]]) -> list[dict[str, Counts]]:
        """Return the facts of each formula by name, one entry a unit; raises what Polars raises."""
        columns = _Columns(self._records.frame)
        for facts in wanted:
            for fact in facts.values():
                columns.want(fact)
        columns.evaluate()
        reduced: dict[tuple[str, str, str], Counts] = {}
        return [{name: self._reduce(fact, columns, reduced) for name, fact in facts.items()} for facts in wanted]

    def _reduce(self, fact: Fact, columns: "_Columns", reduced: dict[tuple[str, str, str], Counts]) -> Counts:
        value = columns.key(fact.value) if not isinstance(fact, Count) else ""
        where = columns.key(fact.where) if fact.where is not None else ""
        # Rules often ask the same thing (how many are late); it is counted once.
        key = (type(fact).__name__, value, where)
        if key not in reduced:
            reduced[key] = self._reduced(fact, columns.flags(where), columns.numbers(value))
            # Shared by all criteria that ask the same: none of them may change it.
            reduced[key].flags.writeable = False
        return reduced[key]

    def _reduced(
        self, fact: Fact, where: npt.NDArray[np.bool_] | None, values: npt.NDArray[np.int64] | pl.Series | None
    ) -> Counts:
        unit = self._records.unit
        if isinstance(fact, Count):
            return self.cases if where is None else np.bincount(unit[where], minlength=self._units)
        assert values is not None
        if isinstance(fact, CountDistinct):
            return self._distinct(values, where)
        series = values if isinstance(values, pl.Series) else pl.Series(values)
        known = series.is_not_null().to_numpy()
        if where is not None or not known.all():
            mask = known if where is None else known & where
            unit, series = unit[mask], series.filter(pl.Series(mask))
        numbers = series.to_numpy()
        if isinstance(fact, Sum):
            return sum_by_unit(unit, numbers, self._units)
        return _extreme(unit, numbers, self._units, fact)

    def _distinct(self, values: pl.Series | npt.NDArray[np.int64], where: npt.NDArray[np.bool_] | None) -> Counts:
        frame = pl.DataFrame({"unit": self._records.unit, "value": values})
        if where is not None:
            frame = frame.filter(pl.Series(where))
        frame = frame.drop_nulls().unique()
        return np.bincount(frame.get_column("unit").to_numpy(), minlength=self._units)


def sum_by_unit(unit: npt.NDArray[np.int32], numbers: npt.NDArray[np.int64], units: int) -> Counts:
    """Return the exact sums of whole numbers, one entry a unit."""
    if not len(numbers):
        return np.zeros(units, dtype=np.int64)
    largest = max(abs(int(numbers.max())), abs(int(numbers.min())))
    if largest * len(numbers) < _EXACT:
        return np.bincount(unit, weights=numbers, minlength=units).astype(np.int64)
    # Too large to add in one float64: add the low and the high bits apart.
    high = numbers >> _LOW_BITS
    low = numbers - (high << _LOW_BITS)
    if max(abs(int(high.max())), abs(int(high.min()))) * len(numbers) >= _EXACT:
        raise OverflowError("numbers too large to be summed exactly")
    sums = [np.bincount(unit, weights=part, minlength=units).astype(np.int64) for part in (high, low)]
    total: Counts = (sums[0] << _LOW_BITS) + sums[1]
    return total


def _extreme(unit: npt.NDArray[np.int32], numbers: npt.NDArray[np.int64], units: int, fact: Min | Max) -> Counts:
    smallest = isinstance(fact, Min)
    edge = np.iinfo(np.int64).max if smallest else np.iinfo(np.int64).min
    found = np.full(units, edge, dtype=np.int64)
    (np.minimum if smallest else np.maximum).at(found, unit, numbers)
    found[found == edge] = 0
    return found


class _Columns:
    """The distinct expressions of a ledger's facts, evaluated in one pass over its records."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame
        self._wanted: dict[str, pl.Expr] = {}
        self._flags: dict[str, npt.NDArray[np.bool_]] = {}
        self._evaluated = pl.DataFrame()

    def want(self, fact: Fact) -> None:
        if fact.where is not None:
            self._wanted[self.key(fact.where)] = fact.where.fill_null(False)
        if not isinstance(fact, Count):
            self._wanted[self.key(fact.value)] = fact.value

    @staticmethod
    def key(expression: pl.Expr) -> str:
        return expression.meta.serialize(format="binary").hex()

    def evaluate(self) -> None:
        self._evaluated = evaluate_expressions(self._frame, self._wanted.items())

    def flags(self, key: str) -> npt.NDArray[np.bool_] | None:
        if not key:
            return None
        if key not in self._flags:
            self._flags[key] = self._evaluated.get_column(key).to_numpy()
        return self._flags[key]

    def numbers(self, key: str) -> pl.Series | None:
        return self._evaluated.get_column(key) if key else None


def evaluate_expressions(frame: pl.DataFrame, named: Iterable[tuple[str, pl.Expr]]) -> pl.DataFrame:
    """Return one column an expression, as long as the frame even where an expression is a constant."""
    whole = {"Int8", "Int16", "Int32", "UInt8", "UInt16", "UInt32", "UInt64"}
    names = [(name, expression.alias(name)) for name, expression in named]
    evaluated = frame.with_columns(expression for _, expression in names).select(name for name, _ in names)
    narrow = [name for name, dtype in evaluated.schema.items() if str(dtype) in whole]
    return evaluated.with_columns(pl.col(narrow).cast(pl.Int64)) if narrow else evaluated
