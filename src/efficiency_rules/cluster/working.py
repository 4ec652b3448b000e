"""What a worker does: it evaluates the jurisdictions whose rows came to it, and hands their files back."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from efficiency_rules.cluster.packing import MISPLACED, Batches, unpacked
from efficiency_rules.evaluation.acts import Act
from efficiency_rules.evaluation.folder import Tables
from efficiency_rules.jurisdictions.one import Asked, JurisdictionResult, ask
from efficiency_rules.jurisdictions.parting import RECORDS_AT_ONCE
from efficiency_rules.jurisdictions.rows import ROSTER, JurisdictionRows
from efficiency_rules.jurisdictions.source import RulesetSource
from efficiency_rules.jurisdictions.together import answer_together
from efficiency_rules.period import Period
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.rulesets.model import Ruleset

if TYPE_CHECKING:
    import pyarrow as pa

RESULTS = "jurisdiction string, status string, key string, records long, file string, content binary"
"""Spark's schema of results: one row a file of a jurisdiction's folder.

Three sorts of rows have no file: `kept` (there is a result of this key already), `stray` (rows that nobody in the
roster owns: their ledger stands in the place of the key, the jurisdiction is what they say, null where they say none)
and `misplaced` (some rows of the ledger in the place of the key name a unit of another jurisdiction).
"""

KEPT, STRAY, ELSEWHERE = "kept", "stray", "misplaced"


@dataclass(frozen=True, slots=True)
class Handed:
    """Files of a ledger that were handed in: their columns without rows, and by whom (None: they are everybody's)."""

    empty: pl.DataFrame
    own: frozenset[str] | None

    def by(self, jurisdiction: str) -> bool:
        """Say whether a jurisdiction without a row in it reported nil."""
        return self.own is None or jurisdiction in self.own


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """All that a worker has to know beside the rows; it is pickled and sent with every task."""

    source: RulesetSource
    catalog: Callable[[], Catalog]
    """Loads the bundles that are installed on the worker's machine."""
    period: Period
    decisions: Mapping[str, Sequence[Act]]
    """By jurisdiction."""
    set_aside: bool
    tables: Tables
    handed: Mapping[str, Sequence[Handed]]
    """By ledger: files with the same columns together."""
    keys: Mapping[str, str]
    """The key of the result that each jurisdiction has already."""

    def results(self, batches: Batches) -> Iterator["pa.RecordBatch"]:
        """Yield the files of every jurisdiction whose packed rows these are, a batch a jurisdiction."""
        ruleset = self.source.ruleset(self.catalog())
        waiting: list[Asked] = []
        for place, ledgers in unpacked(batches):
            if (misplaced := ledgers.pop(MISPLACED, None)) is not None:
                yield from (_note(None, ELSEWHERE, id, 0) for id in misplaced["id"].unique().sort())
            units = ledgers.pop(ROSTER, None)
            if place is None or units is None:
                yield from (_note(place, STRAY, id, rows.height) for id, rows in ledgers.items())
                continue
            asked = self._ask(ruleset, place, units, ledgers)
            if self.keys.get(place) == asked.key:
                yield _note(place, KEPT, asked.key, _records([asked]))
                continue
            waiting.append(asked)
            if _records(waiting) > RECORDS_AT_ONCE:
                yield from self._answered(ruleset, waiting)
                waiting = []
        yield from self._answered(ruleset, waiting)

    def _ask(self, ruleset: Ruleset, place: str, units: pl.DataFrame, ledgers: Mapping[str, pl.DataFrame]) -> Asked:
        nil = {id: one.empty for id, files in self.handed.items() for one in files if one.by(place)}
        rows = JurisdictionRows(place, units, {**nil, **ledgers})
        decisions = self.decisions.get(place, ())
        return ask(ruleset, rows, period=self.period, decisions=decisions, tables=self.tables)

    def _answered(self, ruleset: Ruleset, asked: Sequence[Asked]) -> Iterator["pa.RecordBatch"]:
        for result in answer_together(ruleset, asked, set_aside=self.set_aside):
            yield _files(result)


def _records(asked: Iterable[Asked]) -> int:
    return sum(frame.height for one in asked for frame in one.rows.ledgers.values())


def _files(result: JurisdictionResult) -> "pa.RecordBatch":
    about = (result.jurisdiction, result.status, result.key, 0)
    return _batch([(*about, name, content) for name, content in result.files.items()])


def _note(jurisdiction: str | None, status: str, key: str, records: int) -> "pa.RecordBatch":
    return _batch([(jurisdiction, status, key, records, None, None)])


def _batch(rows: Sequence[tuple[Any, ...]]) -> "pa.RecordBatch":
    import pyarrow as pa

    types = (pa.string(), pa.string(), pa.string(), pa.int64(), pa.string(), pa.binary())
    names = [part.split(" ")[0] for part in RESULTS.split(", ")]
    columns = zip(*rows, strict=True)
    return pa.RecordBatch.from_arrays(
        [pa.array(values, type) for values, type in zip(columns, types, strict=True)], names
    )
