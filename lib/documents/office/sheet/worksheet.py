"""One worksheet of an XLSX workbook: the text of every cell, from its value, its format and its formula."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lib.documents.office.markup import NAMES, Element, child, children, local, number, switched_on, value
from lib.documents.office.sheet.grid import Range, Sheet
from lib.documents.office.sheet.numbers import UNREADABLE, is_count, number_text
from lib.documents.office.sheet.styles import CellStyles, Style
from lib.documents.raised import raised_text, struck_text

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
        if (area := _range(part.get("ref", ""))) is not None:
            sheet.merged.append(area)
    return sheet


def _read_row(row: Element, at: int, sheet: Sheet, workbook: Workbook) -> None:
    cells, styles, column = sheet.cells, workbook.styles, -1
    for cell in row.iterchildren("{*}c"):
        place = _slot(cell.get("r", ""))
        column = place[1] if place else column + 1
        style = styles[cell.get("s", "")]
        kind = cell.get("t", "n")
        # Nearly every cell holds one part or none: its value or its string. Of the values nearly all are counts.
        part = cell[0] if len(cell) == 1 else None
        name = "" if part is None else NAMES[part.tag]
        if part is not None and name == "v":
            text = part.text or ""
            if kind != "n" or not style.shows_counts or not is_count(text):
                text = _value_text(text, kind, style, workbook)
        elif name == "is" and kind == "inlineStr":
            text = string_text(part)
        else:
            text = _text(cell, kind, style, workbook)
        if text:
            cells[at, column] = struck_text(text) if style.struck else text
        elif style.framed:
            sheet.framed.add((at, column))


def _text(cell: Element, kind: str, style: Style, workbook: Workbook) -> str:
    parts = children(cell)
    formula, stored = parts.get("f"), parts.get("v")
    text = "" if stored is None else stored.text or ""
    if formula is not None and _was_not_worked_out(kind, text, workbook):
        workbook.unread += 1
        return f"={(formula.text or '')[:_FORMULA_SHOWN]}{UNREADABLE}"
    return string_text(parts.get("is")) if kind == "inlineStr" else _value_text(text, kind, style, workbook)


def _value_text(stored: str, kind: str, style: Style, workbook: Workbook) -> str:
    """What is shown of a stored value: a number by its format, a string by its place among the shared ones."""
    if not stored:
        return ""
    if kind == "n":
        if style.shows_counts and is_count(stored):
            return stored
        shown = number_text(stored.strip(), style.code, workbook.since_1904)
        workbook.otherwise += shown.endswith(UNREADABLE)
        return shown
    if kind == "s":
        place = number(stored, -1)
        return workbook.strings[place] if 0 <= place < len(workbook.strings) else UNREADABLE
    if kind == "b":
        return "TRUE" if stored in _ON else "FALSE"
    # A string is not where a string must be.
    return UNREADABLE if kind == "inlineStr" else stored


def _was_not_worked_out(kind: str, text: str, workbook: Workbook) -> bool:
    if kind == "n":
        return not text.strip() or (workbook.recalculated and number_text(text.strip()) == "0")
    return False


def string_text(element: Element | None) -> str:
    """The text of a string, its runs joined; digits above or below the line, or struck, are marked as such."""
    if element is not None and len(element) == 1 and NAMES[(only := element[0]).tag] == "t":
        return _unescaped(only.text or "")
    pieces: list[str] = []
    for part in () if element is None else element:
        if local(part) == "t":
            pieces.append(part.text or "")
        elif local(part) == "r":
            text = child(part, "t")
            looks = children(child(part, "rPr"))
            shown = raised_text((text.text or "") if text is not None else "", value(looks.get("vertAlign")))
            pieces.append(struck_text(shown) if switched_on(looks.get("strike")) else shown)
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
