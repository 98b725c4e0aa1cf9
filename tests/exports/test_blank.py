"""The form to fill in: empty it is refused, filled in it is read by the ordinary reader."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from lib.documents import read_document
from lib.exports import blank_form
from lib.extraction import Reading, extract
from lib.forms import EDITION_KEYS, TABLES, UNITS, find_cell, load_forms
from lib.language import UserError
from lib.reports import State

EDITIONS = tuple(load_forms())


def read(content: bytes) -> Reading:
    return extract(read_document(content, "填报.xlsx"))


def inputs(book: openpyxl.Workbook) -> list[list[Any]]:
    """The cells that can be typed in, sheet by sheet."""
    return [
        [
            cell
            for row in sheet.iter_rows()
            for cell in row
            if not cell.protection.locked and type(cell).__name__ == "Cell"
        ]
        for sheet in book.worksheets
    ]


def filled(edition: str, agency: str | None, year: int | None) -> tuple[bytes, dict[str, Any]]:
    """A form with every figure filled in but some, and the truth."""
    book = openpyxl.load_workbook(io.BytesIO(blank_form(edition, agency, year)))
    cover, *others = inputs(book)
    for cell, value in zip(
        cover, [value for value in ("甲县乙局", 2024) if agency is None] + ["2025-01-20"], strict=True
    ):
        cell.value = value
    tables = [cells for cells in others if len(cells) > 1]
    truth: dict[str, Any] = {}
    for table, cells in zip(TABLES, tables, strict=True):
        for number, (key, cell) in enumerate(zip(EDITION_KEYS[table, edition], cells, strict=True)):
            value: Any = number * 37 % 101 if number % 9 else None
            value = -4 if UNITS[key] == "change" else 7730.2847 if UNITS[key] == "amount" else value
            cell.value = value
            truth[key] = Decimal(str(value)) if isinstance(value, float) else value
    prose = [cells[0] for cells in others if len(cells) == 1]
    prose[0].value = "本年度工作平稳有序。"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue(), truth


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("printed", [True, False])
def test_a_filled_form_is_read_whole(edition: str, printed: bool) -> None:
    content, truth = filled(edition, "甲县乙局" if printed else None, 2024 if printed else None)
    reading = read(content)
    assert reading.report is not None
    assert dict(reading.report.figures) == truth
    assert reading.outcome == "whole"
    assert (reading.report.agency.name, reading.report.year) == ("甲县乙局", 2024)
    assert str(reading.report.published_on) == "2025-01-20"
    assert {reading.report.editions[table] for table in ("proactive", "requests")} == {edition}
    assert reading.report.text == {"一": "本年度工作平稳有序。"}
    blank = next(key for key, value in truth.items() if value is None)
    assert reading.report.state(blank) is State.BLANK


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("agency", "year"), [(None, None), ("甲县乙局", 2024)])
def test_an_empty_form_is_a_blank_form(edition: str, agency: str | None, year: int | None) -> None:
    reading = read(blank_form(edition, agency, year))
    assert reading.refusal is not None
    assert reading.refusal.key == "extraction.blank_form"


@pytest.mark.parametrize("edition", EDITIONS)
def test_only_the_figures_and_words_can_be_typed_in_and_numbers_are_checked(edition: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank_form(edition)))
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book.worksheets)
    _, *others = inputs(book)
    tables = [cells for cells in others if len(cells) > 1]
    assert [len(cells) for cells in tables] == [len(EDITION_KEYS[table, edition]) for table in TABLES]
    for table, cells in zip(TABLES, tables, strict=True):
        rules = {str(rule.sqref): rule for rule in cells[0].parent.data_validations.dataValidation}
        for key, cell in zip(EDITION_KEYS[table, edition], cells, strict=True):
            rule = rules[cell.coordinate]
            assert (rule.type == "decimal") == (find_cell(key, edition)[1].unit in ("amount", "unstated_amount"))
            assert (float(rule.formula1) < 0) == (UNITS[key] == "change")


def test_an_unknown_edition_is_said() -> None:
    with pytest.raises(UserError, match="1999"):
        blank_form("1999")
