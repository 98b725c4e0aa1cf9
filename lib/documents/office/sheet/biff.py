"""What the records of an XLS file say that the library for its values does not: cells in error, formulas nobody worked
out, hidden rows and columns, blank cells that are drawn, and how numbers are shown.

Source: [MS-XLS] 2.3 and 2.4. Both BIFF8 and BIFF5 (Excel 5, 95) are understood as far as these records agree.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import olefile

from lib.documents.errors import refuse
from lib.documents.office.sheet.grid import Slot
from lib.documents.office.sheet.numbers import UNREADABLE, built_in

_FORMULA, _BLANK, _MULBLANK, _NUMBER, _RK, _MULRK, _BOOLERR = 0x06, 0x201, 0xBE, 0x203, 0x27E, 0xBD, 0x205
_ROW, _COLINFO, _BOUNDSHEET, _BOF, _EOF, _FILEPASS, _XF, _FORMAT = 0x208, 0x7D, 0x85, 0x809, 0x0A, 0x2F, 0xE0, 0x41E
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_FONT = 0x31
_DIMENSIONS, _SST, _LABEL, _LABELSST, _RSTRING = 0x200, 0xFC, 0x204, 0xFD, 0xD6
_CELLS = frozenset({_FORMULA, _BLANK, _MULBLANK, _NUMBER, _RK, _MULRK, _BOOLERR, _LABEL, _LABELSST, _RSTRING})
_BIFF8 = 0x600
# What the format allows, and how many cells the library for the values may lay out: it asks for the memory of all
# between the first and the last and ends the process where it does not get it.
_ROWS, _COLUMNS, MOST_LAID_OUT = 65_536, 256, 4_000_000
_MOST_RECORDS = 2_000_000
_MOST_MARKS = 100_000


@dataclass
class SheetMarks:
    """Of one sheet: texts for cells that hold no value, drawn blank cells, cells struck out, the style of each number, what
    is hidden."""

    unread: dict[Slot, str] = field(default_factory=dict)
    blank: set[Slot] = field(default_factory=set)
    struck: set[Slot] = field(default_factory=set)
    formats: dict[Slot, int] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


@dataclass
class Marks:
    """Of a workbook; sheets by their number among all sheets, format codes by the number of the cell style."""

    sheets: dict[int, SheetMarks] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)
    encrypted: bool = False


def marks_of(content: bytes, name: str) -> Marks:
    """The marks of a workbook. Raises DocumentError where its stream cannot be found."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as compound:
            stream = next(entry for entry in ("Workbook", "Book") if compound.exists(entry))
            # A chain of sectors that runs in a circle is followed for as long as the stream says it is.
            if compound.get_size(stream) > len(content):
                raise ValueError("a stream longer than its file")
            records = compound.openstream(stream).read()
    except Exception as error:  # olefile raises whatever a damaged file makes it stumble over
        raise refuse("damaged", name=name) from error
    if not can_be_laid_out(records):
        raise refuse("damaged", name=name)
    return _read(records)


def can_be_laid_out(stream: bytes) -> bool:
    """Whether the sizes the file claims and the places of its cells are such as a sheet can have."""
    top = left = _ROWS
    bottom = right = 0
    for _, kind, data in _records(stream):
        if kind == _BOF:
            top = left = _ROWS
            bottom = right = 0
        elif kind == _DIMENSIONS and len(data) >= 10:
            first, last, begin, end = struct.unpack_from("<IIHH" if len(data) >= 12 else "<HHHH", data)
            if (
                last > _ROWS
                or end > _COLUMNS
                or (last - first) * (end - begin) > MOST_LAID_OUT
                or first > last
                or begin > end
            ):
                return False
        elif kind == _SST and len(data) >= 8 and max(struct.unpack_from("<II", data)[1:]) > len(stream):
            return False
        elif kind in _CELLS and len(data) >= 4:
            row, column = struct.unpack_from("<HH", data)
            top, bottom = min(top, row), max(bottom, row)
            left, right = (
                min(left, column),
                max(right, column + len(data) // 2 if kind in {_MULRK, _MULBLANK} else column),
            )
            if right > _COLUMNS * 4 or (bottom - top + 1) * (right - left + 1) > MOST_LAID_OUT:
                return False
    return True


def _read(stream: bytes) -> Marks:
    marks = Marks()
    starts: dict[int, int] = {}
    formats: dict[int, str] = {}
    styles: list[int] = []
    drawn: set[int] = set()
    struck: set[int] = set()
    fonts: list[bool] = []
    sheet: SheetMarks | None = None
    biff8 = True
    for place, kind, data in _records(stream):
        if kind == _BOF:
            biff8 = len(data) >= 2 and struct.unpack_from("<H", data)[0] == _BIFF8
            number = starts.get(place)
            sheet = marks.sheets.setdefault(number, SheetMarks()) if number is not None else sheet
        elif kind == _EOF:
            sheet = None
        elif kind == _FILEPASS:
            marks.encrypted = True
            return marks
        elif kind == _BOUNDSHEET and len(data) >= 4:
            starts[struct.unpack_from("<I", data)[0]] = len(starts)
        elif kind == _FORMAT and len(data) >= 5 and biff8:
            formats[struct.unpack_from("<H", data)[0]] = _text(data[2:])
        elif kind == _FONT and len(data) >= 4:
            # No style names the fifth font: the numbers go from 3 to 5.
            fonts += [False, False] if len(fonts) == 4 else [False]
            fonts[-1] = bool(data[2] & 0x08)
        elif kind == _XF and len(data) >= 4:
            font = struct.unpack_from("<H", data)[0]
            if fonts[font : font + 1] == [True]:
                struck.add(len(styles))
            if biff8 and len(data) >= 12 and struct.unpack_from("<H", data, 10)[0]:
                drawn.add(len(styles))
            styles.append(struct.unpack_from("<H", data, 2)[0])
        elif sheet is not None:
            _mark(sheet, kind, data, drawn, struck)
    marks.codes = {number: formats.get(form) or built_in(form) for number, form in enumerate(styles)}
    return marks


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    place = 0
    for _ in range(_MOST_RECORDS):
        if place + 4 > len(stream):
            return
        kind, size = struct.unpack_from("<HH", stream, place)
        yield place, kind, stream[place + 4 : place + 4 + size]
        place += 4 + size


def _mark(sheet: SheetMarks, kind: int, data: bytes, drawn: set[int], struck: set[int]) -> None:
    if kind == _ROW and len(data) >= 16:
        row, options = struct.unpack_from("<H10xH", data)
        if options & 0x20:
            sheet.hidden_rows.add(row)
    elif kind == _COLINFO and len(data) >= 10:
        first, last, _, _, options = struct.unpack_from("<5H", data)
        if options & 0x01:
            sheet.hidden_columns.update(range(first, min(last, 255) + 1))
    elif len(data) >= 6 and len(sheet.formats) + len(sheet.blank) + len(sheet.struck) < _MOST_MARKS:
        row, column, style = struct.unpack_from("<3H", data)
        if kind in _CELLS and style in struck:
            sheet.struck.add((row, column))
        if kind in {_NUMBER, _RK, _FORMULA}:
            sheet.formats[row, column] = style
        if kind == _FORMULA and len(data) >= 16:
            _formula(sheet, (row, column), data[6:14], struct.unpack_from("<H", data, 14)[0])
        elif kind == _BOOLERR and len(data) >= 8 and data[7]:
            sheet.unread[row, column] = _ERRORS.get(data[6], "#ERR!")
        elif kind == _BLANK and style in drawn:
            sheet.blank.add((row, column))
        elif kind == _MULBLANK:
            for number in range((len(data) - 6) // 2):
                if struct.unpack_from("<H", data, 4 + number * 2)[0] in drawn:
                    sheet.blank.add((row, column + number))
        elif kind == _MULRK:
            for number in range((len(data) - 6) // 6):
                sheet.formats[row, column + number] = style = struct.unpack_from("<H", data, 4 + number * 6)[0]
                if style in struck:
                    sheet.struck.add((row, column + number))


def _formula(sheet: SheetMarks, slot: Slot, result: bytes, options: int) -> None:
    """A result in error is said; a zero in a formula that is to be worked out on opening was never worked out."""
    if result[6:8] == b"\xff\xff":
        if result[0] == 2:
            sheet.unread[slot] = _ERRORS.get(result[2], "#ERR!")
    elif options & 0x02 and struct.unpack("<d", result)[0] == 0:
        sheet.unread[slot] = f"={UNREADABLE}"


def _text(data: bytes) -> str:
    """A string with its length in two bytes and a flag for its width, as BIFF8 writes them."""
    length, wide = struct.unpack_from("<HB", data)
    return (
        data[3:].decode("utf-16-le", errors="replace")[:length] if wide & 1 else data[3 : 3 + length].decode("latin-1")
    )
