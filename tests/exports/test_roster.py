"""The roster as a workbook: text cells under machine names, read back by the reader of rosters."""

from __future__ import annotations

import io

import openpyxl

from lib.exports import write_roster_xlsx
from lib.loading.roster import COLUMNS, read_roster
from lib.reports import Agency
from lib.store import RosterEntry

ENTRIES = [
    RosterEntry(
        Agency(name="甲县乙局", region_code="050128", level="county", kind="department", parent="甲县人民政府"), 2019
    ),
    RosterEntry(Agency(name="=丙镇人民政府", region_code="050128101"), None, 2024, ("丙乡人民政府", "丙公社"), "+备注"),
]


def test_every_cell_is_text_and_codes_keep_their_zeros() -> None:
    first, second = openpyxl.load_workbook(io.BytesIO(write_roster_xlsx(ENTRIES))).worksheets
    rows = [[cell.value for cell in row] for row in first.iter_rows()]
    assert rows[0] == [*COLUMNS]
    assert rows[1][COLUMNS.index("region_code")] == "050128"
    assert {cell.data_type for row in first.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert [row[0].value for row in second.iter_rows()] == [*COLUMNS]


def test_a_roster_is_read_back_as_it_was_written() -> None:
    assert read_roster(write_roster_xlsx(ENTRIES), "名录.xlsx") == ENTRIES


def test_an_empty_roster_is_its_header() -> None:
    assert read_roster(write_roster_xlsx([]), "名录.xlsx") == []
