"""Files as LibreOffice writes them, made once a run."""

from __future__ import annotations

import datetime
import io
from functools import cache

import openpyxl
from openpyxl.styles import Border, Side

from lib.documents.office.converted import saved_as


@cache
def from_office(content: bytes, ending: str, wanted: str) -> bytes:
    """The file as LibreOffice saves it in another format, whatever that is packed as."""
    return saved_as(content, f"a.{ending}", ending, wanted)


@cache
def spreadsheet() -> bytes:
    """A workbook with something of everything that a reader may get wrong."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet["B3"], sheet["B4"], sheet["C4"], sheet["D4"] = "标题", "甲", 3, 3343.3341
    sheet.merge_cells("B3:D3")
    sheet["B5"], sheet["C5"], sheet["D5"] = 0.5, 163525, datetime.date(2025, 1, 20)
    sheet["B5"].number_format, sheet["C5"].number_format = "0%", '0!.0,"万元"'
    sheet["B6"], sheet["D6"] = "#REF!", "007"
    sheet["D7"].border = Border(left=Side(style="thin"))
    sheet["B8"] = "藏"
    sheet.row_dimensions[8].hidden = True
    made = io.BytesIO()
    workbook.save(made)
    return made.getvalue()
