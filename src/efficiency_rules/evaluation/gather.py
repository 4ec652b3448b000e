"""Gathering: from a ledger's records to facts, for every unit at once.

All elementwise expressions of a ledger are evaluated together, block by block of units, and reduced over the
records of each unit, which stand together: no hashing and no sort.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import polars as pl

from efficiency_rules.criteria.facts import Count, CountDistinct, Fact, Max, Min, Sum, both
from efficiency_rules.evaluation.bitmaps import Bounds
from efficiency_rules.evaluation.reducing import Block, Counts, Numbers, Reduction
from efficiency_rules.evidence.ledgers import Evidence, Ledger, ends_of
from efficiency_rules.period import Period
from efficiency_rules.units import Roster

_BLOCK = 2**18
"""Records evaluated at once, about: few enough for the processor's cache, enough to be worth a query."""


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one ledger that the period reaches, and how many it does not reach.

    `unit` is the unit's index in the evaluated roster, ascending as in the ledger; `rows` where a record stands in
    its ledger (None: all).
    """

    frame: pl.DataFrame
    unit: npt.NDArray[np.int32]
    rows: npt.NDArray[np.int64] | None
    outside: int
    ends: npt.NDArray[np.intp] | None = None
    """Where the records of each unit end, up to the last unit that has some; None where nobody has counted yet."""

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
    if index is None and _covered(dated, period):
        return Records(ledger.frame, unit, None, 0, ledger.ends)
    inside = dated.is_between(period.first, period.last).to_numpy() & (unit >= 0)
    rows = np.flatnonzero(inside)
    return Records(ledger.frame.filter(pl.Series(inside)), unit[rows], rows, len(dated) - len(rows))


def _covered(dates: pl.Series, period: Period) -> bool:
    first, last = dates.min(), dates.max()
    # Two dates, or none where there is no record: asked of Polars, the comparison alone would take a third of a
    # millisecond.
    return not (isinstance(first, date) and isinstance(last, date)) or period.first <= first <= last <= period.last


def records_of(evidence: Evidence, roster: Roster, period: Period) -> dict[str, Records]:
    """Return the records of all ledgers that the period reaches; `roster` holds the units that exist in it."""
    index = None
    if len(roster) < len(evidence.roster):
        index = np.array([roster.index.get(unit.id, -1) for unit in evidence.roster], dtype=np.int32)
    return {id: records_in(ledger, period, index) for id, ledger in evidence.ledgers.items()}


class Gatherer:
    """Reduces the facts of all formulas that read one ledger."""

    def __init__(self, records: Records, units: int) -> None:
        self._frame = records.frame
        self._unit = records.unit
        self._units = units
        ends = ends_of(records.unit) if records.ends is None else records.ends
        self._bounds: Bounds = np.full(units + 1, len(records.unit), dtype=np.intp)
        self._bounds[0] = 0
        self._bounds[1 : len(ends) + 1] = ends
        self.cases: Counts = np.diff(self._bounds)
        self.cases.flags.writeable = False

    def gather(self, wanted: Sequence[Mapping[str, Fact]]) -> list[dict[str, Counts]]:
        """Return the facts of each formula by name, one entry a unit; raises what Polars raises."""
        asked = _Asked()
        numbers = [{name: asked.number(fact) for name, fact in facts.items()} for facts in wanted]
        reduced = self._reduced(asked)
        return [{name: reduced[number] for name, number in names.items()} for names in numbers]

    def _reduced(self, asked: "_Asked") -> Mapping[int, Counts]:
        numbers = self._numbers(asked)
        found: dict[int, Counts] = {}
        conditions = {}
        for number, fact in enumerate(asked.facts):
            if isinstance(fact, CountDistinct):
                found[number] = self._distinct(fact)
            elif isinstance(fact, Count) and fact.where is None:
                found[number] = self.cases
            elif isinstance(fact, Count) and fact.where is not None and number not in numbers:
                conditions[number] = fact.where
        if conditions or numbers:
            reduction = Reduction(conditions, numbers, int(self.cases.max(initial=0)))
            blocks = [reduction.of(block) for block in self._blocks()]
            found |= {
                number: np.concatenate([facts[number] for facts in blocks], dtype=np.int64) for number in blocks[0]
            }
        for values in found.values():
            # Shared by all criteria that ask the same: none of them may change it.
            values.flags.writeable = False
        return found

    def _numbers(self, asked: "_Asked") -> Mapping[int, Numbers]:
        """Return the numbers that facts are made of, by the number of the fact that counts them."""
        facts = {number: fact for number, fact in enumerate(asked.facts) if isinstance(fact, (Sum, Min, Max))}
        numbers: dict[int, Numbers] = {}
        for number, fact in facts.items():
            # Families that average ask for this count themselves.
            there = asked.number(Count(both(fact.where, fact.value.is_not_null())))
            column = fact.value if fact.where is None else pl.when(fact.where).then(fact.value)
            made = numbers.get(there, Numbers(column, {}))
            numbers[there] = Numbers(made.column, {**made.facts, number: fact})
        return numbers

    def _blocks(self) -> Iterator[Block]:
        """Yield all units with their records in one block or more, of about as many records each."""
        cuts = np.searchsorted(self._bounds, np.arange(_BLOCK, len(self._unit), _BLOCK))
        for first, last in pairwise([0, *np.unique([*cuts, self._units]).tolist()]):
            bounds = self._bounds[first : last + 1]
            yield Block(bounds - bounds[0], self._frame.slice(bounds[0], bounds[-1] - bounds[0]))

    def _distinct(self, fact: CountDistinct) -> Counts:
        unit = pl.Series("unit", self._unit)
        where = pl.lit(True) if fact.where is None else fact.where
        pairs = self._frame.select(unit, fact.value.alias("value"), where.alias("where"))
        pairs = pairs.filter("where").select("unit", "value").drop_nulls().unique()
        return np.bincount(pairs.get_column("unit").to_numpy(), minlength=self._units)


class _Asked:
    """The different facts of a ledger: rules often ask the same thing (how many are late)."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self._alike: dict[tuple[str, ...], list[int]] = {}

    def number(self, fact: Fact) -> int:
        """Return the number of a fact, the same for the same question."""
        parts = _expressions(fact)
        # What reads alike may still differ (numbers of different types), so Polars has the last word.
        alike = self._alike.setdefault((type(fact).__name__, *map(str, parts)), [])
        for number in alike:
            if all(_same(mine, other) for mine, other in zip(parts, _expressions(self.facts[number]), strict=True)):
                return number
        alike.append(len(self.facts))
        self.facts.append(fact)
        return alike[-1]


def _expressions(fact: Fact) -> tuple[pl.Expr | None, ...]:
    return (fact.where,) if isinstance(fact, Count) else (fact.where, fact.value)


def _same(one: pl.Expr | None, other: pl.Expr | None) -> bool:
    return one.meta.eq(other) if one is not None and other is not None else one is other
