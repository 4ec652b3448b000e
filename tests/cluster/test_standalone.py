"""A master and two workers: jurisdictions are spread over machines, and a machine may die."""

import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from benchmarks.workload import ruleset
from cluster_nations import catalog
from spark_results import files, read
from standalone_spark import Standalone, standalone

from efficiency_rules.cluster.evaluating import evaluate_on_spark
from efficiency_rules.cluster.sessions import spark_session

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def cluster(worker_environment: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standalone]:
    with standalone(tmp_path_factory.mktemp("cluster")) as running:
        yield running


@pytest.fixture
def spark(cluster: Standalone) -> "Iterator[SparkSession]":
    session = spark_session(cluster.master)
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def test_two_workers_give_the_bytes_of_one_process(spark, stored, alone):
    """Every file of every jurisdiction is the same, whichever worker made it."""
    results = evaluate_on_spark(ruleset(), *read(spark, stored), catalog=catalog)
    assert files(results) == {name: dict(result.files) for name, result in alone.items()}


def test_an_executor_that_dies_is_made_up_for(spark, cluster, stored, alone):
    """Killed in the middle of the evaluation, its jurisdictions are evaluated elsewhere: same bytes, none twice."""
    results = evaluate_on_spark(ruleset(), *read(spark, stored), catalog=catalog)
    killed: list[int] = []
    watcher = threading.Thread(target=lambda: killed.append(_kill_midway(spark, cluster)))
    watcher.start()
    found = files(results)
    watcher.join()
    assert killed
    assert found == {name: dict(result.files) for name, result in alone.items()}


def _kill_midway(session: "SparkSession", cluster: Standalone) -> int:
    """Kill an executor once the stage that evaluates has finished a task and still runs others."""
    tracker = session.sparkContext.statusTracker()
    while True:
        for stage in tracker.getActiveStageIds():
            about = tracker.getStageInfo(stage)
            # All tasks before the shuffle read files; there are fewer of them than tasks that evaluate.
            if about and about.numTasks == 8 and about.numCompletedTasks >= 1 and about.numActiveTasks >= 1:
                return cluster.kill_executor()
        time.sleep(0.02)
