"""XLS (and Kingsoft's ET): every visible sheet a grid. Values come from python-calamine, what it does not tell
(errors, formulas nobody worked out, hidden rows, formats) from the records of the file itself."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

import python_calamine

from lib.documents.errors import refuse
from lib.documents.model import Content
from lib.documents.office.sheet.biff import Marks, SheetMarks, marks_of
from lib.documents.office.sheet.grid import MOST_COLUMNS, MOST_ROWS, Sheet
from lib.documents.office.sheet.numbers import UNREADABLE, number_text
from lib.documents.office.sheet.sheets import content_of
from lib.documents.raised import struck_text
from lib.language import Message

_MOST_READ = 4_000_000
_Value = int | float | str | bool | time | date | datetime | timedelta


def read_xls(content: bytes, name: str) -> Content:
    """The visible sheets in order. Raises DocumentError where the workbook is damaged, encrypted or too large."""
    marks = marks_of(content, name)
    if marks.encrypted:
        raise refuse("encrypted", name=name)
    try:
        sheets, hidden = _sheets(content, marks, name)
    except python_calamine.PasswordError as error:
        raise refuse("encrypted", name=name) from error
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise refuse("damaged", name=name) from error
    except BaseException as error:
        # What the library is written in ends a thread that meets nonsense with an error outside of Exception.
        if type(error).__name__ == "PanicException":
            raise refuse("damaged", name=name) from error
        raise
    remarks = []
    if unread := sum(text.startswith("=") and text.endswith(UNREADABLE) for text in _texts(sheets)):
        remarks.append(Message("documents.formulas_unread", {"count": unread}))
    if otherwise := sum(text.endswith(UNREADABLE) for text in _texts(sheets)) - unread:
        remarks.append(Message("documents.shown_differently", {"count": otherwise}))
    return content_of(sheets, {}, remarks, hidden)


def _sheets(content: bytes, marks: Marks, name: str) -> tuple[list[Sheet], int]:
    """The visible sheets, and how many hidden ones there are with something in them."""
    sheets: list[Sheet] = []
    hidden = 0
    with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
        for number, listed in enumerate(workbook.sheets_metadata):
            if listed.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            found = workbook.get_sheet_by_index(number)
            if listed.visible != python_calamine.SheetVisibleEnum.Visible:
                hidden += found.height > 0
            else:
                sheets.append(_sheet(found, marks.sheets.get(number, SheetMarks()), marks, name))
    return sheets, hidden


def _texts(sheets: list[Sheet]) -> list[str]:
    return [text for sheet in sheets for text in sheet.cells.values()]


def _sheet(found: python_calamine.CalamineSheet, marks: SheetMarks, book: Marks, name: str) -> Sheet:
    sheet = Sheet(found.name, hidden_rows=marks.hidden_rows, hidden_columns=marks.hidden_columns)
    if found.height * found.width > _MOST_READ:
        raise refuse("too_long", name=name)
    top, left = found.start or (0, 0)
    for down, row in enumerate(found.to_python(nrows=MOST_ROWS)):
        for across, stored in enumerate(row[:MOST_COLUMNS]):
            place = top + down, left + across
            if text := _text(stored, book.codes.get(marks.formats.get(place, -1), "")):
                sheet.cells[place] = text
    sheet.cells.update(marks.unread)
    for place in marks.struck & sheet.cells.keys():
        sheet.cells[place] = struck_text(sheet.cells[place])
    sheet.framed |= marks.blank
    sheet.merged = [(*first, *last) for first, last in found.merged_cell_ranges or ()]
    return sheet


def _text(stored: _Value, code: str) -> str:
    if isinstance(stored, bool):
        return "TRUE" if stored else "FALSE"
    if isinstance(stored, int | float):
        return number_text(repr(stored), code)
    if isinstance(stored, datetime) and stored.time() == time():
        return stored.date().isoformat()
    if isinstance(stored, date | time):
        return stored.isoformat(" ") if isinstance(stored, datetime) else stored.isoformat()
    return str(stored)
