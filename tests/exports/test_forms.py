"""What stands in a written form: nothing dangerous, nothing invented, corrections said, absent rows left out."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import docx
import openpyxl
import pytest
from lxml import etree

from lib.documents import read_document
from lib.exports import write_form_docx, write_form_html, write_form_xlsx
from lib.extraction import Reading, extract
from lib.forms import EDITION_KEYS
from lib.language import LANGUAGES, Language
from lib.reports import Report, State
from tests.exports.test_round_trip import WRITERS

KEYS = EDITION_KEYS["requests", "2021"]
ROW = [key for key in KEYS if key.startswith("requests.granted.")]
FEES = "proactive.fees.amount"


def report(**more: Any) -> Report:
    figures = dict.fromkeys((*EDITION_KEYS["proactive", "2021"], *KEYS), 0) | more.pop("figures", {})
    content = {"agency": {"name": "甲县乙局"}, "year": 2023, "scope": "own_office", "figures": figures}
    return Report.model_validate({**content, "editions": {"proactive": "2021", "requests": "2021"}, **more})


def read(content: bytes, format_: str) -> Reading:
    return extract(read_document(content, f"报告.{format_}"))


def sheets(content: bytes) -> list[Any]:
    return list(openpyxl.load_workbook(io.BytesIO(content)).worksheets)


def test_html_escapes_what_a_report_says_and_loads_nothing() -> None:
    page = write_form_html(report(raw={ROW[0]: "<script>alert(1)</script>"}, figures={ROW[0]: None})).decode()
    root = etree.fromstring(page.encode(), etree.HTMLParser())
    assert root.findall(".//script") == []
    assert "&lt;script&gt;" in page
    assert not [
        element for element in root.iter() if isinstance(element.tag, str) and set(element.attrib) & {"src", "href"}
    ]


def test_a_workbook_holds_numbers_as_numbers_and_no_formula() -> None:
    figures = {ROW[0]: 12, FEES: Decimal("59237.2449"), ROW[1]: None}
    content = write_form_xlsx(report(figures=figures, raw={ROW[1]: '=HYPERLINK("x")'}))
    cells = [cell for sheet in sheets(content) for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert {12, 59237.2449} <= {cell.value for cell in cells if cell.data_type == "n"}
    assert '=HYPERLINK("x")' in {cell.value for cell in cells if cell.data_type == "s"}


def test_an_amount_a_spreadsheet_would_round_is_written_as_text() -> None:
    amount = Decimal("123456789012345.6789")
    content = write_form_xlsx(report(figures={FEES: amount}))
    values = [cell.value for sheet in sheets(content) for row in sheet.iter_rows() for cell in row]
    assert str(amount) in values


@pytest.mark.parametrize("format_", WRITERS)
def test_digits_that_run_together_stay_together(format_: str) -> None:
    figures, raw = dict.fromkeys(ROW), dict.fromkeys(ROW, "15130000154")
    reading = read(WRITERS[format_](report(figures=figures, raw=raw)), format_)
    assert reading.report is not None
    assert {reading.report.state(key) for key in ROW} == {State.UNREAD}
    assert {reading.report.raw[key] for key in ROW} == {"15130000154"}


@pytest.mark.parametrize("format_", WRITERS)
def test_a_cell_that_was_not_read_never_comes_back_as_a_number(format_: str) -> None:
    reading = read(WRITERS[format_](report(figures={ROW[0]: None}, raw={ROW[0]: "12"})), format_)
    assert reading.report is not None
    assert reading.report.state(ROW[0]) is State.UNREAD


@pytest.mark.parametrize("format_", WRITERS)
def test_a_cell_the_document_lacks_is_never_read_as_blank_or_zero(format_: str) -> None:
    whole = report()
    figures = {key: value for key, value in whole.figures.items() if key != ROW[0]}
    lacking = Report.model_validate({**whole.model_dump(), "figures": figures})
    reading = read(WRITERS[format_](lacking), format_)
    assert reading.report is not None
    assert reading.report.state(ROW[0]) in (State.UNREAD, State.ABSENT)
    assert {key: value for key, value in reading.report.figures.items() if key != ROW[0]} == figures


@pytest.mark.parametrize("format_", WRITERS)
def test_a_corrected_figure_is_written_corrected_and_its_original_is_said(format_: str) -> None:
    correction = {"read": 21, "note": "数字抄反", "corrected_on": date(2026, 3, 4)}
    corrected = report(figures={ROW[0]: 12}, corrections={ROW[0]: correction})
    content = WRITERS[format_](corrected)
    reading = read(content, format_)
    assert reading.report is not None
    assert reading.report.figures[ROW[0]] == 12
    document = read_document(content, f"报告.{format_}")
    texts = [cell.text for block in document.blocks if hasattr(block, "cells") for cell in block.cells]
    assert any("21" in text and "数字抄反" in text and "2026-03-04" in text for text in texts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_labels_are_in_the_language_asked_for(lang: Language) -> None:
    label = {"zh": "（一）予以公开", "en": "(1) Granted in full"}[lang]
    assert label in write_form_html(report(), lang).decode()
    tables = docx.Document(io.BytesIO(write_form_docx(report(), lang))).tables
    assert any(label in cell.text for table in tables for row in table.rows for cell in row.cells)
    values = [
        cell.value for sheet in sheets(write_form_xlsx(report(), lang)) for row in sheet.iter_rows() for cell in row
    ]
    assert label in values


def test_a_row_the_report_lacks_is_not_written() -> None:
    figures = {key: 0 for key in KEYS if key not in ROW}
    page = write_form_html(report().model_copy(update={"figures": figures, "editions": {"requests": "2021"}})).decode()
    assert "予以公开" not in page
    assert "（二）部分公开" in page
    assert 'rowspan="21"' in page
