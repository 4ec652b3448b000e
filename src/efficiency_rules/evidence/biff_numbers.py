"""The numbers of an .xls file's cells and their number formats, record by record ([MS-XLS] says how they are built)."""

import struct
from collections.abc import Iterable, Iterator, Mapping

from efficiency_rules.evidence.number_formats import BUILT_IN, NumberFormat

FORMULA, NUMBER, SHORT_NUMBER, SHORT_NUMBERS = 0x0006, 0x0203, 0x027E, 0x00BD
_FORMAT, _STYLE = 0x041E, 0x00E0
_NO_NUMBER = b"\xff\xff"


def percent_formats(records: Iterable[tuple[int, bytes]]) -> dict[int, NumberFormat]:
    """Return the formats with a percent sign by the number of the style, from the records of the whole workbook."""
    codes = {int(id): code for id, code in BUILT_IN.items()}
    used: list[int] = []
    for kind, body in records:
        if kind == _FORMAT:
            id, length, wide = struct.unpack_from("<HHB", body)
            text = body[5 : 5 + length * (1 + (wide & 1))]
            codes[id] = text.decode("utf-16-le" if wide & 1 else "latin-1")
        elif kind == _STYLE:
            used.append(struct.unpack_from("<H", body, 2)[0])
    formats = {id: made for id, code in codes.items() if (made := NumberFormat.of(code))}
    return {at: formats[id] for at, id in enumerate(used) if id in formats}


def percent_texts(kind: int, body: bytes, formats: Mapping[int, NumberFormat]) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield row and column (from 0) and the text of each number in a record whose format has a percent sign."""
    for row, column, style, number in _numbers(kind, body):
        shown = formats.get(style)
        text = shown.text_of(number) if shown else None
        if text is not None:
            yield (row, column), text


def _numbers(kind: int, body: bytes) -> Iterator[tuple[int, int, int, float]]:
    if kind == NUMBER or (kind == FORMULA and body[12:14] != _NO_NUMBER):
        yield struct.unpack_from("<HHHd", body)
    elif kind == SHORT_NUMBER:
        row, column, style, short = struct.unpack_from("<HHHI", body)
        yield row, column, style, _unpacked(short)
    elif kind == SHORT_NUMBERS:
        row, first = struct.unpack_from("<HH", body)
        for at, (style, short) in enumerate(struct.iter_unpack("<HI", body[4:-2])):
            yield row, first + at, style, _unpacked(short)


def _unpacked(short: int) -> float:
    """Return a number kept in 30 bits: whole or the head of a double, times 100 or not."""
    if short & 2:
        number = float((short >> 2) - (1 << 30 if short >> 31 else 0))
    else:
        number = float(struct.unpack("<d", struct.pack("<Q", (short & ~3) << 32))[0])
    return number / 100 if short & 1 else number
