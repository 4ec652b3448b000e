"""What tests of the cluster do again and again: a run on Spark, and the same run on this machine."""

from pathlib import Path
from typing import Any

import nations
from benchmarks.workload import ruleset
from cluster_nations import catalog
from pyspark.sql import SparkSession

import efficiency_rules as er
from efficiency_rules.cluster.evaluating import evaluate_jurisdictions_on_spark


def on_spark(session: SparkSession, folder: Path, out: Path, **options: Any) -> er.Nation:
    """Evaluate the nation in a folder on Spark."""
    evidence = str(folder / "ledgers")
    return evaluate_jurisdictions_on_spark(
        session, ruleset(), folder / "roster.parquet", evidence, out, catalog=catalog, **options
    )


def here(folder: Path, out: Path, **options: Any) -> er.Nation:
    """Evaluate the nation in a folder in this process."""
    return er.evaluate_jurisdictions(ruleset(), folder / "roster.parquet", folder / "ledgers", out, **options)


def same(one: Path, other: Path) -> bool:
    """Say whether two folders of results hold the same files, byte by byte."""
    return nations.bytes_of(one) == nations.bytes_of(other)
