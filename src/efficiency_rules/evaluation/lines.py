"""Lines: every lost or gained point with its reason and the record that proves it (扣分明细).

Made only when asked for. By construction full points + lines = mark, and marks + rescale lines = area.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import polars as pl

from efficiency_rules.criteria.formula import Costs
from efficiency_rules.criteria.formulas.per_unit import PerUnit
from efficiency_rules.evaluation.applicability import Applicability, Flags
from efficiency_rules.evaluation.marking import NUMBER, Marks
from efficiency_rules.evaluation.ordering import by_unit
from efficiency_rules.evaluation.proofs import Heavy, Proofs
from efficiency_rules.evaluation.reasons import reasons
from efficiency_rules.evaluation.reducing import Counts
from efficiency_rules.evaluation.spreading import charge, earn, share
from efficiency_rules.evaluation.texts import Texts
from efficiency_rules.evaluation.wording import record_words
from efficiency_rules.points import decimal_text
from efficiency_rules.rulesets.model import Ruleset

Integers = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines as numbers, one entry a line."""

    unit: Integers
    """Index of the unit."""
    item: Integers
    """Number of the item in document order; rescale lines count their areas down from -1."""
    points: Counts
    """Quanta."""
    words: Integers
    """Number of the reason among the words."""
    key: Integers
    """Number of the evidence key among the keys; 0 where no record is named."""


def lines_of(unit: npt.ArrayLike, item: int, points: Counts, words: npt.ArrayLike, key: npt.ArrayLike = 0) -> Lines:
    """Return lines of one item; `words` and `key` may be the same for all of them."""
    units = np.asarray(unit, dtype=np.int32)

    def column(values: npt.ArrayLike, dtype: npt.DTypeLike) -> Integers:
        return np.broadcast_to(np.asarray(values, dtype=dtype), units.shape)

    return Lines(units, column(item, np.int16), points, column(words, np.uint32), column(key, np.uint32))


NO_LINES = lines_of([], 0, np.zeros(0, dtype=np.int64), 0)
"""No line at all."""


def in_order(parts: Sequence[Lines]) -> Lines:
    """Return all lines together, unit by unit, those of a unit in the order of the parts (one or more)."""
    order = by_unit([part.unit for part in parts])
    columns = ([getattr(part, column.name) for part in parts] for column in fields(Lines))
    return Lines(*(np.concatenate(column).take(order) for column in columns))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One item's marks in the stretch of the roster from the first wanted unit to the last, one entry a unit."""

    number: int
    marks: Marks
    first: int
    """Index of the first unit of the stretch."""
    points: Counts
    scored: Flags
    here: Flags
    """Where the unit is wanted and its mark counts."""
    lost: Counts
    """Quanta lost, 0 where there is nothing to tell."""


@dataclass(frozen=True, slots=True)
class LineMaker:
    """Makes the lines of wanted units; what they say is taken in among `words`."""

    ruleset: Ruleset
    applies: Applicability
    quantum: int
    wanted: Flags
    words: Texts

    def of_item(self, number: int, marks: Marks, proofs: Proofs | None) -> Iterator[Lines]:
        """Yield the lines of one item; `proofs` are None when there is no ledger."""
        wanted = np.flatnonzero(self.wanted)
        if not len(wanted):
            return
        stretch = self._stretch(number, marks, slice(int(wanted[0]), int(wanted[-1]) + 1))
        # Not scored, yet zero by declared policy: one line without a record.
        yield from self._said(stretch, ~stretch.scored & (stretch.lost > 0), -stretch.lost)
        if proofs is None:
            return
        if isinstance(marks.item.formula, PerUnit):
            yield from self._per_unit(stretch, proofs)
        else:
            formula = marks.item.formula
            yield from self._by_record(stretch, proofs, formula.costs(), formula.from_zero)

    def _stretch(self, number: int, marks: Marks, units: slice) -> _Stretch:
        points, here = marks.points[units], marks.counted[units] & self.wanted[units]
        scored = marks.state[units] == NUMBER["scored"]
        return _Stretch(number, marks, units.start, points, scored, here, np.where(here, marks.full - points, 0))

    def _by_record(self, stretch: _Stretch, proofs: Proofs, costs: Costs, from_zero: bool) -> Iterator[Lines]:
        full, here = stretch.marks.full, stretch.here & stretch.scored
        lost = np.where(here, stretch.lost, 0)
        active = here & ((stretch.points > 0) if from_zero else (lost > 0))
        heavy = proofs.heavy(stretch.number, active, best=costs.how == "best")
        units = heavy.units - stretch.first
        points = self._spread(stretch, costs, heavy, units, lost)
        rest = -lost
        if from_zero:
            rest = np.where(active, stretch.points, 0)
            yield from self._constant(stretch, here, np.full(len(here), -full), "本项从零分起计")
        most = np.abs(rest)
        yield self._records(stretch, proofs, costs, heavy, points)
        told = np.zeros(len(here), dtype=bool)
        if len(units):
            rest[units] -= np.add.reduceat(points, heavy.runs.first)
            told[units] = True
        yield from self._said(stretch, (rest != 0) & ~told, rest)
        capped = (rest != 0) & told
        limit = decimal_text(int(most[capped].max(initial=0)) * self.quantum)
        words = f"封顶：本项最多计 {limit} 分" if from_zero else f"扣完为止：本项最多扣 {limit} 分"
        yield from self._constant(stretch, capped, rest, words)

    def _spread(self, stretch: _Stretch, costs: Costs, heavy: Heavy, units: Integers, lost: Counts) -> Counts:
        """Return the points of each record's line; `units` are those of the runs, counted from the first one here."""
        if costs.how == "share":
            return -share(heavy.runs, heavy.weight, lost[units])
        if costs.how == "points":
            return -charge(heavy.runs, heavy.weight, stretch.marks.item.full.ticks, self.quantum)
        if costs.how == "gain":
            return earn(heavy.runs, heavy.weight, self.quantum)
        return stretch.points[units]

    def _records(self, stretch: _Stretch, proofs: Proofs, costs: Costs, heavy: Heavy, points: Counts) -> Lines:
        if costs.reason:
            kinds = {column.name: column.kind for column in stretch.marks.item.criterion.reads.columns}
            texts = record_words(costs.reason, proofs.records.frame, heavy.at, kinds)
            words = self.words.add(texts) + np.arange(len(heavy.at))
        else:
            words = np.repeat(self._reasons(stretch.marks, heavy.units), heavy.runs.lengths)
        return lines_of(heavy.unit, stretch.number, points, words, proofs.first_key + heavy.at)

    def _per_unit(self, stretch: _Stretch, proofs: Proofs) -> Iterator[Lines]:
        own = zip(proofs.records.unit.tolist(), proofs.keys.to_list(), strict=True)
        numbers = {unit_and_key: proofs.first_key + at for at, unit_and_key in enumerate(own)}
        rows: list[tuple[int, int, str, int]] = []
        for at in np.flatnonzero(stretch.scored & (stretch.lost != 0)).tolist():
            unit, left = stretch.first + at, -int(stretch.lost[at])
            mark = stretch.marks.by_unit[unit]
            for key, points in sorted(mark.costs.items()):
                cost = -(points.ticks // self.quantum)
                rows.append((unit, cost, mark.reason, numbers[unit, key]))
                left -= cost
            if left:
                rows.append((unit, left, mark.reason, 0))
        if rows:
            unit_, points_, words, keys = zip(*rows, strict=True)
            said = self.words.add(pl.Series(words)) + np.arange(len(rows))
            yield lines_of(unit_, stretch.number, np.array(points_), said, keys)

    def _reasons(self, marks: Marks, units: Integers) -> Integers:
        """Take in the reasons of these units' marks; return their numbers."""
        return reasons(self.ruleset, marks, self.applies, self.quantum, units, self.words)

    def _said(self, stretch: _Stretch, chosen: Flags, points: Counts) -> Iterator[Lines]:
        at = np.flatnonzero(chosen)
        if len(at):
            words = self._reasons(stretch.marks, stretch.first + at)
            yield lines_of(stretch.first + at, stretch.number, points[at], words)

    def _constant(self, stretch: _Stretch, chosen: Flags, points: Counts, words: str) -> Iterator[Lines]:
        at = np.flatnonzero(chosen)
        if len(at):
            yield lines_of(stretch.first + at, stretch.number, points[at], self.words.add(pl.Series([words])))
