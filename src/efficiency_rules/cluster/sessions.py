"""The connection to Spark, with what the evaluation needs set."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from efficiency_rules.errors import EvaluationError, Problem

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

SETTINGS = {
    "spark.app.name": "efficiency-rules",
    # A day in a ledger is the same day on every machine.
    "spark.sql.session.timeZone": "UTC",
    # A jurisdiction called 610824 is a name and no number.
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    # A column `Ticket` that nobody reads may stand beside the ledger's `ticket`.
    "spark.sql.caseSensitive": "true",
    # A folder of each jurisdiction is looked into by a few tasks, not by a task each.
    "spark.sql.sources.parallelPartitionDiscovery.parallelism": "64",
    # A batch of blobs, not ten thousand of them.
    "spark.sql.execution.arrow.maxBytesPerBatch": str(64 * 2**20),
    "spark.sql.execution.arrow.maxRecordsPerBatch": "65536",
}
"""What a session must have; whoever brings one of their own sets these too."""


def spark_session(engine: str) -> "SparkSession":
    """Return a session of the cluster `engine`: `spark://host:port`, `local[2]`, `yarn`, as Spark names them.

    All other settings (memory, cores, the workers' Python) are Spark's own: `spark-defaults.conf` or
    PYSPARK_SUBMIT_ARGS. Raises EvaluationError where PySpark is not installed or the cluster does not answer.
    """
    missing = [name for name in ("pyspark", "pyarrow", "pandas") if find_spec(name) is None]
    if missing:
        raise EvaluationError(Problem("spark-missing", facts={"found": missing}))
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(engine)
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except (Py4JError, PySparkException, OSError) as error:
        why = str(error).strip().splitlines()[0]
        raise EvaluationError(Problem("spark-unreachable", facts={"found": engine, "why": why})) from error


@contextmanager
def answered() -> Iterator[None]:
    """Raise EvaluationError, in a line, where Spark raises pages because a task failed for good."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException) as error:
        raise EvaluationError(Problem("spark-failed", facts={"why": _why(str(error))})) from error


_FILES = re.compile(r"Encountered error while reading file .+?(?=\.? +SQLSTATE|$)", re.MULTILINE)
_OURS = re.compile(r"^efficiency_rules\.errors\.\w+: (.+)", re.MULTILINE)
_CAUSES = re.compile(r"^(?:Caused by: )?([\w.$]+(?:Error|Exception): .+)", re.MULTILINE)


def _why(words: str) -> str:
    """Return the line that says why a task failed, from all that Spark says of it.

    It is our own, or the one that names a file, or the innermost cause.
    """
    found = _OURS.findall(words) or _FILES.findall(words) or _CAUSES.findall(words) or words.strip().splitlines()
    return str(found[-1]).strip() if found else "Py4JError"
