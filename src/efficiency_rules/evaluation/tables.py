"""The tables of a result: standings, marks, lines and sources, with the columns of the result folder."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import polars as pl

from efficiency_rules.criteria.formulas.per_unit import PerUnit
from efficiency_rules.evaluation.lines import SCHEMA, ItemLines, in_order, rescale_lines
from efficiency_rules.evaluation.marking import STATES
from efficiency_rules.evaluation.reasons import reasons
from efficiency_rules.grading import Placement
from efficiency_rules.points import decimal_text

if TYPE_CHECKING:
    from efficiency_rules.evaluation.evaluation import Evaluation

LINE_COLUMNS = ("jurisdiction", "unit", "area", "criterion", "clause", "points", "reason", "evidence")


def points_column(quanta: pl.Series, places: int) -> pl.Series:
    """Return whole quanta as exact decimals with the ruleset's places."""
    scale = pl.lit(Decimal(1).scaleb(-places))
    return quanta.to_frame("q").select(pl.col("q").cast(pl.Decimal(38, places)) * scale).to_series()


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
        column = points_column(pl.Series(values), evaluation.ruleset.places)
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


def marks(evaluation: "Evaluation", wanted: npt.NDArray[np.bool_] | None = None) -> pl.DataFrame:
    """Return one row a unit and criterion: units in the order of the roster, criteria in document order."""
    everyone = np.arange(len(evaluation.roster)) if wanted is None else np.flatnonzero(wanted)
    size = len(everyone)
    places = evaluation.ruleset.places
    parts = []
    for number, mark in enumerate(evaluation.marking):
        known = pl.Series(mark.counted[everyone])
        points = points_column(pl.Series(mark.points[everyone]), places)
        full = points_column(pl.Series(np.full(size, mark.full)), places)
        columns = {
            "_unit": pl.Series(everyone),
            "_item": pl.Series(np.full(size, number)),
            "criterion": pl.Series([mark.item.id]).new_from_index(0, size),
            "edition": pl.Series(np.full(size, mark.item.criterion.edition)),
            "state": pl.Series(list(STATES)).gather(pl.Series(mark.state[everyone].astype(np.int64))),
            "points": pl.select(pl.when(known).then(points)).to_series(),
            "full": full,
            "reason": reasons(evaluation.ruleset, mark, evaluation.applies, evaluation.quantum, everyone),
        }
        parts.append(pl.DataFrame(columns))
    together = pl.concat(parts).sort("_unit", "_item")
    return _named(evaluation, together).drop("_item")


def about(evaluation: "Evaluation") -> dict[str, Any]:
    """Return the titles a reader of the tables needs: ruleset, areas, criteria, groups and grades."""
    ruleset = evaluation.ruleset
    due = {area.area: area.full for area in evaluation.totals.areas}
    return {
        "ruleset": ruleset.title,
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
    }


def _named(evaluation: "Evaluation", table: pl.DataFrame) -> pl.DataFrame:
    """Put jurisdiction and unit id in the place of the unit's index."""
    at = table.get_column("_unit")
    ids = pl.Series("unit", [unit.id for unit in evaluation.roster], dtype=pl.String).gather(at)
    places = pl.Series("jurisdiction", [unit.jurisdiction for unit in evaluation.roster], dtype=pl.String).gather(at)
    return table.drop("_unit").select(places, ids, pl.all())


def raw_lines(evaluation: "Evaluation", wanted: npt.NDArray[np.bool_]) -> pl.DataFrame:
    """Return the lines of the wanted units as `lines.SCHEMA` describes them, unit by unit."""
    everyone = np.arange(len(evaluation.roster))
    parts = [pl.DataFrame(schema=SCHEMA)]
    for number, mark in enumerate(evaluation.marking):
        said = pl.Series("reason", [""]).new_from_index(0, len(everyone))
        asked = everyone[wanted & mark.counted]
        words = reasons(evaluation.ruleset, mark, evaluation.applies, evaluation.quantum, asked)
        said = said.scatter(asked, words)
        records = evaluation.records.get(mark.item.criterion.reads.id)
        item = ItemLines(number, mark, records, said, evaluation.quantum, wanted)
        parts.append(item.lines())
    parts.append(rescale_lines(evaluation.ruleset, evaluation.totals, evaluation.quantum, wanted))
    return in_order(parts)


def lines(evaluation: "Evaluation", wanted: npt.NDArray[np.bool_] | None = None) -> pl.DataFrame:
    """Return one row a line, unit by unit, items in document order, rescale lines last."""
    everyone = np.ones(len(evaluation.roster), dtype=bool)
    raw = raw_lines(evaluation, everyone if wanted is None else wanted)
    return dressed(evaluation, raw).select(LINE_COLUMNS)


def dressed(evaluation: "Evaluation", raw: pl.DataFrame) -> pl.DataFrame:
    """Return raw lines with names in the place of numbers."""
    areas = evaluation.ruleset.areas
    items = [mark.item for mark in evaluation.marking]
    # Rescale lines count their areas down from -1: they stand behind the items, last area first.
    area = pl.Series([*(item.area for item in items), *(a.id for a in reversed(areas))], dtype=pl.String)
    criterion = pl.Series([*(item.id for item in items), *("" for _ in areas)], dtype=pl.String)
    clause = pl.Series([*(item.clause for item in items), *(a.clause for a in reversed(areas))], dtype=pl.String)
    at = raw.get_column("item")
    at = pl.select(pl.when(at < 0).then(at + len(area)).otherwise(at)).to_series()
    table = raw.select(
        pl.col("unit").alias("_unit"),
        area.gather(at).alias("area"),
        criterion.gather(at).alias("criterion"),
        clause.gather(at).alias("clause"),
        points_column(raw.get_column("points"), evaluation.ruleset.places).alias("points"),
        "reason",
        "evidence",
    )
    return _named(evaluation, table)


def sources(evaluation: "Evaluation") -> pl.DataFrame:
    """Return one row a record that a line names: evidence type, key, file, sheet, row; sorted."""
    raw = raw_lines(evaluation, np.ones(len(evaluation.roster), dtype=bool)).filter(pl.col("row") >= 0)
    schema = {"evidence": pl.String, "key": pl.String, "file": pl.String, "sheet": pl.String, "row": pl.Int64}
    parts = [pl.DataFrame(schema=schema)]
    for number, mark in enumerate(evaluation.marking):
        reads = mark.item.criterion.reads
        ledger = evaluation.evidence.ledgers.get(reads.id)
        if ledger is None or ledger.sources is None or isinstance(mark.item.formula, PerUnit):
            continue
        named = raw.filter(pl.col("item") == number).select("row", pl.col("evidence").alias("key"))
        places = ledger.sources[named.get_column("row").to_numpy()]
        kind = pl.lit(reads.id).alias("evidence")
        parts.append(pl.concat([named.select("key"), places], how="horizontal").select(kind, *list(schema)[1:]))
    return pl.concat(parts, how="vertical_relaxed").unique().sort("evidence", "key", "file", "sheet", "row")
