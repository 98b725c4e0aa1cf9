"""XML Spreadsheet 2003: what Excel and many web systems save under the ending .xls as one XML file."""

from __future__ import annotations

from lib.documents.model import Content
from lib.documents.office.markup import Element, child, local, number, parse_part, value
from lib.documents.office.properties import properties_in
from lib.documents.office.sheet.grid import MOST_COLUMNS, MOST_ROWS, Sheet
from lib.documents.office.sheet.numbers import UNREADABLE, number_text
from lib.documents.office.sheet.sheets import content_of
from lib.documents.raised import struck_text
from lib.language import Message

_BUILT_IN = {"Percent": "0%", "Short Date": "yyyy-m-d", "General Date": "yyyy-m-d"}
_MOST_MERGED = 20_000


def read_xls_xml(content: bytes, name: str) -> Content:
    """The visible sheets. Raises DocumentError where the file is damaged or larger than any report."""
    root = parse_part(content, name)
    styles = child(root, "Styles")
    codes = {
        value(style, "ID"): value(child(style, "NumberFormat"), "Format")
        for style in (() if styles is None else styles)
    }
    struck = frozenset(
        value(style, "ID")
        for style in (() if styles is None else styles)
        if value(child(style, "Font"), "StrikeThrough") == "1"
    )
    sheets: list[Sheet] = []
    hidden = unread = 0
    for element in root:
        if local(element) == "Worksheet":
            sheet, lost = _sheet(element, codes, struck)
            unread += lost
            visible = child(element, "WorksheetOptions", "Visible")
            if visible is not None and (visible.text or "").strip() in {"SheetHidden", "SheetVeryHidden"}:
                hidden += bool(sheet.cells)
            else:
                sheets.append(sheet)
    properties = child(root, "DocumentProperties")
    remarks = [Message("documents.formulas_unread", {"count": unread})] if unread else []
    return content_of(sheets, {} if properties is None else properties_in(properties), remarks, hidden)


def _sheet(element: Element, codes: dict[str, str], struck: frozenset[str]) -> tuple[Sheet, int]:
    sheet = Sheet(value(element, "Name"))
    table = child(element, "Table")
    row, column, unread = -1, -1, 0
    for part in () if table is None else table:
        if local(part) == "Column":
            column = number(value(part, "Index"), column + 2) - 1
            last = column + max(0, number(value(part, "Span")))
            if value(part, "Hidden") == "1":
                sheet.hidden_columns.update(range(column, min(last, MOST_COLUMNS * 4) + 1))
            column = last
        elif local(part) == "Row":
            row = number(value(part, "Index"), row + 2) - 1
            if value(part, "Hidden") == "1":
                sheet.hidden_rows.update(range(row, min(row + number(value(part, "Span")), row + MOST_ROWS) + 1))
            unread += _row(part, row, sheet, codes, struck)
            row += max(0, number(value(part, "Span")))
    return sheet, unread


def _row(row: Element, at: int, sheet: Sheet, codes: dict[str, str], struck: frozenset[str]) -> int:
    column, unread = -1, 0
    for cell in row:
        if local(cell) != "Cell":
            continue
        column = number(value(cell, "Index"), column + 2) - 1
        across, down = max(0, number(value(cell, "MergeAcross"))), max(0, number(value(cell, "MergeDown")))
        data = child(cell, "Data")
        text = "" if data is None else "".join(data.itertext())
        if value(cell, "Formula") and (data is None or (value(data, "Type") == "Number" and not text.strip())):
            text = f"={value(cell, 'Formula').lstrip('=')[:60]}{UNREADABLE}"
            unread += 1
        elif value(data, "Type") == "Number":
            code = codes.get(value(cell, "StyleID"), "")
            text = number_text(text.strip(), _BUILT_IN.get(code, code))
        elif value(data, "Type") == "DateTime":
            text = text.removesuffix("T00:00:00.000")
        if text:
            sheet.cells[at, column] = struck_text(text) if value(cell, "StyleID") in struck else text
        else:
            sheet.framed.add((at, column))
        if (across or down) and len(sheet.merged) < _MOST_MERGED:
            sheet.merged.append((at, column, at + down, column + across))
        column += across
    return unread
