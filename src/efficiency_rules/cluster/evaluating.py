"""Many jurisdictions on Spark: one shuffle brings rows together, workers evaluate, files come back."""

from collections.abc import Callable, Mapping
from functools import reduce
from typing import TYPE_CHECKING

import polars as pl

from efficiency_rules.cluster.packing import PACKED, packer
from efficiency_rules.cluster.working import RESULTS, Work
from efficiency_rules.evaluation.acts import Act
from efficiency_rules.evaluation.folder import Tables
from efficiency_rules.evidence.headings import normal
from efficiency_rules.jurisdictions.rows import ROSTER
from efficiency_rules.jurisdictions.source import RulesetSource
from efficiency_rules.period import Period
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.plugins.host import load_plugins
from efficiency_rules.rulesets.model import Ruleset

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_TASKS_A_CORE = 4
"""Tasks for every core: a large jurisdiction holds up one of them, and the others go on elsewhere."""


def evaluate_on_spark(
    ruleset: Ruleset,
    roster: "DataFrame",
    ledgers: Mapping[str, "DataFrame"],
    *,
    period: Period | None = None,
    decisions: Mapping[str, tuple[Act, ...]] | None = None,
    set_aside: bool = False,
    tables: Tables = "parquet",
    catalog: Callable[[], Catalog] = load_plugins,
) -> "DataFrame":
    """Return the results of all jurisdictions, one row a file: jurisdiction, status, key, file, content.

    `roster` has one row a unit, `ledgers` one row a record by evidence type, each with the jurisdiction in its column
    辖区 (or `jurisdiction`). `decisions` go by jurisdiction. Nothing is computed before the frame is read; the files
    are byte by byte those of `evaluate_jurisdiction` on one machine. `catalog` loads the bundles of a worker.
    """
    frames = {ROSTER: roster, **ledgers}
    work = Work(
        source=RulesetSource.of(ruleset),
        catalog=catalog,
        period=period or ruleset.valid,
        decisions=decisions or {},
        set_aside=set_aside,
        tables=tables,
        headings={name: _headings(frame) for name, frame in frames.items()},
    )
    packed = [
        frame.mapInArrow(packer(name, jurisdiction_column(frame.columns)), PACKED) for name, frame in frames.items()
    ]
    together = reduce(lambda one, other: one.unionAll(other), packed)
    tasks = _TASKS_A_CORE * roster.sparkSession.sparkContext.defaultParallelism
    sorted_ = together.repartition(tasks, "jurisdiction").sortWithinPartitions("jurisdiction", "ledger")
    return sorted_.mapInArrow(work.results, RESULTS)


def _headings(frame: "DataFrame") -> pl.DataFrame:
    made = pl.from_arrow(frame.limit(0).toArrow())
    assert isinstance(made, pl.DataFrame)
    return made


def jurisdiction_column(headings: list[str]) -> str:
    """Return the column that names the jurisdiction; raises InputError when there is none."""
    named = [heading for heading in headings if normal(heading) in ("辖区", "jurisdiction")]
    return named[0]
