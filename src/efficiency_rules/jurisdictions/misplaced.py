"""Rows on which one jurisdiction's name stands and whose unit is another's: that one would miss them without a word."""

from collections.abc import Iterable, Iterator

import polars as pl

from efficiency_rules.errors import Place, Problem
from efficiency_rules.evidence.cells import squeezed
from efficiency_rules.jurisdictions.census import Units
from efficiency_rules.jurisdictions.sources import HOME, UNIT, unit_texts

_OWN = "_own"
"""The column of the jurisdiction that the unit is of."""

COUNTED = pl.Schema({UNIT: pl.String, HOME: pl.String, _OWN: pl.String, "len": pl.Int64})
"""The columns of what is counted."""

_SHOWN = 10


def misplaced_in(rows: pl.DataFrame, unit: str | None, homes: pl.DataFrame | None) -> pl.DataFrame:
    """Return how many rows (`len`) name a unit (UNIT) of another jurisdiction (_OWN) than the one they name (HOME).

    `unit` is the column of units, `homes` gives the jurisdiction (HOME) of each unit id (UNIT). None are found where
    nobody can say: without units, and where ids repeat from jurisdiction to jurisdiction.
    """
    if unit is None or homes is None:
        return pl.DataFrame(schema=COUNTED)
    found = rows.select(unit_texts(unit), HOME).join(homes.rename({HOME: _OWN}), on=UNIT)
    return found.filter(pl.col(HOME) != pl.col(_OWN)).group_by(UNIT, HOME, _OWN).len().cast(COUNTED)


def misplaced_problems(file: str, found: Iterable[pl.DataFrame], units: Units) -> Iterator[tuple[str, Problem]]:
    """Yield a problem for each jurisdiction whose rows stand under the name of another one, with that jurisdiction.

    `file` is what their file is called in problems, `found` what `misplaced_in` returned of its rows.
    """
    frames = [frame for frame in found if frame.height]
    if not frames:
        return
    counted = pl.concat(frames).group_by(UNIT, HOME, _OWN).agg(pl.col("len").sum()).sort(_OWN, HOME, UNIT)
    for (own, other), rows in counted.partition_by(_OWN, HOME, as_dict=True, maintain_order=True).items():
        known = _cells(units, str(other))
        rows = rows.filter([not any(squeezed(id) in cell for cell in known) for id in rows[UNIT]])
        if rows.height:
            facts = {"found": other, "count": rows["len"].sum(), "units": rows[UNIT].to_list()[:_SHOWN]}
            yield str(own), Problem("rows-under-other", Place(file), facts)


def _cells(units: Units, jurisdiction: str) -> list[str]:
    """Return what stands in the roster rows of a jurisdiction: one's id may be the other's name or alias."""
    rows = units.rows.filter(pl.col(HOME) == jurisdiction).drop(HOME).cast(pl.String)
    return [squeezed(cell) for row in rows.iter_rows() for cell in row if cell is not None]
