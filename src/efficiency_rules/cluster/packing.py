"""Packing: the rows of ledgers of any columns, gathered by jurisdiction into blobs that take part in one shuffle."""

import io
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import polars as pl

from efficiency_rules.cluster.layouts import Layout
from efficiency_rules.jurisdictions.misplaced import misplaced_in
from efficiency_rules.jurisdictions.sources import HOME, UNIT, Columns, home_texts, unit_texts

if TYPE_CHECKING:
    import pyarrow as pa

PACKED = "jurisdiction string, ledger string, rows binary"
"""Spark's schema of packed rows: one row a blob. The jurisdiction is null where nobody in the roster owns the rows."""

MISPLACED = "(misplaced)"
"""Stands in the place of a ledger, without a jurisdiction: its rows say in which ledger (`id`) rows of one
jurisdiction name a unit of another. No evidence type can have such an id."""

_TOGETHER = 2**19
"""Records a task gathers before it packs them, about: jurisdictions that lie apart in a file share fewer blobs then."""

_BLOB = 2**16
"""Records of a blob at most, so that a batch of blobs stays small."""

_NOBODYS = pl.lit(None, dtype=pl.String).alias(HOME)

Batches = Iterable["pa.RecordBatch"]
Homes = Callable[[], pl.DataFrame | None]
"""Gives a worker the jurisdiction (HOME) of each unit id (UNIT), None where ids repeat."""


def packer(
    ledger: str, layout: Layout, homes: Homes, blocked: Collection[str]
) -> Callable[[Batches], Iterator["pa.RecordBatch"]]:
    """Return the function that packs one ledger's batches by jurisdiction, but the `blocked`; it runs in a worker.

    A blob is an Arrow file of rows of one jurisdiction: the ledger's columns, with the types of their file.
    """

    waits = pl.col(HOME).is_in(sorted(blocked))

    def pack(batches: Batches) -> Iterator["pa.RecordBatch"]:
        known = homes()
        for frame in _gathered(batches):
            rows = at_home(layout.typed(frame), layout.columns, known)
            if layout.columns.jurisdiction is not None and misplaced_in(rows, layout.columns.unit, known).height:
                yield from blobs_of(MISPLACED, pl.DataFrame({"id": [ledger]}).with_columns(_NOBODYS))
            yield from blobs_of(ledger, rows.filter(waits.not_().fill_null(value=True)))

    return pack


def blobs_of(ledger: str, rows: pl.DataFrame) -> Iterator["pa.RecordBatch"]:
    """Yield the rows of a frame as blobs, by their column HOME."""
    import pyarrow as pa

    for (place,), mine in rows.partition_by(HOME, as_dict=True, include_key=False).items():
        blobs = [_blob(piece) for piece in mine.iter_slices(_BLOB)]
        names = {"jurisdiction": pa.array([place] * len(blobs), pa.string()), "ledger": [ledger] * len(blobs)}
        yield pa.RecordBatch.from_pydict(names | {"rows": pa.array(blobs, pa.binary())})


def at_home(frame: pl.DataFrame, columns: Columns, known: pl.DataFrame | None) -> pl.DataFrame:
    """Return the columns of rows that are read, and the jurisdiction of each in the column HOME.

    `known` gives the jurisdiction (HOME) of each unit id (UNIT), None where ids repeat.
    """
    if columns.jurisdiction is not None:
        return frame.select(*columns.known, home_texts(columns.jurisdiction))
    if columns.unit is None or known is None:
        return frame.select(*columns.known, _NOBODYS)
    return frame.select(*columns.known, unit_texts(columns.unit)).join(known, on=UNIT, how="left").drop(UNIT)


def _gathered(batches: Batches) -> Iterator[pl.DataFrame]:
    waiting: list[pl.DataFrame] = []
    for batch in batches:
        waiting.append(frame_of(batch))
        if sum(frame.height for frame in waiting) >= _TOGETHER:
            yield pl.concat(waiting)
            waiting = []
    if waiting:
        yield pl.concat(waiting)


def frame_of(data: "pa.RecordBatch | pa.Table") -> pl.DataFrame:
    """Return Arrow data as a frame."""
    frame = pl.from_arrow(data)
    if not isinstance(frame, pl.DataFrame):
        raise TypeError(f"expected a table, found {type(frame).__name__}")
    return frame


def _blob(rows: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    rows.write_ipc(buffer)
    return buffer.getvalue()


def unpacked(batches: Batches) -> Iterator[tuple[str | None, dict[str, pl.DataFrame]]]:
    """Yield each jurisdiction with its rows by ledger, from batches of blobs that are sorted by jurisdiction.

    Only one jurisdiction's rows are held at a time.
    """
    blobs = (blob for batch in batches for blob in batch.to_pylist())
    for place, mine in groupby(blobs, key=itemgetter("jurisdiction")):
        pieces: dict[str, list[pl.DataFrame]] = {}
        for blob in mine:
            pieces.setdefault(blob["ledger"], []).append(pl.read_ipc(io.BytesIO(blob["rows"])))
        yield place, {ledger: pl.concat(frames, rechunk=True) for ledger, frames in pieces.items()}
