"""An invented nation: units and records of the benchmark's rubric, dealt out to jurisdictions, as rows of files."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path

import benchmarks.rubric
import numpy as np
import polars as pl
from benchmarks.files import texts_of
from benchmarks.workload import make

from efficiency_rules import load_plugins
from efficiency_rules.jurisdictions.rows import JurisdictionRows
from efficiency_rules.plugins.catalog import Catalog

HOME = "辖区"


def catalog() -> Catalog:
    """Return the benchmark's bundle; importable, so that a worker can load it too."""
    return load_plugins([benchmarks.rubric], discover=False)


def other_catalog() -> Catalog:
    """Return the same bundle in another version."""
    here = catalog()
    criteria = {name: replace(criterion, bundle="bench 9.9") for name, criterion in here.criteria.items()}
    return replace(here, criteria=criteria)


@dataclass(frozen=True, slots=True)
class Nation:
    """Rows as they stand in files, with the jurisdiction of each in the column 辖区."""

    roster: pl.DataFrame
    ledgers: Mapping[str, pl.DataFrame]

    def of(self, name: str) -> JurisdictionRows:
        """Return the rows of one jurisdiction."""
        mine = pl.col(HOME) == name
        return JurisdictionRows(
            name, self.roster.filter(mine), {id: frame.filter(mine) for id, frame in self.ledgers.items()}
        )

    @property
    def names(self) -> list[str]:
        """The jurisdictions, in the order of their names."""
        return sorted(self.roster[HOME].unique())

    def write(self, folder: Path) -> None:
        """Write `roster.parquet` and the folder `ledgers`, one file an evidence type."""
        self.roster.write_parquet(folder / "roster.parquet")
        (folder / "ledgers").mkdir()
        for id, frame in self.ledgers.items():
            frame.write_parquet(folder / "ledgers" / f"{id}.parquet", row_group_size=500)


def nation(sizes: Mapping[str, int], silent: Set[str] = frozenset(), seed: int = 7) -> Nation:
    """Return a nation with so many units in each jurisdiction; those that are `silent` have no records."""
    workload = make(sum(sizes.values()), seed)
    homes = pl.Series(HOME, np.repeat(list(sizes), list(sizes.values())).tolist())
    units = [{"单位编号": unit.id, "单位名称": unit.name, "类别": unit.group} for unit in workload.roster]
    ledgers = {}
    for ledger in workload.evidence.ledgers.values():
        columns = [texts_of(column, ledger, workload.roster) for column in ledger.type.columns]
        frame = pl.DataFrame([*columns, homes.gather(pl.Series(ledger.unit.astype(np.int64)))])
        ledgers[ledger.type.id] = frame.filter(~pl.col(HOME).is_in(list(silent)))
    return Nation(pl.DataFrame(units).with_columns(homes), ledgers)
