"""An empty form to fill in by hand: a workbook in the official layout that the ordinary reader reads when it is filled in.

Only the cells meant for figures and words can be typed in; the sheets are protected without a password.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lib.exports.cells import PrintedCell, PrintedTable
from lib.exports.printed import title_of
from lib.exports.workbook import (
    PROSE_WIDTH,
    Styles,
    new_book,
    paper,
    set_height,
    set_widths,
    sheet_name,
    write_cell,
    write_line,
    write_pairs,
)
from lib.forms import UNITS, FigureKey, Form, Section, TableKey, load_forms
from lib.language import LANGUAGES, Message, UserError, t
from lib.reports import FIRST_YEAR, LAST_YEAR
from lib.reports.model import LARGEST
from lib.views.form_layout import form_layout

_INPUT = {"bg_color": "#FFF9DB", "locked": False}
_STEPS = ("purpose", "cells", "blank", "amount", "words", "save")
# A sheet is protected so that labels are not typed over by mistake; widths and heights stay free.
_ALLOWED = {"format_columns": True, "format_rows": True, "format_cells": False}
_PROSE_HEIGHT = 120


def blank_form(edition: str, agency: str | None = None, year: int | None = None) -> bytes:
    """An XLSX file with every table of an edition, its figures empty. `agency` and `year` are printed where they are given.

    A cell left empty is a blank, not a zero; where no figure is filled in at all the file is read as a blank form.
    Raises UserError for an edition there is none of.
    """
    form = load_forms().get(edition)
    if form is None:
        raise UserError(Message("exports.no_edition", {"edition": edition, "known": ", ".join(load_forms())}))
    buffer = io.BytesIO()
    book = new_book(buffer)
    template = _Template(book, Styles(book))
    template.cover(agency, year, form)
    for section in form.sections:
        template.section(section, form)
    template.steps()
    book.close()
    return buffer.getvalue()


@dataclass
class _Template:
    """The workbook while it is made."""

    book: Any
    styles: Styles
    _formats: dict[str, Any] = field(default_factory=dict)

    def cover(self, agency: str | None, year: int | None, form: Form) -> None:
        """Whose report, of which year: what is not printed here is filled in here."""
        sheet = self._sheet(t("exports.sheet.cover", "zh"))
        top = 0
        if agency and year:
            write_line(sheet, 0, 2, title_of(agency, year, "zh"), self.styles.title, 30)
            top = 1
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 60)
        asked: list[tuple[str, str | None]] = [
            ("agency", agency),
            ("year", str(year) if year else None),
            ("published_on", None),
        ]
        for name, known in asked:
            sheet.write_string(top, 0, t(f"exports.particular.{name}", "zh"), self.styles.kinds["label"])
            if known:
                sheet.write_string(top, 1, known, self.styles.kinds["label"])
            else:
                sheet.write_blank(top, 1, None, self._input("text"))
            if name == "year" and not known:
                self._allow(sheet, top, 1, "integer", FIRST_YEAR, LAST_YEAR, "year")
            top += 1
        sheet.write_string(top, 0, t("exports.particular.form", "zh"), self.styles.kinds["label"])
        sheet.write_string(top, 1, f"{form.name.zh} {form.basis.zh}", self.styles.kinds["label"])

    def section(self, section: Section, form: Form) -> None:
        """A sheet with the heading, a box for words, or the table of the section."""
        sheet = self._sheet(sheet_name(section.number, "zh"))
        heading = t("exports.heading", "zh", number=section.number, title=section.title.zh)
        table = next((key for key, item in form.tables.items() if item.section == section.number), None)
        if table is None:
            write_line(sheet, 0, PROSE_WIDTH, heading, self.styles.heading, 22)
            sheet.merge_range(1, 0, 1, PROSE_WIDTH - 1, "", self._input("prose"))
            sheet.set_row(1, _PROSE_HEIGHT)
            return
        printed = _empty(table, form)
        write_line(sheet, 0, printed.width, heading, self.styles.heading, 22)
        set_widths(sheet, printed)
        for number, row in enumerate(printed.rows, start=1):
            set_height(sheet, number, row)
            for cell in row:
                self._cell(sheet, number, cell)

    def steps(self) -> None:
        """How it is filled in, in both languages, number beside text."""
        sheet = self._sheet(t("exports.sheet.fill", "zh"))
        texts = [t(f"exports.fill.{step}", lang) for lang in LANGUAGES for step in _STEPS]
        numbers = [f"{number}" for _ in LANGUAGES for number, _ in enumerate(_STEPS, start=1)]
        write_pairs(sheet, 0, list(zip(numbers, texts, strict=True)), self.styles)

    def _cell(self, sheet: Any, row: int, cell: PrintedCell) -> None:
        if cell.key is None:
            write_cell(sheet, row, cell, self.styles)
            return
        unit = UNITS[cell.key]
        amount = unit in ("amount", "unstated_amount")
        style = self._input("amount" if amount else "count")
        if cell.colspan > 1:
            sheet.merge_range(row, cell.column, row, cell.column + cell.colspan - 1, "", style)
        else:
            sheet.write_blank(row, cell.column, None, style)
        least = -LARGEST + 1 if unit == "change" else 0
        self._allow(sheet, row, cell.column, "decimal" if amount else "integer", least, LARGEST - 1, unit)

    def _allow(self, sheet: Any, row: int, column: int, kind: str, least: int, most: int, name: str) -> None:
        """Only such a number can be typed here; the sentence says what is expected."""
        rule = {"validate": kind, "criteria": "between", "minimum": least, "maximum": most, "ignore_blank": True}
        said = " ".join(t(f"exports.expected.{name}", lang) for lang in LANGUAGES)
        sheet.data_validation(row, column, row, column, {**rule, "error_message": said})

    def _sheet(self, name: str) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.protect("", _ALLOWED)
        paper(sheet)
        return sheet

    def _input(self, kind: str) -> Any:
        if kind not in self._formats:
            formats: dict[str, dict[str, object]] = {
                "count": {"num_format": "0"},
                "amount": {"num_format": "General"},
                "text": {"align": "left", "num_format": "@"},
                "prose": {"align": "left", "valign": "top", "num_format": "@"},
            }
            self._formats[kind] = self.styles.ruled(**_INPUT, **formats[kind])
        return self._formats[kind]


def _empty(table: TableKey, form: Form) -> PrintedTable:
    layout = form_layout(form.tables[table], form.edition)
    rows: list[tuple[PrintedCell, ...]] = []
    for row in layout.rows:
        figures: Sequence[FigureKey | None] = [cell.key for cell in row]
        rows.append(
            tuple(
                PrintedCell(
                    cell.text.zh if cell.text else "",
                    cell.column,
                    "figure"
                    if cell.key
                    else "title"
                    if cell.colspan == layout.width
                    else "label"
                    if any(figures)
                    else "head",
                    cell.rowspan,
                    cell.colspan,
                    key=cell.key,
                )
                for cell in row
            )
        )
    return PrintedTable(table, layout.width, layout.label_columns, tuple(rows))
