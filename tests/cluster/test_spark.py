"""The evaluation on Spark: the same bytes as on one machine, whatever happens to the machines."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from benchmarks.workload import ruleset
from cluster_nations import catalog
from spark_results import files, read

from efficiency_rules.cluster.evaluating import evaluate_on_spark
from efficiency_rules.cluster.sessions import spark_session

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def spark(worker_environment: None) -> "Iterator[SparkSession]":
    session = spark_session("local[2]")
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def test_local_mode_gives_the_bytes_of_one_process(spark, stored, alone):
    """Every file of every jurisdiction is the same, the large one's and the silent one's too."""
    results = evaluate_on_spark(ruleset(), *read(spark, stored), catalog=catalog)
    assert files(results) == {name: dict(result.files) for name, result in alone.items()}


def test_rows_may_lie_anywhere(spark, stored, alone):
    """Rows shuffled over many partitions, in any order, give the same bytes."""
    roster, ledgers = read(spark, stored)
    scattered = {id: frame.repartition(13).orderBy("辖区", ascending=False) for id, frame in ledgers.items()}
    results = evaluate_on_spark(ruleset(), roster.repartition(5), scattered, catalog=catalog)
    assert files(results) == {name: dict(result.files) for name, result in alone.items()}
