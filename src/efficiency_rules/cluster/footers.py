"""Footers: the end of each Parquet file in the cluster's storage, which says its columns."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_AT_ONCE = 8
"""Files asked for at a time: storage of a cluster answers slowly, and many at once."""

_END = 2**15
"""Bytes of a file's end that are read first: few footers are longer."""

_MAGIC = b"PAR1"


def footers(spark: "SparkSession", folder: str, files: Mapping[Path, int]) -> Iterator[bytes]:
    """Yield for each file of a folder, by its length in bytes, a Parquet file of the same columns without its rows.

    The driver reads them by Spark's own way to the storage, some 50 bytes a column and row group. What is no Parquet
    comes as it ends. Raises Py4JJavaError where the storage does not answer.
    """
    # Spark merges columns of files or takes those of one of them: what a single file holds it does not say.
    java: Any = spark
    path = java._jvm.org.apache.hadoop.fs.Path
    storage = path(folder).getFileSystem(java._jsc.hadoopConfiguration())

    def footer(file: Path) -> bytes:
        return _footer(storage.open(path(f"{folder}/{file}")), files[file])

    with ThreadPoolExecutor(_AT_ONCE) as together:
        yield from together.map(footer, files)


def _footer(stream: Any, size: int) -> bytes:
    try:
        end = _last(stream, size, _END)
        length = int.from_bytes(end[-8:-4], "little") + 8
        if end.endswith(_MAGIC) and len(end) < length <= size:
            end = _last(stream, size, length)
    finally:
        stream.close()
    return _MAGIC + end[-length:]


def _last(stream: Any, size: int, count: int) -> bytes:
    """Return the last bytes of a stream, so many or all of them."""
    stream.seek(max(0, size - count))
    return bytes(stream.readNBytes(count))
