"""The roster as a workbook: what an office writes by hand, and what is written for it, read as the CSV is."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from lib.exports.roster import write_roster_xlsx
from lib.language import UserError
from lib.loading.roster import read_roster
from lib.reports import Agency, ReportError
from lib.store import RosterEntry

LISTED = [
    RosterEntry(Agency(name="某市财政局", region_code="320800", kind="department"), 2019, 2024, ("旧名",), "备注"),
    RosterEntry(Agency(name="=1+1局", region_code="350128000000", parent="某市人民政府")),
    RosterEntry(Agency(name="某市审计局", uscc="11341702486344515H")),
]


def workbook(*sheets: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def fault(content: bytes) -> str:
    with pytest.raises(ReportError) as caught:
        read_roster(content, "roster.xlsx")
    return str(caught.value)


def test_the_workbook_that_is_written_is_read_back() -> None:
    assert read_roster(write_roster_xlsx(LISTED), "名录.xlsx") == LISTED


def test_numbers_typed_as_numbers_are_read() -> None:
    content = workbook(
        [["name", "region_code", "expected_from"], ["某市财政局", 320800, 2019], ["某局", 411621101, None]]
    )
    assert read_roster(content, "roster.xlsx") == [
        RosterEntry(Agency(name="某市财政局", region_code="320800"), 2019),
        RosterEntry(Agency(name="某局", region_code="411621101")),
    ]


def test_the_sheet_and_the_line_with_the_header_are_found() -> None:
    content = workbook(
        [["说明"], ["此表"]], [["名录"], [None], ["name", "level"], ["某市财政局", "county"], [None, None]]
    )
    assert read_roster(content, "roster.xlsx") == [RosterEntry(Agency(name="某市财政局", level="county"))]


def test_every_line_that_is_wrong_is_named_by_its_number_in_the_sheet() -> None:
    rows = [["名录"], ["name", "level", "expected_from", "expected_until"], ["某市财政局", "county", 2019, None]]
    rows += [["某市教育局", "city", None, None], ["某市水利局", None, 2024, 2019], ["某市审计局", None, 19, None]]
    rows += [["某市 财政局", None, None, None]]
    sentence = fault(workbook(rows))
    assert [f"第 {line} 行" in sentence for line in range(1, 9)] == [False, False, True, True, True, True, True, False]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (workbook([["机关名称", "level"], ["某市", "county"]]), "机关名称"),
        (workbook([["name", "name"], ["某市", "某市"]]), "name"),
        (workbook([["name", "=1+1"], ["某市财政局", "x"]]), "name"),
    ],
)
def test_a_workbook_that_is_no_roster_says_why(content: bytes, said: str) -> None:
    with pytest.raises(UserError) as caught:
        read_roster(content, "roster.xlsx")
    assert said in str(caught.value)


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_damaged_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(UserError):
        read_roster(content, "roster.xlsx")


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(UserError):
        read_roster(workbook([[]]), "roster.xlsx")
