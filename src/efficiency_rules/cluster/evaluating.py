"""Many jurisdictions on Spark: one shuffle brings rows together, workers evaluate, files come back to one folder."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from efficiency_rules.cluster.packing import PACKED, blobs_of, frame_of, packer
from efficiency_rules.cluster.storage import Stored, read_ledgers
from efficiency_rules.cluster.working import KEPT, RESULTS, STRAY, Work
from efficiency_rules.errors import InputError, Place, Problem
from efficiency_rules.evaluation.acts import Act
from efficiency_rules.evaluation.folder import Tables, check_apart
from efficiency_rules.evidence.ledgers import types_read
from efficiency_rules.evidence.roster import roster_rows
from efficiency_rules.jurisdictions.census import Units, read_units, units_of
from efficiency_rules.jurisdictions.one import JurisdictionResult
from efficiency_rules.jurisdictions.rows import ROSTER
from efficiency_rules.jurisdictions.run import Nation, Run
from efficiency_rules.jurisdictions.source import RulesetSource
from efficiency_rules.jurisdictions.summary import Row
from efficiency_rules.period import Period
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.plugins.host import load_plugins
from efficiency_rules.rulesets.model import Ruleset

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_TASKS_A_CORE = 4
"""Tasks for every core: a large jurisdiction holds up one of them, and the others go on elsewhere."""

_SHOWN = 10


def evaluate_jurisdictions_on_spark(
    spark: "SparkSession",
    ruleset: Ruleset,
    roster: Path | str,
    evidence: Path | str,
    out: Path | str,
    *,
    period: Period | None = None,
    decisions: Sequence[Act] = (),
    set_aside: bool = False,
    tables: Tables = "parquet",
    circumstances: Mapping[str, str] | None = None,
    catalog: Callable[[], Catalog] = load_plugins,
) -> Nation:
    """Evaluate every jurisdiction of `roster` on Spark into the folder `out`, byte by byte as one machine does it.

    `evidence` is a folder of Parquet files in the cluster's storage; `roster` a file of this machine, or Parquet in
    that storage (an address with `://`). `out` is a folder of this machine: workers need no storage in common but the
    one they read from. What is unchanged is not computed again. `catalog` loads the bundles on a worker. Raises
    InputError or EvaluationError, before anything is written, for what concerns all jurisdictions.
    """
    check_apart(Path(out), evidence)
    units = _units(spark, str(roster))
    stored = read_ledgers(spark, str(evidence), types_read(ruleset))
    _told_apart(stored, units)
    run = Run.of(ruleset, units, out, period=period, decisions=decisions, set_aside=set_aside, tables=tables)
    with run.store.opened():
        results = _results(spark, run, stored, catalog)
        # Computed once, whatever is asked of it: a lost part is computed again, and nothing else.
        results.persist(_disk_only())
        try:
            _refuse_strays(results)
            rows, computed = _stored(run, results)
        finally:
            results.unpersist()
        return run.close(rows, computed, circumstances or {})


def _units(spark: "SparkSession", roster: str) -> Units:
    if "://" not in roster:
        return read_units(Path(roster))
    name = roster.rstrip("/").rpartition("/")[2]
    return units_of(*roster_rows(frame_of(spark.read.parquet(roster).toArrow()), name), name)


def _told_apart(stored: Sequence[Stored], units: Units) -> None:
    """Refuse ledgers that name no jurisdiction where unit ids repeat."""
    unclear = {one.type.id for one in stored if one.layout.columns.jurisdiction is None and units.homes is None}
    if unclear:
        raise InputError(
            Problem("units-of-several", Place(id), {"found": units.shared, "file": id}) for id in sorted(unclear)
        )


def _results(spark: "SparkSession", run: Run, stored: Sequence[Stored], catalog: Callable[[], Catalog]) -> "DataFrame":
    known = {name: key for name in run.units.counts if (key := _key(run, name)) is not None}
    work = Work(
        source=RulesetSource.of(run.ruleset),
        catalog=catalog,
        period=run.period,
        decisions=run.decisions,
        set_aside=run.set_aside,
        tables=run.tables,
        handed={id: [one.handed for one in stored if one.type.id == id] for id in {one.type.id for one in stored}},
        keys=known,
    )
    homes = spark.sparkContext.broadcast(_bytes(run.units.homes))
    packed = [
        one.rows.mapInArrow(packer(one.type.id, one.layout, lambda: _frame(homes.value)), PACKED) for one in stored
    ]
    together = reduce(lambda one, other: one.unionAll(other), packed, _packed_units(spark, run.units))
    tasks = _TASKS_A_CORE * spark.sparkContext.defaultParallelism
    apart = together.repartition(tasks, "jurisdiction").sortWithinPartitions("jurisdiction", "ledger")
    return apart.mapInArrow(work.results, RESULTS)


def _key(run: Run, jurisdiction: str) -> str | None:
    """Return the key of the result that a jurisdiction has already, None where the run could not keep it."""
    receipt = run.store.receipt(jurisdiction)
    key = None if receipt is None else receipt["circumstances"].get("inputs", {}).get("key")
    return key if key is not None and run.kept(jurisdiction, key) else None


def _packed_units(spark: "SparkSession", units: Units) -> "DataFrame":
    import pyarrow as pa

    return spark.createDataFrame(pa.Table.from_batches(list(blobs_of(ROSTER, units.rows))), PACKED)


def _bytes(frame: pl.DataFrame | None) -> bytes | None:
    if frame is None:
        return None
    buffer = io.BytesIO()
    frame.write_ipc(buffer)
    return buffer.getvalue()


def _frame(content: bytes | None) -> pl.DataFrame | None:
    return None if content is None else pl.read_ipc(io.BytesIO(content))


def _disk_only() -> Any:
    from pyspark import StorageLevel

    return StorageLevel.DISK_ONLY


def _refuse_strays(results: "DataFrame") -> None:
    """Raise InputError for rows that nobody in the roster owns: they could be anybody's, so all wait for them."""
    strays: dict[str, dict[str | None, int]] = {}
    for row in results.filter(results.status == STRAY).select("jurisdiction", "key", "records").collect():
        found = strays.setdefault(row.key, {})
        found[row.jurisdiction] = found.get(row.jurisdiction, 0) + row.records
    problems = []
    for ledger, found in sorted(strays.items()):
        nobodys = found.pop(None, 0)
        if nobodys:
            problems.append(Problem("rows-nowhere", Place(ledger), {"found": nobodys}))
        if found:
            facts = {"found": sorted(map(str, found))[:_SHOWN], "count": sum(found.values())}
            problems.append(Problem("jurisdictions-unknown", Place(ledger), facts))
    if problems:
        raise InputError(problems)


def _stored(run: Run, results: "DataFrame") -> tuple[list[Row], list[str]]:
    """Store result after result; return a row of the summary each, and who was computed."""
    rows: list[Row] = []
    computed: list[str] = []
    for name, status, key, files in _by_jurisdiction(results.toLocalIterator(prefetchPartitions=True)):
        if status == KEPT:
            rows.append(run.keep(name))
        else:
            rows.append(run.put(JurisdictionResult(name, status, key, {}, files)))
            computed.append(name)
    return rows, computed


def _by_jurisdiction(results: Iterator[Any]) -> Iterator[tuple[str, Any, str, dict[str, bytes]]]:
    for (name, status, key), mine in groupby(results, key=lambda row: (row.jurisdiction, row.status, row.key)):
        yield name, status, key, {row.file: bytes(row.content) for row in mine if row.file is not None}
