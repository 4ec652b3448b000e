"""What tests of the cluster read and compare: a nation's files as frames, and results by jurisdiction and file."""

from collections.abc import Mapping
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession


def files(results: DataFrame) -> dict[str, dict[str, bytes]]:
    """Return the files of each jurisdiction by name; none may come twice."""
    found: dict[str, dict[str, bytes]] = {}
    for row in results.collect():
        assert row.file not in found.setdefault(row.jurisdiction, {})
        found[row.jurisdiction][row.file] = bytes(row.content)
    return found


def read(session: SparkSession, folder: Path) -> tuple[DataFrame, Mapping[str, DataFrame]]:
    """Return a nation's roster, and its ledgers by evidence type."""
    ledgers = {path.stem: session.read.parquet(str(path)) for path in sorted((folder / "ledgers").iterdir())}
    return session.read.parquet(str(folder / "roster.parquet")), ledgers
