"""XLS and Kingsoft's ET: what the library for the values does not say is read from the records of the file."""

from __future__ import annotations

import struct

import pytest

from lib.documents import DocumentError, read_document
from lib.documents.office import xls
from lib.documents.office.sheet import biff
from lib.documents.office.sheet.biff import SheetMarks
from lib.documents.office.sheet.numbers import UNREADABLE
from tests.documents.converting import from_office, spreadsheet
from tests.documents.packed import grids, keys, read, rows


def record(kind: int, *data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(b"".join(data))) + b"".join(data)


def formula(result: bytes, options: int) -> bytes:
    return record(0x06, struct.pack("<3H", 2, 1, 0), result, struct.pack("<HI", options, 0))


def stream(*records: bytes, format_code: str = "") -> bytes:
    """A workbook stream of one sheet with these records."""
    code = format_code.encode("utf-16-le")
    head = record(0x809, struct.pack("<HH", 0x600, 5))
    head += record(0x41E, struct.pack("<HHB", 200, len(format_code), 1), code)
    head += record(0xE0, struct.pack("<HHHHHHHI", 0, 200, 0, 0, 0, 0, 0, 0)) + record(
        0xE0, struct.pack("<9H", *[0] * 5, 1, 0, 0, 0)
    )
    sheet = record(0x809, struct.pack("<HH", 0x600, 0x10)) + b"".join(records) + record(0x0A)
    start = len(head) + len(record(0x85, bytes(8))) + 4
    return head + record(0x85, struct.pack("<IHBB", start, 0, 0, 0)) + record(0x0A) + sheet


def marks(*records: bytes) -> SheetMarks:
    return biff._read(stream(*records)).sheets[0]


def test_a_zero_that_was_never_worked_out_is_not_read() -> None:
    slot = (2, 1)
    assert marks(formula(struct.pack("<d", 0), 0x03)).unread == {slot: f"={UNREADABLE}"}
    assert marks(formula(struct.pack("<d", 3), 0x03)).unread == {}
    assert marks(formula(struct.pack("<d", 0), 0x00)).unread == {}


def test_a_cell_in_error_is_no_blank() -> None:
    assert marks(formula(b"\x02\x00\x07\x00\x00\x00\xff\xff", 0)).unread == {(2, 1): "#DIV/0!"}
    assert marks(record(0x205, struct.pack("<3HBB", 4, 5, 0, 0x17, 1))).unread == {(4, 5): "#REF!"}
    assert marks(record(0x205, struct.pack("<3HBB", 4, 5, 0, 1, 0))).unread == {}


def test_what_is_hidden_and_what_is_drawn() -> None:
    row = record(0x208, struct.pack("<HHHHHHHH", 3, 0, 9, 0, 0, 0, 0x20, 0))
    columns = record(0x7D, struct.pack("<6H", 1, 2, 0, 0, 1, 0))
    blanks = record(0xBE, struct.pack("<6H", 7, 4, 0, 1, 1, 6)) + record(0x201, struct.pack("<3H", 8, 0, 1))
    found = marks(row, columns, blanks)
    assert (found.hidden_rows, found.hidden_columns) == ({3}, {1, 2})
    assert found.blank == {(7, 5), (7, 6), (8, 0)}


def test_the_format_of_a_number_and_a_password() -> None:
    number = record(0x203, struct.pack("<3Hd", 1, 2, 0, 163525))
    found = biff._read(stream(number, format_code="0\\.0,"))
    assert found.codes[found.sheets[0].formats[1, 2]] == "0\\.0,"
    assert biff._read(stream()[:20] + record(0x2F, bytes(6))).encrypted is False
    assert biff._read(record(0x809, struct.pack("<HH", 0x600, 5)) + record(0x2F, bytes(6))).encrypted is True


def test_a_struck_cell_is_marked() -> None:
    """Fonts are counted without the fifth: the number 5 names the sixth of the numbers, the fifth of the records."""
    fonts = b"".join(record(0x31, struct.pack("<HH", 200, 8 * (place == 4)), bytes(12)) for place in range(6))
    styles = b"".join(record(0xE0, struct.pack("<9H", font, *[0] * 8)) for font in (4, 5, 6))
    head = record(0x809, struct.pack("<HH", 0x600, 5)) + fonts + styles
    cells = b"".join(record(0x203, struct.pack("<3Hd", 1, column, column, 3)) for column in range(3))
    cells += record(0xBD, struct.pack("<2H", 2, 0), struct.pack("<HIHI", 1, 0, 2, 0), struct.pack("<H", 1))
    sheet = record(0x809, struct.pack("<HH", 0x600, 0x10)) + cells + record(0x0A)
    start = len(head) + len(record(0x85, bytes(8))) + 4
    found = biff._read(head + record(0x85, struct.pack("<IHBB", start, 0, 0, 0)) + record(0x0A) + sheet)
    assert found.sheets[0].struck == {(1, 1), (2, 0)}


@pytest.mark.parametrize("name", ["a.xls", "a.et", "a.doc"])
def test_a_workbook_is_read_as_it_is_shown(name: str) -> None:
    document = read(from_office(spreadsheet(), "xlsx", "xls"), name)
    assert document.format == "xls"
    assert rows(document) == [
        ["标题"],
        ["甲", "3", "3343.3341"],
        ["50%", "163525\ufffd", "2025-01-20"],
        ["#REF!", "", "007"],
        ["", "", ""],
    ]
    assert grids(document)[0].cells[0].colspan == 3
    assert keys(document) == ["shown_differently", "hidden_left_out"]


@pytest.mark.parametrize(
    "claim",
    [
        record(0x200, struct.pack("<IIHHH", 0, 9**9, 0, 200, 0)),
        record(0x200, struct.pack("<IIHHH", 5, 2, 0, 2, 0)),
        record(0xFC, struct.pack("<II", 5, 9**9)),
        record(0x203, struct.pack("<3Hd", 0, 0, 0, 1)) + record(0x203, struct.pack("<3Hd", 65535, 255, 0, 1)),
        record(0x203, struct.pack("<3Hd", 0, 65535, 0, 1)),
    ],
)
def test_sizes_no_sheet_has_never_reach_the_library(claim: bytes) -> None:
    """It asks for the memory of all cells at once, and the process ends where it does not get it."""
    assert not biff.can_be_laid_out(stream(claim))
    assert biff.can_be_laid_out(stream(record(0x203, struct.pack("<3Hd", 65535, 255, 0, 1))))


def test_damage_anywhere_is_one_clear_sentence() -> None:
    content = from_office(spreadsheet(), "xlsx", "xls")
    said = set()
    for place in range(0, len(content), 97):
        broken = content[:place] + b"\xff\x00\xff" + content[place + 3 :]
        for damaged in (broken, content[:place]):
            try:
                read_document(damaged, "a.xls")
            except DocumentError as refusal:
                said.add(refusal.message.key)
    assert said <= {
        f"documents.{key}" for key in ("damaged", "empty", "encrypted", "format_unknown", "not_text", "too_long")
    }


def test_an_error_from_outside_of_python_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    def panics(*_: object) -> None:
        raise PanicException("index out of bounds")

    monkeypatch.setattr(xls, "_sheets", panics)
    with pytest.raises(DocumentError):
        read(from_office(spreadsheet(), "xlsx", "xls"), "a.xls")
