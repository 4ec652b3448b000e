"""Rows on which one jurisdiction's name stands and whose unit is another's: that one would miss them without a word."""

from collections.abc import Iterable, Iterator

import polars as pl

from efficiency_rules.errors import Place, Problem
from efficiency_rules.evidence.cells import squeezed
from efficiency_rules.jurisdictions.census import Units
from efficiency_rules.jurisdictions.sources import HOME, UNIT, Columns, Source, unit_texts

_OWN = "_own"
"""The column of the jurisdiction that the unit is of."""

_SHOWN = 10


def misplaced_in(source: Source, chunk: pl.DataFrame, columns: Columns, units: Units) -> pl.DataFrame | None:
    """Return how many rows of a chunk (`len`) name a unit (UNIT) of another jurisdiction (_OWN) than their own (HOME).

    None where nobody can say: the file has no units, or ids repeat from jurisdiction to jurisdiction; and where rows
    have their jurisdiction from their unit.
    """
    named = source.jurisdiction is not None or columns.jurisdiction is not None
    if not named or columns.unit is None or units.homes is None:
        return None
    homes = units.homes.rename({HOME: _OWN})
    found = chunk.select(unit_texts(columns.unit), HOME).join(homes, on=UNIT)
    return found.filter(pl.col(HOME) != pl.col(_OWN)).group_by(UNIT, HOME, _OWN).len()


def misplaced_problems(source: Source, found: Iterable[pl.DataFrame], units: Units) -> Iterator[tuple[str, Problem]]:
    """Yield a problem for each jurisdiction whose rows stand under the name of another one, with that jurisdiction."""
    frames = [frame for frame in found if frame.height]
    if not frames:
        return
    counted = pl.concat(frames).group_by(UNIT, HOME, _OWN).agg(pl.col("len").sum()).sort(_OWN, HOME, UNIT)
    for (own, other), rows in counted.partition_by(_OWN, HOME, as_dict=True, maintain_order=True).items():
        known = _cells(units, str(other))
        rows = rows.filter([not any(squeezed(id) in cell for cell in known) for id in rows[UNIT]])
        if rows.height:
            facts = {"found": other, "count": rows["len"].sum(), "units": rows[UNIT].to_list()[:_SHOWN]}
            yield str(own), Problem("rows-under-other", Place(source.name), facts)


def _cells(units: Units, jurisdiction: str) -> list[str]:
    """Return what stands in the roster rows of a jurisdiction: one's id may be the other's name or alias."""
    rows = units.rows.filter(pl.col(HOME) == jurisdiction).drop(HOME).cast(pl.String)
    return [squeezed(cell) for row in rows.iter_rows() for cell in row if cell is not None]
