"""A small invented nation as Parquet files, a local session, and a standalone cluster on loopback."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.workload import ruleset
from cluster_nations import Nation, nation

from efficiency_rules.jurisdictions.one import JurisdictionResult, evaluate_jurisdiction

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def invented() -> Nation:
    """Nine jurisdictions: one much larger than the others, and one whose units have no records at all."""
    return nation(
        {f"虚构县{number:02}": 12 for number in range(7)} | {"虚构大市": 150, "虚构新区": 5}, silent={"虚构新区"}
    )


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
def alone(invented: Nation) -> dict[str, JurisdictionResult]:
    """Every jurisdiction evaluated by itself, in this process."""
    rules = ruleset()
    return {name: evaluate_jurisdiction(rules, invented.of(name)) for name in invented.names}
