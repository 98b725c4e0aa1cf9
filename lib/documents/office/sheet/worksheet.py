"""One worksheet of an XLSX workbook: the text of every cell, from its value, its format and its formula."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lib.documents.office.markup import Element, child, local, number, value
from lib.documents.office.sheet.grid import Range, Sheet
from lib.documents.office.sheet.numbers import UNREADABLE, is_count, number_text
from lib.documents.office.sheet.styles import CellStyles
from lib.documents.raised import raised_text

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_MOST_MERGED = 20_000
_MOST_COLUMNS = 16_384
_FORMULA_SHOWN = 60
_ON = frozenset({"1", "true", "on"})


@dataclass
class Workbook:
    """What the sheets of a workbook share. `recalculated`: the file asks for its formulas to be worked out when it is
    opened, so a zero beside a formula may only mean that nobody did. `unread` and `otherwise` count cells not read."""

    strings: Sequence[str]
    styles: CellStyles
    since_1904: bool
    recalculated: bool
    unread: int = 0
    otherwise: int = 0


def read_worksheet(root: Element, name: str, workbook: Workbook) -> Sheet:
    """The sheet as the file holds it; nothing is left out yet."""
    sheet = Sheet(name)
    columns = child(root, "cols")
    for column in () if columns is None else columns:
        if value(column, "hidden") in _ON or value(column, "width") == "0":
            first, last = number(value(column, "min")), number(value(column, "max"))
            sheet.hidden_columns.update(range(first - 1, min(last, _MOST_COLUMNS)))
    data = child(root, "sheetData")
    at = -1
    for row in () if data is None else data:
        # The attributes of rows and cells have no namespace: they are got without looking through all of them.
        at = number(row.get("r", ""), at + 2) - 1
        if row.get("hidden") in _ON or row.get("ht") == "0":
            sheet.hidden_rows.add(at)
        _read_row(row, at, sheet, workbook)
    merged = child(root, "mergeCells")
    for part in () if merged is None else merged[:_MOST_MERGED]:
        if (area := _range(value(part, "ref"))) is not None:
            sheet.merged.append(area)
    return sheet


def _read_row(row: Element, at: int, sheet: Sheet, workbook: Workbook) -> None:
    column = -1
    for cell in row:
        if local(cell) != "c":
            continue
        place = _slot(cell.get("r", ""))
        column = place[1] if place else column + 1
        text = _text(cell, workbook)
        if text:
            sheet.cells[at, column] = text
        elif workbook.styles.is_framed(number(cell.get("s", ""))):
            sheet.framed.add((at, column))


def _text(cell: Element, workbook: Workbook) -> str:
    kind, text = cell.get("t", "n"), ""
    formula = string = None
    for part in cell:
        name = local(part)
        if name == "v":
            text = part.text or ""
        elif name == "is":
            string = part
        elif name == "f":
            formula = part
    if formula is not None and _was_not_worked_out(kind, text, workbook):
        workbook.unread += 1
        return f"={(formula.text or '')[:_FORMULA_SHOWN]}{UNREADABLE}"
    if kind == "inlineStr":
        return string_text(string)
    if kind == "s":
        place = number(text, -1)
        return workbook.strings[place] if 0 <= place < len(workbook.strings) else UNREADABLE if text else ""
    if kind == "b":
        return "TRUE" if text in _ON else "FALSE"
    if kind != "n" or not text:
        return text
    style = cell.get("s", "")
    if is_count(text) and workbook.styles.shows_counts(style):
        return text
    shown = number_text(text.strip(), workbook.styles.code(number(style)), workbook.since_1904)
    workbook.otherwise += shown.endswith(UNREADABLE)
    return shown


def _was_not_worked_out(kind: str, text: str, workbook: Workbook) -> bool:
    if kind == "n":
        return not text.strip() or (workbook.recalculated and number_text(text.strip()) == "0")
    return False


def string_text(element: Element | None) -> str:
    """The text of a string, its runs joined; digits set above or below the line are marked as such."""
    pieces: list[str] = []
    for part in () if element is None else element:
        if local(part) == "t":
            pieces.append(part.text or "")
        elif local(part) == "r":
            text = child(part, "t")
            raised = value(child(part, "rPr", "vertAlign"))
            pieces.append(raised_text((text.text or "") if text is not None else "", raised))
    return _unescaped("".join(pieces))


def _unescaped(text: str) -> str:
    """Characters that XML cannot hold are written _x000D_."""
    if "_x" not in text:
        return text
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: _character(int(match[1], 16)), text)


def _character(code: int) -> str:
    if code in {0x0D, 0x0A}:
        return "\n"
    return chr(code) if code >= 0x20 and not 0xD800 <= code < 0xE000 else ""


@lru_cache(maxsize=16_384)
def _slot(reference: str) -> tuple[int, int] | None:
    match = _PLACE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _range(reference: str) -> Range | None:
    first, _, last = reference.partition(":")
    start, end = _slot(first), _slot(last)
    return (*start, *end) if start and end else None
