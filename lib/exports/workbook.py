"""The official form of a report as a workbook: a sheet a section, so that every table has its own columns.

Text is always written as text, never as a formula; a number is a number wherever a spreadsheet keeps all its digits.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter

from lib.exports.cells import PrintedCell, PrintedTable
from lib.exports.printed import Printed, PrintedSection, printed
from lib.language import Language, t
from lib.reports import Report

PROSE_WIDTH = 10
_WIDTHS = {"proactive": (26,), "requests": (6, 16, 44), "disputes": ()}
_FIGURE_WIDTH = {"proactive": 16, "requests": 11, "disputes": 9}
# Characters of prose on one line of a merged cell, and the height of a line in points.
_PROSE_LINE, _LINE_HEIGHT = 52, 16
_MOST_HEIGHT = 400
# Characters on one line of the widest label column.
_LABEL_LINE = 21


class Styles:
    """The cell formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True}
        ruled = {**base, "border": 1, "align": "center"}
        self._book, self._ruled = book, ruled
        self.title = book.add_format({**base, "font_name": "黑体", "font_size": 16, "bold": True, "align": "center"})
        self.date = book.add_format({**base, "align": "center"})
        self.heading = book.add_format({**base, "font_name": "黑体", "font_size": 12, "bold": True})
        self.prose = book.add_format({**base, "valign": "top", "indent": 0})
        self.kinds = {
            "title": book.add_format({**ruled, "bold": True, "bg_color": "#EDEDED"}),
            "head": book.add_format({**ruled, "bg_color": "#F5F5F5"}),
            "label": book.add_format({**ruled, "align": "left"}),
            "figure": book.add_format({**ruled, "num_format": "@"}),
        }
        self._numbers: dict[int, Any] = {}

    def number(self, decimals: int) -> Any:
        """A number with so many places after the point, as printed."""
        if decimals not in self._numbers:
            places = f"0.{'0' * decimals}" if decimals else "0"
            self._numbers[decimals] = self._book.add_format({**self._ruled, "num_format": places})
        return self._numbers[decimals]

    def ruled(self, **more: object) -> Any:
        """A cell of a table with more set than its border."""
        return self._book.add_format({**self._ruled, **more})


def write_form_xlsx(report: Report, lang: Language = "zh") -> bytes:
    """The report as an XLSX file. Blank cells stay blank, rows the report lacks are left out."""
    content = printed(report, lang)
    buffer = io.BytesIO()
    book = new_book(buffer)
    styles = Styles(book)
    for place, section in enumerate(content.sections):
        sheet = book.add_worksheet(sheet_name(section.number, lang))
        top = _head(sheet, content, styles) if place == 0 else 0
        write_section(sheet, section, styles, top)
    _notes(book.add_worksheet(t("exports.sheet.notes", lang)), content, styles)
    book.set_properties({"title": content.title[:255]})
    book.close()
    return buffer.getvalue()


def new_book(buffer: io.BytesIO) -> Any:
    """A workbook in which no text becomes a formula, a link or a number."""
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    return xlsxwriter.Workbook(buffer, safe)


def sheet_name(number: str, lang: Language) -> str:
    """The tab of a section."""
    return t("exports.sheet.section", lang, number=number)


def write_section(sheet: Any, section: PrintedSection, styles: Styles, top: int = 0) -> int:
    """Heading, prose and table from row `top` on; returns the first free row."""
    paper(sheet)
    width = section.table.width if section.table else PROSE_WIDTH
    write_line(sheet, top, width, section.heading, styles.heading, 22)
    top += 1
    for text in section.paragraphs:
        write_line(sheet, top, width, text, styles.prose, _height(text))
        top += 1
    if section.table is None:
        return top
    set_widths(sheet, section.table)
    for row in section.table.rows:
        set_height(sheet, top, row)
        for cell in row:
            write_cell(sheet, top, cell, styles)
        top += 1
    return top


def paper(sheet: Any) -> None:
    """A4 on its side, as wide as the table."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def write_line(sheet: Any, row: int, width: int, text: str, style: Any, height: float) -> None:
    """A text over the whole width."""
    sheet.merge_range(row, 0, row, width - 1, "", style)
    sheet.write_string(row, 0, text, style)
    sheet.set_row(row, height)


def set_widths(sheet: Any, table: PrintedTable) -> None:
    labels = _WIDTHS[table.table]
    if len(labels) != table.label_columns:
        labels = (24,) * table.label_columns
    for column in range(table.width):
        sheet.set_column(column, column, labels[column] if column < len(labels) else _FIGURE_WIDTH[table.table])


def set_height(sheet: Any, row: int, cells: Sequence[PrintedCell]) -> None:
    """Room for a label of several lines; merged cells do not grow by themselves."""
    longest = max((len(cell.text) for cell in cells if cell.kind == "label" and cell.rowspan == 1), default=0)
    if longest > _LABEL_LINE:
        sheet.set_row(row, _LINE_HEIGHT * math.ceil(longest / _LABEL_LINE))


def write_cell(sheet: Any, row: int, cell: PrintedCell, styles: Styles) -> None:
    """One cell of a table at its place; a merged cell is one cell."""
    number = cell.value is not None and exact(cell.value)
    style = styles.number(_decimals(cell.value)) if number else styles.kinds[cell.kind]
    if cell.rowspan > 1 or cell.colspan > 1:
        sheet.merge_range(row, cell.column, row + cell.rowspan - 1, cell.column + cell.colspan - 1, "", style)
    if number:
        sheet.write_number(row, cell.column, cell.value, style)
    elif cell.text:
        sheet.write_string(row, cell.column, cell.text, style)
    else:
        sheet.write_blank(row, cell.column, None, style)


def exact(value: int | Decimal | None) -> bool:
    """Whether a spreadsheet, which counts in floating point and keeps fifteen digits, gives the number back unchanged."""
    if value is None:
        return False
    digits = len(Decimal(value).normalize().as_tuple().digits)
    return digits <= 15 and Decimal(repr(float(value))) == value


def _decimals(value: int | Decimal | None) -> int:
    exponent = Decimal(value or 0).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _head(sheet: Any, content: Printed, styles: Styles) -> int:
    write_line(sheet, 0, PROSE_WIDTH, content.title, styles.title, 30)
    top = 1
    if content.dateline:
        write_line(sheet, top, PROSE_WIDTH, content.dateline, styles.date, 18)
        top += 1
    for text in content.preamble:
        write_line(sheet, top, PROSE_WIDTH, text, styles.prose, _height(text))
        top += 1
    return top


def _notes(sheet: Any, content: Printed, styles: Styles) -> None:
    write_pairs(sheet, 0, content.particulars, styles)


def write_pairs(sheet: Any, top: int, pairs: Sequence[tuple[str, str]], styles: Styles) -> int:
    """Names and texts side by side; returns the first free row."""
    paper(sheet)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 90)
    for name, text in pairs:
        sheet.write_string(top, 0, name, styles.kinds["label"])
        sheet.write_string(top, 1, text, styles.kinds["label"])
        top += 1
    return top


def _height(text: str) -> float:
    return min(_MOST_HEIGHT, _LINE_HEIGHT * math.ceil(max(1, len(text)) / _PROSE_LINE))
