"""The worklist and the summary: all findings, their cells with their values, sums that agree, no formula."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import docx
import openpyxl
import pytest

from lib.checks import Thresholds
from lib.exports import Listed, write_summary_docx, write_worklist_csv, write_worklist_xlsx
from lib.language import LANGUAGES, Language, t
from lib.store import Filters, Store
from lib.store.reading import finding_rows
from lib.views.summary import summary
from lib.views.worklist import worklist_rows

DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def listed(judged: Store) -> Listed:
    rows = worklist_rows(judged, Filters())
    return Listed(rows, summary(judged, Filters(), rows), Thresholds(), DAY)


def sheets(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_holds_every_finding_and_every_figure(judged: Store, listed: Listed, lang: Language) -> None:
    found = sheets(write_worklist_xlsx(listed, lang))
    findings = found[t("letters.sheet_findings", lang)][1:]
    rows = finding_rows(judged, Filters(), limit=10_000)
    assert [row[-1] for row in findings] == [row["fingerprint"] for row in rows]
    cells = found[t("letters.sheet_cells", lang)][1:]
    assert len(cells) == sum(len(row.cells) for row in listed.rows)
    for written, cell in zip(cells, (cell for row in listed.rows for cell in row.cells), strict=True):
        assert written[7] == cell.key
        assert written[9] == (cell.value if cell.value is not None else cell.text or None)
        assert written[10:] == (cell.expected, cell.suggested)


def test_a_figure_is_that_of_the_stored_report(judged: Store, listed: Listed) -> None:
    for row in listed.rows:
        for cell in row.cells:
            (stored,) = judged.rows(
                f'SELECT f."{cell.key}" AS value FROM figures f JOIN report r USING (report_id) '
                "JOIN agency a USING (agency_id) WHERE a.name = ? AND r.year = ? AND r.current",
                [row.agency, cell.year],
            )
            assert cell.value == stored["value"]


def test_the_sums_agree_with_the_list(judged: Store, listed: Listed) -> None:
    total = len(listed.rows)
    found = listed.summary
    assert sum(line.findings for line in found.checks) == total
    assert sum(line.error + line.warning + line.information for line in found.agencies) == total
    assert sum(count for _, count in found.statuses) == found.reports


def test_csv_opens_as_text_and_names_every_finding(listed: Listed) -> None:
    content = write_worklist_csv(listed)
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(lines) == len(listed.rows) + 1
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_summary_page_shows_the_same_numbers(listed: Listed, lang: Language) -> None:
    page = write_summary_docx(listed.summary, DAY, lang)
    assert page == write_summary_docx(listed.summary, DAY, lang)
    tables = docx.Document(io.BytesIO(page)).tables
    shown = {row.cells[0].text: row.cells[1].text for row in tables[0].rows[1:]}
    assert shown[t("letters.summary_reports", lang)] == f"{listed.summary.reports:,}"
    assert len(tables[1].rows) == len(listed.summary.checks) + 1
