"""The workload as files, as a county office keeps them: a roster and one CSV file a ledger, in Chinese."""

from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.workload import Workload
from efficiency_rules.evidence.ledgers import Ledger
from efficiency_rules.evidence.types import Column
from efficiency_rules.points import TICKS
from efficiency_rules.units import Roster


def write(workload: Workload, folder: Path) -> None:
    """Write `roster.csv` and the folder `ledgers` into an existing folder."""
    roster = workload.roster
    units = [{"单位编号": unit.id, "单位名称": unit.name, "类别": unit.group} for unit in roster]
    pl.DataFrame(units).write_csv(folder / "roster.csv")
    (folder / "ledgers").mkdir()
    for ledger in workload.evidence.ledgers.values():
        table = pl.DataFrame([texts_of(column, ledger, roster) for column in ledger.type.columns])
        table.write_csv(folder / "ledgers" / f"{ledger.type.title}.csv")


def texts_of(column: Column, ledger: Ledger, roster: Roster) -> pl.Series:
    if column.kind == "unit":
        ids = pl.Series([unit.id for unit in roster])
        return ids.gather(pl.Series(ledger.unit.astype(np.int64))).alias(column.heading)
    values = ledger.frame.get_column(column.name)
    if column.kind == "flag":
        values = values.replace_strict({True: "是", False: "否"}, return_dtype=pl.String)
    elif column.kind in ("points", "percent"):
        values = (values.cast(pl.Decimal(38, 4)) / TICKS).cast(pl.String)
        values = values + "%" if column.kind == "percent" else values
    return values.alias(column.heading)
