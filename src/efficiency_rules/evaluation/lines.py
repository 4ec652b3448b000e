"""Lines: every lost or gained point with its reason and the record that proves it (扣分明细).

Made only when asked for. By construction full points + lines = mark, and marks + rescale lines = area.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from efficiency_rules.criteria.formula import Costs
from efficiency_rules.criteria.formulas.per_unit import PerUnit
from efficiency_rules.evaluation.gather import Records, evaluated
from efficiency_rules.evaluation.marking import NUMBER, Marks
from efficiency_rules.evaluation.reducing import Counts
from efficiency_rules.evaluation.spreading import charge, earn, share
from efficiency_rules.evaluation.totals import Totals
from efficiency_rules.evaluation.wording import record_words
from efficiency_rules.points import decimal_text
from efficiency_rules.rulesets.model import Ruleset

Flags = npt.NDArray[np.bool_]

SCHEMA = {
    "unit": pl.Int64,
    "item": pl.Int64,
    "points": pl.Int64,
    "reason": pl.String,
    "evidence": pl.String,
    "row": pl.Int64,
}
"""Lines before they are dressed for people: unit index, number of the item in document order (-1: none),
quanta, reason, evidence key, row of the record in its ledger (-1: no record)."""


@dataclass(frozen=True, slots=True)
class ItemLines:
    """What the lines of one item are made from: its marks, its records, and the reason of each unit's mark."""

    number: int
    marks: Marks
    records: Records | None
    reasons: pl.Series
    quantum: int
    wanted: Flags

    def lines(self) -> pl.DataFrame:
        """Return the item's lines, sorted by unit; one row a line."""
        marks = self.marks
        scored = marks.state == NUMBER["scored"]
        loss = np.where(marks.counted & self.wanted, marks.full - marks.points, 0)
        # Not scored, yet zero by declared policy: one line without a record.
        parts = [self._without_record(np.flatnonzero(~scored & (loss > 0)), -loss)]
        here = scored & marks.counted & self.wanted
        if isinstance(marks.item.formula, PerUnit):
            parts += self._per_unit(marks.item.formula, here)
        elif self.records is not None:
            formula = marks.item.formula
            parts += self._by_record(self.records, formula.costs(), formula.from_zero, here)
        return pl.concat(parts).sort("unit", maintain_order=True)

    def _by_record(self, records: Records, costs: Costs, from_zero: bool, here: Flags) -> list[pl.DataFrame]:
        marks = self.marks
        loss = np.where(here, marks.full - marks.points, 0)
        active = here & ((marks.points > 0) if from_zero else (loss > 0))
        found = self._heavy(records, costs, active)
        unit, weight = found.get_column("unit").to_numpy(), found.get_column("weight").to_numpy()
        full = marks.item.full.ticks
        if costs.how == "share":
            points = -share(unit, weight, loss)
        elif costs.how == "points":
            points = -charge(unit, weight, full, self.quantum)
        elif costs.how == "gain":
            points = earn(unit, weight, self.quantum)
        else:
            points = marks.points[unit]
        parts = []
        target = -loss
        if from_zero:
            parts.append(self._constant(np.flatnonzero(here), np.full(len(here), -marks.full), "本项从零分起计"))
            target = np.where(active, marks.points, 0)
        parts.append(self._dressed(records, costs, found, points))
        rest = target.copy()
        np.subtract.at(rest, unit, points)
        untold = np.bincount(unit, minlength=len(here)) == 0
        parts.append(self._without_record(np.flatnonzero((rest != 0) & untold), rest))
        capped = np.flatnonzero((rest != 0) & ~untold)
        words = "封顶：本项最多计 {} 分" if from_zero else "扣完为止：本项最多扣 {} 分"
        most = decimal_text(int(np.abs(target[capped]).max(initial=0)) * self.quantum)
        parts.append(self._constant(capped, rest, words.format(most)))
        return parts

    def _heavy(self, records: Records, costs: Costs, active: Flags) -> pl.DataFrame:
        """Return unit, weight and position of the records that carry weight, sorted by unit and key."""
        (weight,) = evaluated(records.frame, [costs.weight.fill_null(0)])
        at = np.flatnonzero((weight > 0) & active[records.unit])
        keys = [column.name for column in self.marks.item.criterion.reads.key_columns()]
        found = records.frame.select(keys)[at].with_columns(
            pl.Series("_unit", records.unit[at].astype(np.int64)),
            pl.Series("_weight", weight[at]),
            pl.Series("_at", at),
        )
        if costs.how == "best":
            heaviest = found.sort("_unit", "_weight", *keys, descending=[False, True, *(False for _ in keys)])
            found = heaviest.unique("_unit", keep="first", maintain_order=True)
        else:
            found = found.sort("_unit", *keys)
        return found.select(unit="_unit", weight="_weight", at="_at")

    def _dressed(self, records: Records, costs: Costs, found: pl.DataFrame, points: Counts) -> pl.DataFrame:
        at = found.get_column("at").to_numpy()
        columns = self.marks.item.criterion.reads.columns
        frame = records.frame[at]
        if costs.reason:
            words = record_words(costs.reason, frame, {column.name: column.kind for column in columns})
        else:
            words = self.reasons.gather(found.get_column("unit"))
        keys = [pl.col(column.name).cast(pl.String) for column in columns if column.key]
        evidence = frame.select(pl.concat_str(keys, separator="/").alias("evidence")).get_column("evidence")
        return self._table(found.get_column("unit").to_numpy(), points, words, evidence, records.row_numbers[at])

    def _per_unit(self, formula: PerUnit, here: Flags) -> list[pl.DataFrame]:
        rows: list[tuple[int, int, str, str]] = []
        loss = self.marks.full - self.marks.points
        for unit in np.flatnonzero(here & (loss != 0)).tolist():
            mark = self.marks.by_unit[unit]
            left = -int(loss[unit])
            for key, points in sorted(mark.costs.items()):
                cost = -(points.ticks // self.quantum)
                rows.append((unit, cost, mark.reason, key))
                left -= cost
            if left:
                rows.append((unit, left, mark.reason, ""))
        if not rows:
            return []
        units, points_, words, keys = zip(*rows, strict=True)
        at = np.full(len(rows), -1)
        table = self._table(np.array(units), np.array(points_), pl.Series(words), pl.Series(keys), at)
        return [table]

    def _without_record(self, units: npt.NDArray[np.int64], points: Counts) -> pl.DataFrame:
        empty = pl.Series("evidence", [""]).new_from_index(0, len(units))
        words = self.reasons.gather(pl.Series(units))
        return self._table(units, points[units], words, empty, np.full(len(units), -1))

    def _constant(self, units: npt.NDArray[np.int64], points: Counts, words: str) -> pl.DataFrame:
        empty = pl.Series("evidence", [""]).new_from_index(0, len(units))
        said = pl.Series("reason", [words]).new_from_index(0, len(units))
        return self._table(units, points[units], said, empty, np.full(len(units), -1))

    def _table(
        self,
        units: npt.NDArray[np.int64],
        points: Counts,
        words: pl.Series,
        evidence: pl.Series,
        rows: npt.NDArray[np.int64],
    ) -> pl.DataFrame:
        columns = {
            "unit": pl.Series(units, dtype=pl.Int64),
            "item": pl.Series([self.number], dtype=pl.Int64).new_from_index(0, len(units)),
            "points": pl.Series(points, dtype=pl.Int64),
            "reason": words,
            "evidence": evidence,
            "row": pl.Series(rows, dtype=pl.Int64),
        }
        return pl.DataFrame(columns, schema_overrides=SCHEMA)


def rescale_lines(ruleset: Ruleset, totals: Totals, quantum: int, wanted: Flags) -> pl.DataFrame:
    """Return the rescale lines, with the area's number in `item` counted down from -1; one row a line."""
    rows: list[tuple[int, int, int, str, str, int]] = []
    for number, area in enumerate(totals.areas):
        title = ruleset.areas[number].title
        for unit in np.flatnonzero(wanted & totals.known & ((area.by_area != 0) | (area.by_whole != 0))).tolist():
            got, applicable = int(area.got[unit]), int(area.applicable[unit])
            inside, whole = int(area.by_area[unit]), int(area.by_whole[unit])
            if inside:
                words = f"{title}适用 {_text(applicable, quantum)} 分，得 {_text(got, quantum)} 分，"
                words += f"折算为 {_text(got + inside, quantum)} 分"
                rows.append((unit, -1 - number, inside, words, "", -1))
            if whole:
                words = f"全部评价内容适用分值不足 {_text(totals.full, quantum)} 分，"
                words += f"{title}由 {_text(got + inside, quantum)} 分折算为 {_text(got + inside + whole, quantum)} 分"
                rows.append((unit, -1 - number, whole, words, "", -1))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def in_order(tables: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return all lines together, unit by unit, in the order of the tables."""
    return pl.concat(tables).sort("unit", maintain_order=True)


def _text(quanta: int, quantum: int) -> str:
    return decimal_text(quanta * quantum)
