"""Packing: the rows of ledgers of any columns, gathered by jurisdiction into blobs that take part in one shuffle."""

import io
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    import pyarrow as pa

PACKED = "jurisdiction string, ledger string, rows binary"
"""Spark's schema of packed rows: one row a blob."""

_TOGETHER = 2**19
"""Records a task gathers before it packs them, about: jurisdictions that lie apart in a file share fewer blobs then."""

_BLOB = 2**16
"""Records of a blob at most, so that a batch of blobs stays small."""

Packer = Callable[[Iterable["pa.RecordBatch"]], Iterator["pa.RecordBatch"]]


def packer(ledger: str, jurisdiction: str) -> Packer:
    """Return the function that packs one ledger's batches by their column `jurisdiction`; it runs in a worker.

    A blob is an Arrow file of rows of one jurisdiction, columns and types as they came.
    """

    def pack(batches: Iterable["pa.RecordBatch"]) -> Iterator["pa.RecordBatch"]:
        import pyarrow as pa

        for frame in _gathered(batches):
            for (place,), rows in frame.partition_by(jurisdiction, as_dict=True).items():
                blobs = [_blob(piece) for piece in rows.iter_slices(_BLOB)]
                names = {"jurisdiction": [place] * len(blobs), "ledger": [ledger] * len(blobs)}
                yield pa.RecordBatch.from_pydict(names | {"rows": pa.array(blobs, pa.binary())})

    return pack


def _gathered(batches: Iterable["pa.RecordBatch"]) -> Iterator[pl.DataFrame]:
    waiting: list[pl.DataFrame] = []
    for batch in batches:
        waiting.append(_frame(batch))
        if sum(frame.height for frame in waiting) >= _TOGETHER:
            yield pl.concat(waiting)
            waiting = []
    if waiting:
        yield pl.concat(waiting)


def _frame(batch: "pa.RecordBatch") -> pl.DataFrame:
    frame = pl.from_arrow(batch)
    assert isinstance(frame, pl.DataFrame)
    return frame


def _blob(rows: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    rows.write_ipc(buffer)
    return buffer.getvalue()


def unpacked(batches: Iterable["pa.RecordBatch"]) -> Iterator[tuple[str, dict[str, pl.DataFrame]]]:
    """Yield each jurisdiction with its rows by ledger, from batches of blobs that are sorted by jurisdiction.

    Only one jurisdiction's rows are held at a time.
    """
    blobs = (blob for batch in batches for blob in batch.to_pylist())
    for place, mine in groupby(blobs, key=itemgetter("jurisdiction")):
        pieces: dict[str, list[pl.DataFrame]] = {}
        for blob in mine:
            pieces.setdefault(blob["ledger"], []).append(_read(blob["rows"]))
        yield place, {ledger: pl.concat(frames, rechunk=True) for ledger, frames in pieces.items()}


def _read(blob: Any) -> pl.DataFrame:
    return pl.read_ipc(io.BytesIO(blob))
