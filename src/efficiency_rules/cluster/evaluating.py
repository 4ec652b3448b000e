"""Many jurisdictions on Spark: one shuffle brings rows together, workers evaluate, files come back to one folder."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from efficiency_rules.cluster.misplacing import misplaced
from efficiency_rules.cluster.packing import PACKED, Homes, blobs_of, packer
from efficiency_rules.cluster.roster import read_stored_units
from efficiency_rules.cluster.sessions import answered
from efficiency_rules.cluster.storage import Storage, read_ledgers
from efficiency_rules.cluster.strays import refuse_strays
from efficiency_rules.cluster.working import ELSEWHERE, KEPT, RESULTS, Work
from efficiency_rules.errors import InputError, Place, Problem
from efficiency_rules.evaluation.acts import Act
from efficiency_rules.evaluation.folder import Tables, check_apart, problems_csv
from efficiency_rules.evidence.ledgers import types_read
from efficiency_rules.jurisdictions.census import Units, read_units
from efficiency_rules.jurisdictions.one import PROBLEMS, JurisdictionResult
from efficiency_rules.jurisdictions.rows import ROSTER
from efficiency_rules.jurisdictions.run import Nation, Run
from efficiency_rules.jurisdictions.source import RulesetSource
from efficiency_rules.jurisdictions.sources import HOME
from efficiency_rules.jurisdictions.summary import Row
from efficiency_rules.period import Period
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.plugins.host import load_plugins
from efficiency_rules.rulesets.model import Ruleset

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_TASKS_A_CORE = 4
"""Tasks for every core at least: a large jurisdiction holds up one of them, and the others go on elsewhere."""

_UNITS_A_TASK = 5_000
"""Units of a task at most, about: the driver takes in all files of a task at once, some two kilobytes a unit."""


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

    `evidence` is a folder of Parquet files in the cluster's storage; `roster` a file of this machine, or one in that
    storage (an address with `://`), where it may be a folder of Parquet. `out` is a folder of this machine: workers
    need no storage in common but the one they read from. What is unchanged is not computed again. `catalog` loads the
    bundles on a worker. Raises InputError or EvaluationError, before anything is written, for what concerns all
    jurisdictions; EvaluationError where Spark does not finish, what was finished stays.
    """
    check_apart(Path(out), evidence)
    units = read_stored_units(spark, str(roster)) if "://" in str(roster) else read_units(Path(roster))
    storage = read_ledgers(spark, str(evidence), types_read(ruleset), units.counts)
    _told_apart(storage, units)
    run = Run.of(ruleset, units, out, period=period, decisions=decisions, set_aside=set_aside, tables=tables)
    with run.store.opened(), answered():
        homes = _homes(spark, units)
        results = _results(spark, run, storage, homes, catalog)
        # Computed once, whatever is asked of it: a lost part is computed again, and nothing else.
        results.persist(_disk_only())
        try:
            elsewhere = refuse_strays(results, units.counts)
            broken = _merged(storage.broken, misplaced(storage, elsewhere, units, homes))
            rows, computed = _stored(run, results, broken)
        finally:
            results.unpersist()
        return run.close(rows, computed, circumstances or {})


def _merged(*broken: Mapping[str, Sequence[Problem]]) -> dict[str, list[Problem]]:
    together: dict[str, list[Problem]] = {}
    for one in broken:
        for name, problems in one.items():
            together.setdefault(name, []).extend(problems)
    return together


def _told_apart(storage: Storage, units: Units) -> None:
    """Refuse ledgers that name no jurisdiction where unit ids repeat."""
    unclear = {one.type.id for one in storage.ledgers if one.layout.columns.jurisdiction is None}
    if unclear and units.homes is None:
        raise InputError(
            Problem("units-of-several", Place(id), {"found": units.shared, "file": id}) for id in sorted(unclear)
        )


def _homes(spark: "SparkSession", units: Units) -> Homes:
    """Return what gives a worker the jurisdiction of each unit id, sent to it once."""
    sent = spark.sparkContext.broadcast(_bytes(units.homes))
    return lambda: _frame(sent.value)


def _results(
    spark: "SparkSession", run: Run, storage: Storage, homes: Homes, catalog: Callable[[], Catalog]
) -> "DataFrame":
    stored = storage.ledgers
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
    blocked = frozenset(storage.broken)
    packed = [one.rows.mapInArrow(packer(one.type.id, one.layout, homes, blocked), PACKED) for one in stored]
    units = run.units.rows.filter(pl.col(HOME).is_in(sorted(blocked)).not_())
    together = reduce(lambda one, other: one.unionAll(other), packed, _packed_units(spark, units))
    tasks = tasks_of(spark.sparkContext.defaultParallelism, units.height)
    apart = together.repartition(tasks, "jurisdiction").sortWithinPartitions("jurisdiction", "ledger")
    return apart.mapInArrow(work.results, RESULTS)


def tasks_of(cores: int, units: int) -> int:
    """Return in how many tasks the jurisdictions of so many units are evaluated."""
    return max(_TASKS_A_CORE * cores, -(-units // _UNITS_A_TASK))


def _key(run: Run, jurisdiction: str) -> str | None:
    """Return the key of the result that a jurisdiction has already, None where the run could not keep it."""
    receipt = run.store.receipt(jurisdiction)
    key = None if receipt is None else receipt["circumstances"].get("inputs", {}).get("key")
    return key if key is not None and run.kept(jurisdiction, key) else None


def _packed_units(spark: "SparkSession", rows: pl.DataFrame) -> "DataFrame":
    import pyarrow as pa

    schema = pa.schema({"jurisdiction": pa.string(), "ledger": pa.string(), "rows": pa.binary()})
    return spark.createDataFrame(pa.Table.from_batches(list(blobs_of(ROSTER, rows)), schema), PACKED)


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


def _stored(run: Run, results: "DataFrame", broken: Mapping[str, Sequence[Problem]]) -> tuple[list[Row], list[str]]:
    """Store result after result; return a row of the summary each, and who was computed."""
    rows: list[Row] = []
    computed: list[str] = []
    for name, problems in broken.items():
        rows.append(run.put(JurisdictionResult(name, "blocked", "", {}, {PROBLEMS: problems_csv(problems)})))
    of_jurisdictions = results.filter(results.status != ELSEWHERE)
    for name, status, key, files in _by_jurisdiction(of_jurisdictions.toLocalIterator(prefetchPartitions=True)):
        if name in broken:
            continue
        if status == KEPT:
            rows.append(run.keep(name))
        else:
            rows.append(run.put(JurisdictionResult(name, status, key, {}, files)))
            computed.append(name)
    return rows, computed


def _by_jurisdiction(results: Iterator[Any]) -> Iterator[tuple[str, Any, str, dict[str, bytes]]]:
    for (name, status, key), mine in groupby(results, key=lambda row: (row.jurisdiction, row.status, row.key)):
        yield name, status, key, {row.file: bytes(row.content) for row in mine if row.file is not None}
