"""The sheets of an OpenDocument spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from lib.documents.office.markup import Element, local, number, value
from lib.documents.office.opendocument.inline import Inline
from lib.documents.office.opendocument.story import rows_of
from lib.documents.office.opendocument.styles import Styles
from lib.documents.office.seen import Seen
from lib.documents.office.sheet.grid import MOST_COLUMNS, MOST_ROWS, MOST_SLOTS, Sheet
from lib.documents.office.sheet.numbers import UNREADABLE, number_text
from lib.documents.raised import struck_text

_HIDDEN = frozenset({"collapse", "filter"})
_COLUMN_GROUPS = frozenset({"table-columns", "table-header-columns", "table-column-group"})
_LAST = 1_048_576
_EMPTY_ROWS = 60
_NUMBERS = frozenset({"float", "currency", "percentage"})
_SHOWN_NUMBER = re.compile(r"[^\d.,%+\-()]*([+\-]?\d[\d,]*(?:\.\d+)?)\s*%?[^\d.,]*")


class Sheets:
    """Reads the tables of a spreadsheet one by one."""

    def __init__(self, inline: Inline, styles: Styles, seen: Seen) -> None:
        self._inline = inline
        self._styles = styles
        self._seen = seen

    def read(self, table: Element) -> Sheet:
        """The sheet as the file holds it; nothing is left out yet."""
        sheet = Sheet(value(table, "name"))
        column = 0
        for element in _columns(table):
            end = min(column + max(1, number(value(element, "number-columns-repeated"), 1)), _LAST)
            if value(element, "visibility") in _HIDDEN:
                sheet.hidden_columns.update(range(column, min(end, 20_000)))
            column = end
        at = 0
        for row in rows_of(table):
            repeated = max(1, min(number(value(row, "number-rows-repeated"), 1), _LAST))
            texts, drawn = len(sheet.cells), len(sheet.framed)
            self._row(row, at, sheet)
            if value(row, "visibility") in _HIDDEN:
                sheet.hidden_rows.update(range(at, min(at + repeated, MOST_ROWS * 4)))
            # A row of drawn but empty cells is often repeated to the end of the sheet.
            last = MOST_ROWS if len(sheet.cells) > texts else at + _EMPTY_ROWS if len(sheet.framed) > drawn else at
            for further in range(at + 1, min(at + repeated, last)):
                if len(sheet.cells) + len(sheet.framed) <= MOST_SLOTS:
                    self._row(row, further, sheet)
            at += repeated
        return sheet

    def _row(self, row: Element, at: int, sheet: Sheet) -> None:
        column = 0
        for element in row:
            repeated = max(1, number(value(element, "number-columns-repeated"), 1))
            if local(element) == "table-cell":
                text, style = self._text(element), value(element, "style-name")
                if style in self._styles.struck:
                    text = struck_text(text)
                drawn = style in self._styles.framed
                for place in range(column, min(column + repeated, MOST_COLUMNS * 4)):
                    if text:
                        sheet.cells[at, place] = text
                    elif drawn and repeated < MOST_COLUMNS:
                        sheet.framed.add((at, place))
                across = number(value(element, "number-columns-spanned"), 1)
                down = number(value(element, "number-rows-spanned"), 1)
                if across > 1 or down > 1:
                    sheet.merged.append((at, column, at + max(down, 1) - 1, column + max(across, 1) - 1))
            column += repeated

    def _text(self, cell: Element) -> str:
        kind = value(cell, "value-type")
        lines = [self._inline.line(part).text for part in cell if local(part) == "p"]
        shown = "\n".join(line.strip() for line in lines if line.strip())
        if kind in _NUMBERS:
            stored = value(cell, "value")
            exact = number_text(stored, "0%" if kind == "percentage" else "")
            if lines and not _agrees(shown, exact):
                self._seen.otherwise += 1
                return exact + UNREADABLE
            return exact
        if kind == "date":
            return value(cell, "date-value").removesuffix("T00:00:00")
        if value(cell, "formula") and not kind and not shown:
            self._seen.unread += 1
            return f"={value(cell, 'formula')[:60]}{UNREADABLE}"
        return shown or value(cell, "string-value")


def _agrees(shown: str, exact: str) -> bool:
    """Whether the text a cell shows is its number, perhaps rounded; what cannot be compared is taken to be."""
    if not shown:
        return exact == "0"
    match = _SHOWN_NUMBER.fullmatch(shown)
    try:
        number_shown = Decimal(match[1].replace(",", "")) if match else None
        stored = Decimal(exact.rstrip("%"))
    except InvalidOperation:
        return True
    if number_shown is None:
        return True
    decimals = -int(number_shown.as_tuple().exponent)
    return abs(abs(number_shown) - abs(stored)) <= Decimal("0.51") * Decimal(10) ** -decimals


def _columns(table: Element) -> Iterator[Element]:
    for part in table:
        if local(part) == "table-column":
            yield part
        elif local(part) in _COLUMN_GROUPS:
            yield from _columns(part)
