"""A master and two workers: jurisdictions are spread over machines, and a machine may die."""

import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pyspark", reason="needs the extra `spark`: run `make test-spark`")

from spark_runs import on_spark, same
from standalone_spark import Standalone, standalone

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


def test_two_workers_give_the_bytes_of_one_process(spark, stored, alone, tmp_path):
    """Every file of every jurisdiction is the same, whichever worker made it."""
    assert on_spark(spark, stored, tmp_path / "out").complete
    assert same(tmp_path / "out", alone)


def test_an_executor_that_dies_is_made_up_for(spark, cluster, stored, alone, tmp_path):
    """Killed in the middle of the evaluation, its jurisdictions are evaluated elsewhere: same bytes, none twice."""
    killed: list[int] = []
    watcher = threading.Thread(target=lambda: killed.append(_kill_midway(spark, cluster)))
    watcher.start()
    assert on_spark(spark, stored, tmp_path / "out").complete
    watcher.join()
    assert killed
    assert same(tmp_path / "out", alone)


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
