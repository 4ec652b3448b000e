"""A small invented nation as Parquet files, and its results as this machine computes them."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from cluster_nations import Nation, nation

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def invented() -> Nation:
    """Nine jurisdictions: one much larger than the others, and one whose units have no records at all."""
    sizes = {f"虚构县{number:02}": 12 for number in range(7)} | {"虚构大市": 150, "虚构新区": 5}
    return nation(sizes, silent={"虚构新区"})


@pytest.fixture(scope="session")
def stored(invented: Nation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The nation as a roster and one Parquet file a ledger."""
    folder = tmp_path_factory.mktemp("nation")
    invented.write(folder)
    return folder


@pytest.fixture(scope="session")
def worker_environment() -> Iterator[None]:
    """Workers run this Python, and find the benchmark's bundle."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), str(ROOT / "tests/support")]))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("PYSPARK_SUBMIT_ARGS", "--conf spark.ui.enabled=false pyspark-shell")
        yield


@pytest.fixture(scope="session")
def alone(stored: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of results that this machine computes in one process."""
    from spark_runs import here

    out = tmp_path_factory.mktemp("alone") / "out"
    assert here(stored, out).complete
    return out


@pytest.fixture(scope="module")
def spark(worker_environment: None) -> "Iterator[SparkSession]":
    """A session in local mode."""
    from efficiency_rules.cluster.sessions import spark_session

    session = spark_session("local[2]")
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture
def runs() -> ModuleType:
    """How a nation is evaluated on Spark and here; it can be imported only where PySpark is."""
    import spark_runs

    return spark_runs


@pytest.fixture
def copy(stored: Path, tmp_path: Path) -> Path:
    """The nation's files, to be changed by a test."""
    return Path(shutil.copytree(stored, tmp_path / "nation"))
