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
from efficiency_rules.evaluation.ordering import Positions, by_unit, first_of_each
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
    order = by_unit(np.concatenate([part.unit for part in parts]))
    columns = ([getattr(part, column.name) for part in parts] for column in fields(Lines))
    return Lines(*(np.concatenate(column).take(order) for column in columns))


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
        scored = marks.state == NUMBER["scored"]
        here = marks.counted & self.wanted
        lost = np.where(here, marks.full - marks.points, 0)
        # Not scored, yet zero by declared policy: one line without a record.
        yield from self._said(number, marks, np.flatnonzero(~scored & (lost > 0)), -lost)
        if proofs is None:
            return
        if isinstance(marks.item.formula, PerUnit):
            yield from self._per_unit(number, marks, proofs, np.flatnonzero(here & scored & (lost != 0)))
        else:
            formula = marks.item.formula
            yield from self._by_record(number, marks, proofs, formula.costs(), formula.from_zero, here & scored)

    def _by_record(
        self, number: int, marks: Marks, proofs: Proofs, costs: Costs, from_zero: bool, here: Flags
    ) -> Iterator[Lines]:
        lost = np.where(here, marks.full - marks.points, 0)
        active = here & ((marks.points > 0) if from_zero else (lost > 0))
        heavy = proofs.heavy(costs, active)
        points = self._spread(marks, costs, heavy, lost)
        target = -lost
        if from_zero:
            target = np.where(active, marks.points, 0)
            yield from self._constant(number, np.flatnonzero(here), np.full(len(here), -marks.full), "本项从零分起计")
        yield self._records(number, marks, proofs, costs, heavy, points)
        rest = target.copy()
        np.subtract.at(rest, heavy.unit, points)
        told = np.zeros(len(here), dtype=bool)
        told[heavy.unit] = True
        yield from self._said(number, marks, np.flatnonzero((rest != 0) & ~told), rest)
        capped = np.flatnonzero((rest != 0) & told)
        most = decimal_text(int(np.abs(target[capped]).max(initial=0)) * self.quantum)
        words = f"封顶：本项最多计 {most} 分" if from_zero else f"扣完为止：本项最多扣 {most} 分"
        yield from self._constant(number, capped, rest, words)

    def _spread(self, marks: Marks, costs: Costs, heavy: Heavy, lost: Counts) -> Counts:
        """Return the points of each record's line."""
        if costs.how == "share":
            return -share(heavy.unit, heavy.weight, lost)
        if costs.how == "points":
            return -charge(heavy.unit, heavy.weight, marks.item.full.ticks, self.quantum)
        if costs.how == "gain":
            return earn(heavy.unit, heavy.weight, self.quantum)
        return marks.points[heavy.unit]

    def _records(self, number: int, marks: Marks, proofs: Proofs, costs: Costs, heavy: Heavy, points: Counts) -> Lines:
        if costs.reason:
            kinds = {column.name: column.kind for column in marks.item.criterion.reads.columns}
            texts = record_words(costs.reason, proofs.records.frame, heavy.at, kinds)
            words = self.words.add(texts) + np.arange(len(heavy.at))
        else:
            first = first_of_each(heavy.unit)
            words = self._reasons(marks, heavy.unit[first]) + np.cumsum(first) - 1
        return lines_of(heavy.unit, number, points, words, proofs.first_key + heavy.at)

    def _per_unit(self, number: int, marks: Marks, proofs: Proofs, units: Positions) -> Iterator[Lines]:
        own = zip(proofs.records.unit.tolist(), proofs.keys.to_list(), strict=True)
        numbers = {unit_and_key: proofs.first_key + at for at, unit_and_key in enumerate(own)}
        rows: list[tuple[int, int, str, int]] = []
        for unit in units.tolist():
            mark = marks.by_unit[unit]
            left = int(marks.points[unit]) - marks.full
            for key, points in sorted(mark.costs.items()):
                cost = -(points.ticks // self.quantum)
                rows.append((unit, cost, mark.reason, numbers[unit, key]))
                left -= cost
            if left:
                rows.append((unit, left, mark.reason, 0))
        if rows:
            unit_, points_, words, keys = zip(*rows, strict=True)
            said = self.words.add(pl.Series(words)) + np.arange(len(rows))
            yield lines_of(unit_, number, np.array(points_), said, keys)

    def _reasons(self, marks: Marks, units: Integers) -> int:
        """Take in the reasons of these units' marks; return the number of the first."""
        return self.words.add(reasons(self.ruleset, marks, self.applies, self.quantum, units))

    def _said(self, number: int, marks: Marks, units: Positions, points: Counts) -> Iterator[Lines]:
        if len(units):
            words = self._reasons(marks, units) + np.arange(len(units))
            yield lines_of(units, number, points[units], words)

    def _constant(self, number: int, units: Positions, points: Counts, words: str) -> Iterator[Lines]:
        if len(units):
            yield lines_of(units, number, points[units], self.words.add(pl.Series([words])))
