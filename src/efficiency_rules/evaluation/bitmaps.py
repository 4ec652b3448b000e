"""Bitmaps: Boolean columns as Polars keeps them, eight records a byte, and how many are true in each stretch.

Polars hands out its memory as Arrow's C data interface lays it down (https://arrow.apache.org/docs/format/
CDataInterface.html); only what is needed of it is read here, so that no Arrow library has to be installed.
"""

import ctypes
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
import polars as pl

Words = npt.NDArray[np.uint32]
"""Records from the lowest bit of the first word on; what lies behind the last record means nothing."""

Bounds = npt.NDArray[np.intp]
"""Where the records of each unit begin, and at last where those of the last one end."""

_BITS = 5
"""A word holds 2**5 records."""

_STREAM = b"arrow_array_stream"
_pointer_of = ctypes.pythonapi.PyCapsule_GetPointer
_pointer_of.restype = ctypes.c_void_p
_pointer_of.argtypes = [ctypes.py_object, ctypes.c_char_p]


class _Array(ctypes.Structure):
    """Arrow's `struct ArrowArray`."""

    _fields_: ClassVar[Any]
    length: int
    null_count: int
    offset: int
    n_buffers: int
    n_children: int
    buffers: Any
    children: Any
    release: Any


class _Stream(ctypes.Structure):
    """Arrow's `struct ArrowArrayStream`."""

    _fields_: ClassVar[Any]
    get_next: Any


_Array._fields_ = [
    *((name, ctypes.c_int64) for name in ("length", "null_count", "offset", "n_buffers", "n_children")),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(_Array))),
    ("dictionary", ctypes.c_void_p),
    ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(_Array))),
    ("private_data", ctypes.c_void_p),
]
_Stream._fields_ = [
    ("get_schema", ctypes.c_void_p),
    ("get_next", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Stream), ctypes.POINTER(_Array))),
    ("get_last_error", ctypes.c_void_p),
    ("release", ctypes.c_void_p),
    ("private_data", ctypes.c_void_p),
]


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A Boolean column: true and not null as ones; the first record is bit `lead` of the first word."""

    words: Words
    lead: int


def bitmaps(columns: list[pl.Series]) -> list[Bitmap]:
    """Return the bitmaps of Boolean columns of one height; raises TypeError for columns of another type."""
    for column in columns:
        if column.dtype != pl.Boolean:
            raise TypeError(f"a condition is true or false, found {column.dtype}")
    if not columns or not len(columns[0]):
        return [Bitmap(np.zeros(1, dtype=np.uint32), 0) for _ in columns]
    frame = pl.DataFrame([column.alias(str(at)) for at, column in enumerate(columns)]).rechunk()
    capsule = frame.__arrow_c_stream__()
    stream = _Stream.from_address(_pointer_of(capsule, _STREAM))
    array = _Array()
    if stream.get_next(ctypes.byref(stream), ctypes.byref(array)) or array.length != frame.height:
        raise RuntimeError("Polars did not hand out its columns in one piece")
    try:
        return [_copied(array.children[at].contents) for at in range(array.n_children)]
    finally:
        array.release(ctypes.byref(array))


def _copied(column: _Array) -> Bitmap:
    """Return the bits of a column; Polars' own may go when this is done."""
    first, lead = divmod(column.offset, 8)
    known, ones = (column.buffers[at] for at in (0, 1))
    bits = lead + column.length
    words = np.zeros((bits >> _BITS) + 1, dtype="<u4")
    held = words.view(np.uint8)[: (bits + 7) // 8]
    held[:] = _bytes(ones, first, len(held))
    if known:
        held &= _bytes(known, first, len(held))
    return Bitmap(words, lead)


def _bytes(address: int, first: int, count: int) -> npt.NDArray[np.uint8]:
    return np.ctypeslib.as_array((ctypes.c_uint8 * count).from_address(address + first))


@dataclass(frozen=True, slots=True)
class Stretches:
    """The stretches of records of the units of a block: the words their bounds lie in, and the bits before these."""

    word: Bounds
    before: Words
    narrow: npt.DTypeLike
    """The narrowest type that holds the records of any one unit."""

    @classmethod
    def of(cls, bounds: Bounds, lead: int, most: int) -> "Stretches":
        """Return the stretches between bounds, for bitmaps with this lead; no unit has more than `most` records."""
        at = bounds + lead
        before = (np.uint32(1) << (at.astype(np.uint32) & np.uint32(31))) - np.uint32(1)
        return cls(at >> _BITS, before, np.min_scalar_type(most))

    def count(self, words: Words) -> npt.NDArray[np.unsignedinteger]:
        """Return how many ones each unit has."""
        upto = np.zeros(len(words), dtype=self.narrow)
        # The running count wraps; its differences are exact all the same, as no unit has more than fit.
        np.cumsum(np.bitwise_count(words[:-1]), dtype=self.narrow, out=upto[1:])
        upto = upto.take(self.word)
        upto += np.bitwise_count(words.take(self.word) & self.before)
        counts: npt.NDArray[np.unsignedinteger] = upto[1:] - upto[:-1]
        return counts
