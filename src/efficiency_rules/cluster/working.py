"""What a worker of the cluster does: it evaluates one jurisdiction after the other and hands their files back."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from efficiency_rules.cluster.packing import unpacked
from efficiency_rules.evaluation.acts import Act
from efficiency_rules.evaluation.folder import Tables
from efficiency_rules.jurisdictions.one import JurisdictionResult, evaluate_jurisdiction
from efficiency_rules.jurisdictions.rows import ROSTER, JurisdictionRows
from efficiency_rules.jurisdictions.source import RulesetSource
from efficiency_rules.period import Period
from efficiency_rules.plugins.catalog import Catalog

if TYPE_CHECKING:
    import pyarrow as pa

RESULTS = "jurisdiction string, status string, key string, file string, content binary"
"""Spark's schema of results: one row a file of a jurisdiction's folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """All that a worker has to know beside the rows; it is pickled and sent once a task."""

    source: RulesetSource
    catalog: Callable[[], Catalog]
    """Loads the bundles that are installed on the worker's machine."""
    period: Period
    decisions: Mapping[str, tuple[Act, ...]]
    """By jurisdiction."""
    set_aside: bool
    tables: Tables
    headings: Mapping[str, pl.DataFrame]
    """Each ledger that was handed in, without its rows: a jurisdiction that has none reported nil."""

    def results(self, batches: Iterable["pa.RecordBatch"]) -> Iterator["pa.RecordBatch"]:
        """Yield the files of every jurisdiction whose packed rows these are, a batch each."""
        ruleset = self.source.ruleset(self.catalog())
        for place, ledgers in unpacked(batches):
            units = ledgers.pop(ROSTER, self.headings[ROSTER])
            nil = {id: frame for id, frame in self.headings.items() if id != ROSTER}
            yield _files(
                evaluate_jurisdiction(
                    ruleset,
                    JurisdictionRows(place, units, nil | ledgers),
                    period=self.period,
                    decisions=self.decisions.get(place, ()),
                    set_aside=self.set_aside,
                    tables=self.tables,
                )
            )


def _files(result: JurisdictionResult) -> "pa.RecordBatch":
    import pyarrow as pa

    about = {"jurisdiction": result.jurisdiction, "status": result.status, "key": result.key}
    return pa.RecordBatch.from_pydict(
        {name: [value] * len(result.files) for name, value in about.items()}
        | {"file": list(result.files), "content": pa.array(result.files.values(), pa.binary())}
    )
