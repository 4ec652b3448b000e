"""The tables of a result: standings, marks, lines and sources, with the columns of the result folder."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import polars as pl

from efficiency_rules.criteria.formulas.per_unit import PerUnit
from efficiency_rules.evaluation.adjusting import adjusted_reasons, adjustment_lines
from efficiency_rules.evaluation.applicability import Flags
from efficiency_rules.evaluation.columns import column_of, points_column, text_column
from efficiency_rules.evaluation.lines import NO_LINES, LineMaker, Lines, in_order
from efficiency_rules.evaluation.marking import STATES
from efficiency_rules.evaluation.proofs import Proofs, proofs
from efficiency_rules.evaluation.reasons import reasons
from efficiency_rules.evaluation.rescaling import rescale_lines
from efficiency_rules.evaluation.texts import Texts
from efficiency_rules.grading import Placement
from efficiency_rules.points import decimal_text

if TYPE_CHECKING:
    from efficiency_rules.evaluation.evaluation import Evaluation

_AT_ONCE = 2**15
"""Units whose lines are made at once: their texts are taken from places that are close together."""


def standings(evaluation: "Evaluation") -> pl.DataFrame:
    """Return one row a unit, in the order of the roster."""
    units = evaluation.roster.units
    totals = evaluation.totals
    placements: dict[str, Placement] = {}
    if evaluation.graded is not None:
        for grading in evaluation.graded.gradings.values():
            placements |= {placement.unit: placement for placement in grading.placements}
    placed = [placements.get(unit.id) for unit in units]
    known = pl.Series(totals.known)

    def points(values: npt.NDArray[np.int64]) -> pl.Series:
        column = points_column(values, evaluation.ruleset.places)
        return pl.select(pl.when(known).then(column)).to_series()

    columns = {
        "jurisdiction": pl.Series([unit.jurisdiction for unit in units], dtype=pl.String),
        "unit": pl.Series([unit.id for unit in units], dtype=pl.String),
        "name": pl.Series([unit.name for unit in units], dtype=pl.String),
        "group": pl.Series([unit.group for unit in units], dtype=pl.String),
        "total": points(totals.total),
        "rank": pl.Series([p.rank if p else None for p in placed], dtype=pl.Int64),
        "grade": pl.Series([p.grade if p else None for p in placed], dtype=pl.String),
        "on_line": pl.Series([p.on_line if p else False for p in placed], dtype=pl.Boolean),
    }
    return pl.DataFrame(columns | {area.area: points(area.total) for area in totals.areas})


def marks(evaluation: "Evaluation", wanted: Flags | None = None) -> pl.DataFrame:
    """Return one row a unit and criterion: units in the order of the roster, criteria in document order."""
    everyone = np.arange(len(evaluation.roster)) if wanted is None else np.flatnonzero(wanted)
    places = evaluation.ruleset.places
    names = _Names.of(evaluation)
    parts = []
    for number, mark in enumerate(evaluation.marking):
        known = pl.lit(pl.Series(mark.counted[everyone]))
        computed = evaluation.computed[number]
        words = Texts()
        numbers = reasons(evaluation.ruleset, computed, evaluation.applies, evaluation.quantum, everyone, words)
        said = pl.select(words.column(numbers)).to_series()
        if number in evaluation.adjusted:
            said = adjusted_reasons(said, computed, evaluation.adjusted[number], everyone, evaluation.ruleset)
        part = pl.select(
            pl.lit(pl.Series(everyone)).alias("_unit"),
            *names.units(everyone),
            pl.lit(mark.item.id).alias("criterion"),
            pl.lit(mark.item.criterion.edition, dtype=pl.Int64).alias("edition"),
            column_of(text_column(STATES), mark.state[everyone]).alias("state"),
            pl.when(known).then(points_column(mark.points[everyone], places)).alias("points"),
            points_column(np.array([mark.full]), places).first().alias("full"),
            pl.lit(said).alias("reason"),
        )
        parts.append(part.with_columns(pl.lit(number).alias("_item")))
    return pl.concat(parts).sort("_unit", "_item").drop("_unit", "_item")


def lines(evaluation: "Evaluation", wanted: Flags | None = None) -> pl.DataFrame:
    """Return one row a line, unit by unit, items in document order, rescale lines last."""
    everyone = np.arange(len(evaluation.roster)) if wanted is None else np.flatnonzero(wanted)
    names = _Names.of(evaluation)
    parts = []
    for first in range(0, max(len(everyone), 1), _AT_ONCE):
        chosen = np.zeros(len(evaluation.roster), dtype=bool)
        chosen[everyone[first : first + _AT_ONCE]] = True
        words, keys = Texts(), Texts()
        made = _made(evaluation, chosen, _proofs(evaluation, chosen, keys, names.unit), words)
        part = pl.select(
            *names.units(made.unit),
            *names.items(made.item),
            points_column(made.points, evaluation.ruleset.places).alias("points"),
            words.column(made.words).alias("reason"),
            keys.column(made.key).alias("evidence"),
        )
        parts.append(part)
    return pl.concat(parts)


def sources(evaluation: "Evaluation") -> pl.DataFrame:
    """Return one row a record that a line names: evidence type, key, file, sheet, row; sorted."""
    schema = {"evidence": pl.String, "key": pl.String, "file": pl.String, "sheet": pl.String, "row": pl.Int64}
    parts = [pl.DataFrame(schema=schema)]
    if all(ledger.sources is None for ledger in evaluation.evidence.ledgers.values()):
        return parts[0]
    keys = Texts()
    everyone = np.ones(len(evaluation.roster), dtype=bool)
    ledgers = _proofs(evaluation, everyone, keys, text_column([unit.id for unit in evaluation.roster]))
    made = _made(evaluation, everyone, ledgers, Texts())
    for id, ledger in ledgers.items():
        places = evaluation.evidence.ledgers[id].sources
        if places is not None:
            named = ledger.named(made.key)
            key = keys.column(ledger.first_key + named).alias("key")
            rows = places[ledger.records.row_numbers[named]]
            parts.append(rows.select(pl.lit(id).alias("evidence"), key, "file", "sheet", "row"))
    return pl.concat(parts, how="vertical_relaxed").sort("evidence", "key", "file", "sheet", "row")


def _proofs(evaluation: "Evaluation", wanted: Flags, keys: Texts, units: pl.Series) -> dict[str, Proofs]:
    ruleset = evaluation.ruleset
    weights: dict[str, dict[int, pl.Expr]] = {id: {} for id in ruleset.evidence_types}
    for number, item in enumerate(ruleset.items):
        if not isinstance(item.formula, PerUnit):
            weights[item.criterion.reads.id][number] = item.formula.costs().weight
    return {
        id: proofs(evaluation.records[id], reads, weights[id], wanted, keys, units)
        for id, reads in ruleset.evidence_types.items()
        if id in evaluation.records
    }


def _made(evaluation: "Evaluation", wanted: Flags, ledgers: Mapping[str, Proofs], words: Texts) -> Lines:
    """Return the lines of the wanted units in order, as numbers; their texts are taken in."""
    ruleset, quantum = evaluation.ruleset, evaluation.quantum
    maker = LineMaker(ruleset, evaluation.applies, quantum, wanted, words)
    parts: list[Lines] = [NO_LINES]
    for number, mark in enumerate(evaluation.computed):
        parts += maker.of_item(number, mark, ledgers.get(mark.item.criterion.reads.id))
        if number in evaluation.adjusted:
            acts = evaluation.adjusted[number]
            parts += adjustment_lines(number, mark, evaluation.marking[number], acts, wanted, words)
    parts += rescale_lines(ruleset, evaluation.totals, quantum, wanted, words)
    return in_order(parts)


@dataclass(frozen=True, slots=True)
class _Names:
    """What stands for the index of a unit and the number of an item."""

    jurisdiction: pl.Series
    alone: bool
    """Whether there is one jurisdiction."""
    unit: pl.Series
    area: pl.Series
    criterion: pl.Series
    clause: pl.Series

    @classmethod
    def of(cls, evaluation: "Evaluation") -> "_Names":
        roster, areas = evaluation.roster, evaluation.ruleset.areas
        items = [mark.item for mark in evaluation.marking]
        # Rescale lines count their areas down from -1: they stand behind the items, last area first.
        last = areas[::-1]
        jurisdiction = text_column([unit.jurisdiction for unit in roster])
        return cls(
            jurisdiction=jurisdiction,
            alone=jurisdiction.n_unique() == 1,
            unit=text_column([unit.id for unit in roster]),
            area=text_column([*(item.area for item in items), *(area.id for area in last)]),
            criterion=text_column([*(item.id for item in items), *("" for _ in last)]),
            clause=text_column([*(item.clause for item in items), *(area.clause for area in last)]),
        )

    def units(self, at: npt.NDArray[np.integer]) -> Iterator[pl.Expr]:
        """Yield jurisdiction and id of the units with these indices."""
        # One jurisdiction, as a rule: Polars keeps a single text for the whole column.
        yield (pl.lit(self.jurisdiction[0]) if self.alone else column_of(self.jurisdiction, at)).alias("jurisdiction")
        yield column_of(self.unit, at).alias("unit")

    def items(self, numbers: npt.NDArray[np.integer]) -> Iterator[pl.Expr]:
        """Yield area, criterion and clause of the items with these numbers; rescale lines have no criterion."""
        at = np.where(numbers < 0, numbers + len(self.area), numbers)
        for name in ("area", "criterion", "clause"):
            yield column_of(getattr(self, name), at).alias(name)


def about(evaluation: "Evaluation") -> dict[str, Any]:
    """Return the titles a reader of the tables needs: ruleset, areas, criteria, groups and grades."""
    ruleset = evaluation.ruleset
    due = {area.area: area.full for area in evaluation.totals.areas}
    return {
        "ruleset": {"id": ruleset.id, "title": ruleset.title},
        "period": evaluation.period.id,
        "status": evaluation.status,
        "areas": [
            {
                "id": area.id,
                "title": area.title,
                "clause": area.clause,
                "full": decimal_text(due[area.id] * evaluation.quantum, ruleset.places),
            }
            for area in ruleset.areas
        ],
        "criteria": [
            {"id": item.id, "title": item.title, "area": item.area, "clause": item.clause} for item in ruleset.items
        ],
        "groups": dict(ruleset.groups),
        "grades": {grade.id: grade.title for grade in ruleset.grading.grades},
        "consequences": {
            grade.id: [
                {"clause": ruleset.consequences[id].clause, "quote": ruleset.consequences[id].quote}
                for id in grade.consequences
            ]
            for grade in ruleset.grading.grades
        },
    }
