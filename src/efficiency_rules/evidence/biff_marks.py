"""What python-calamine does not tell about .xls files: error cells, percent formats, counts that no sound file has."""

import struct
from collections.abc import Iterator, Mapping

from efficiency_rules.evidence.biff_numbers import (
    FORMULA,
    NUMBER,
    SHORT_NUMBER,
    SHORT_NUMBERS,
    percent_formats,
    percent_texts,
)
from efficiency_rules.evidence.number_formats import NumberFormat
from efficiency_rules.evidence.sheet_marks import SheetMarks

_BOF, _EOF, _SHEET, _ERROR = 0x0809, 0x000A, 0x0085, 0x0205
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_STRINGS, _DIMENSIONS = 0x00FC, 0x0200
_CELLS = {FORMULA, _ERROR, SHORT_NUMBERS, 0x00FD, NUMBER, 0x0204, SHORT_NUMBER}
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256
_COUNTS_OF_SECTORS = (40, 44, 64, 72)
_LAST_SECTOR = 0xFFFFFFF0
_ENTRY = 128


def read_biff_marks(content: bytes) -> dict[str, SheetMarks]:
    """Return the marks of all sheets by name.

    Raises ValueError or struct.error where the file is damaged ([MS-CFB] and [MS-XLS] say how it is built).
    """
    stream = _workbook_stream(content)
    records = list(_substream(stream, 0))
    strings = sum(struct.unpack_from("<4xI", body)[0] for kind, body in records if kind == _STRINGS)
    _refuse_more(strings, len(stream))
    sheets = [body for kind, body in records if kind == _SHEET]
    formats = percent_formats(records)
    return {_name(body): _marks(stream, struct.unpack_from("<I", body)[0], formats) for body in sheets}


def _name(sheet: bytes) -> str:
    wide = sheet[7] & 1
    return sheet[8 : 8 + sheet[6] * (1 + wide)].decode("utf-16-le" if wide else "latin-1")


def _marks(stream: bytes, offset: int, formats: Mapping[int, NumberFormat]) -> SheetMarks:
    texts: dict[tuple[int, int], str] = {}
    rows = columns = 0
    for kind, body in _substream(stream, offset):
        if kind == _DIMENSIONS:
            first_row, last_row, first_column, last_column = struct.unpack_from("<IIHH", body)
            _refuse_more(first_row, last_row)
            _refuse_more(first_column, last_column)
            _refuse_more(last_row, _MOST_ROWS)
        if kind not in _CELLS:
            continue
        row, column = struct.unpack_from("<HH", body)
        last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == SHORT_NUMBERS else column
        rows, columns = max(rows, row + 1), max(columns, column + 1, last + 1)
        error = _error(kind, body)
        if error is not None:
            texts[row, column] = _ERRORS.get(error, "#N/A")
        texts.update(percent_texts(kind, body, formats))
    _refuse_more(columns, _MOST_COLUMNS)
    return SheetMarks(texts, cells=rows * columns)


def _error(kind: int, body: bytes) -> int | None:
    if kind == _ERROR and body[7:8] == b"\x01":
        return body[6]
    if kind == FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        return body[8]
    return None


def _substream(stream: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """Yield kind and body of the records from one BOF to its EOF, those of nested charts left out."""
    depth = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, stream[offset + 4 : offset + 4 + length]
        offset += 4 + length
    raise ValueError("a record stream without end")


def _workbook_stream(content: bytes) -> bytes:
    """Return the stream `Workbook` of a compound file."""
    sector_shift, mini_shift = struct.unpack_from("<HH", content, 30)
    if sector_shift not in (9, 12) or mini_shift != 6:
        raise ValueError("not a compound file")
    directory_start, cutoff, mini_table = (struct.unpack_from("<I", content, at)[0] for at in (48, 56, 60))
    size = 1 << sector_shift
    sectors = [content[at : at + size] for at in range(size, len(content), size)]
    for at in _COUNTS_OF_SECTORS:
        _refuse_more(struct.unpack_from("<I", content, at)[0], len(sectors))
    table = _numbers(_joined(sectors, _table_sectors(content, sectors)))
    entries = _joined(sectors, _chain(table, directory_start))
    root = entries[:_ENTRY]
    for at in range(0, len(entries), _ENTRY):
        entry = entries[at : at + _ENTRY]
        name = entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le", "replace")
        start, length = struct.unpack_from("<II", entry, 116)
        _refuse_more(length, len(content))
        if name != "Workbook":
            continue
        if length >= cutoff:
            return _joined(sectors, _chain(table, start))[:length]
        mini = _joined(sectors, _chain(table, struct.unpack_from("<I", root, 116)[0]))
        small = [mini[at : at + 64] for at in range(0, len(mini), 64)]
        small_table = _numbers(_joined(sectors, _chain(table, mini_table)))
        return _joined(small, _chain(small_table, start))[:length]
    raise ValueError("no workbook in the file")


def _refuse_more(count: int, most: int) -> None:
    """Raise ValueError for a count that the file cannot hold: calamine would ask for that much memory and abort."""
    if count > most:
        raise ValueError(f"a count of {count:,} in a file that holds {most:,} at most")


def _table_sectors(content: bytes, sectors: list[bytes]) -> list[int]:
    """Return the sectors that hold the allocation table: 109 in the header, the others in a chain."""
    found = list(struct.unpack_from("<109I", content, 76))
    following = struct.unpack_from("<I", content, 68)[0]
    for _ in sectors:
        if following >= len(sectors):
            break
        *more, following = _numbers(sectors[following])
        found += more
    return [sector for sector in found if sector < _LAST_SECTOR]


def _chain(table: list[int], start: int) -> list[int]:
    found: list[int] = []
    while start < _LAST_SECTOR:
        if start >= len(table) or len(found) > len(table):
            raise ValueError("a broken chain of sectors")
        found.append(start)
        start = table[start]
    return found


def _joined(sectors: list[bytes], chosen: list[int]) -> bytes:
    if any(sector >= len(sectors) for sector in chosen):
        raise ValueError("a sector beyond the end of the file")
    return b"".join(sectors[sector] for sector in chosen)


def _numbers(raw: bytes) -> list[int]:
    return [number for (number,) in struct.iter_unpack("<I", raw[: len(raw) // 4 * 4])]
