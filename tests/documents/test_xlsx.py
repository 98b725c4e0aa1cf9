"""XLSX: what a sheet shows, exactly; a formula without a result is no blank and no zero."""

from __future__ import annotations

import datetime
import io
import re
import zipfile

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from openpyxl.styles import Border, Font, PatternFill, Side

from lib.documents import Cell, DocumentError
from lib.documents.office.sheet.grid import MOST_COLUMNS, Sheet, grid_from_sheet
from lib.documents.office.sheet.numbers import number_text
from tests.documents.packed import grids, keys, read, rows, slots, zipped


def saved(workbook: openpyxl.Workbook) -> bytes:
    made = io.BytesIO()
    workbook.save(made)
    return made.getvalue()


def sheet_of(*lines: list[object]) -> tuple[openpyxl.Workbook, object]:
    workbook = openpyxl.Workbook()
    for line in lines:
        workbook.active.append(line)
    return workbook, workbook.active


def repacked(content: bytes, part: str, pattern: str, by: str) -> bytes:
    """The workbook with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert re.search(pattern.encode(), parts[part])
    return zipped({**parts, part: re.sub(pattern.encode(), by.encode(), parts[part])})


def test_a_sheet_is_a_grid_from_its_first_text_to_its_last() -> None:
    workbook, sheet = sheet_of()
    sheet["B3"], sheet["B4"], sheet["C4"], sheet["D5"], sheet["F9"] = "标题", "甲", 3, 3343.3341, "  "
    sheet.merge_cells("B3:D3")
    document = read(saved(workbook), "a.xlsx")
    (grid,) = grids(document)
    assert rows(document) == [["标题"], ["甲", "3", ""], ["", "", "3343.3341"]]
    assert grid.cells[0] == Cell("标题", 0, 0, 1, 3)
    assert (grid.origin, grid.true_slots, document.title, document.format) == ("sheet", True, "标题", "xlsx")


def test_a_drawn_empty_cell_is_there() -> None:
    """The only row of table four may be blank: its cells are drawn, and they are not missing."""
    workbook, sheet = sheet_of(["结果维持", "结果纠正", "总计"])
    for column in "ABC":
        sheet[f"{column}2"].border = Border(left=Side(style="thin"))
    sheet["Z90"].border = Border(left=Side(style="thin"))
    assert rows(read(saved(workbook), "a.xlsx")) == [["结果维持", "结果纠正", "总计"], ["", "", ""]]


@pytest.mark.parametrize(
    ("stored", "code", "text"),
    [
        ("3", "", "3"),
        ("3.0", "", "3"),
        ("007", "", "7"),
        ("１２", "", "12"),
        ("12345678901234567", "", "12345678901234600"),
        ("3343.3341000000001", "", "3343.3341"),
        ("0.30000000000000004", "", "0.3"),
        ("1E-3", "", "0.001"),
        ("123456789012", "#,##0", "123456789012"),
        ("-3", "0_);(0)", "-3"),
        ("12", '0"件"', "12"),
        ("0.125", "0.0%", "12.5%"),
        ("0", "0;-0;;@", "0"),
        ("5", ";;;", "5\ufffd"),
        ("0", ";;;", "0\ufffd"),
        ("0", "0%", "0%"),
        ("163525", '0!.0,"万元"', "163525\ufffd"),
        ("163525", '0\\.0,"万元"', "163525\ufffd"),
        ("45677", "yyyy-mm-dd", "2025-01-20"),
        ("45677.5", "yyyy/m/d h:mm", "2025-01-20 12:00:00"),
        ("0.5", "h:mm", "12:00:00"),
        ("45677", '[DBNum1]yyyy"年"m"月"d"日"', "2025-01-20"),
        ("7", "[Red]General", "7"),
        ("1E+400", "", "1E+400"),
        ("NaN", "", "NaN"),
        ("-5", "yyyy-mm-dd", "-5\ufffd"),
    ],
)
def test_numbers_as_they_are_shown(stored: str, code: str, text: str) -> None:
    if stored == "1E+400":
        assert number_text(stored, code).upper() == text
    else:
        assert number_text(stored, code) == text


def test_kinds_of_values() -> None:
    workbook, sheet = sheet_of(["甲", "007", True, datetime.date(2025, 1, 20), 0.5, "#REF!", "＝1", " 12 "])
    sheet["E1"].number_format = "0%"
    assert rows(read(saved(workbook), "a.xlsx")) == [["甲", "007", "TRUE", "2025-01-20", "50%", "#REF!", "＝1", "12"]]


def test_a_formula_is_read_by_its_result_and_without_one_not_at_all() -> None:
    workbook, _ = sheet_of(["甲", 1, 2, "=B1+C1"])
    content = saved(workbook)
    document = read(content, "a.xlsx")
    assert rows(document) == [["甲", "1", "2", "=B1+C1\ufffd"]]
    assert keys(document) == ["formulas_unread"]
    nothing = repacked(content, "xl/worksheets/sheet1.xml", r'<c r="D1">', '<c r="D1" t="str">')
    assert rows(read(nothing, "a.xlsx")) == [["甲", "1", "2"]]
    worked_out = repacked(content, "xl/worksheets/sheet1.xml", r"</f><v ?/>|</f><v></v>", "</f><v>3</v>")
    assert rows(read(worked_out, "a.xlsx")) == [["甲", "1", "2", "3"]]


def test_a_cell_that_should_hold_a_string_and_holds_a_value_is_not_read() -> None:
    workbook, _ = sheet_of(["甲", 1])
    content = repacked(saved(workbook), "xl/worksheets/sheet1.xml", r'<c r="B1" t="n">', '<c r="B1" t="inlineStr">')
    assert rows(read(content, "a.xlsx")) == [["甲", "\ufffd"]]
    nothing = repacked(content, "xl/worksheets/sheet1.xml", r'<c r="B1" t="inlineStr"><v>1</v>', '<c r="B1" t="b">')
    assert rows(read(nothing, "a.xlsx")) == [["甲"]]


def test_a_zero_that_a_program_wrote_because_it_does_not_calculate_is_not_read() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["甲", 1, 2])
        sheet.write_formula(0, 3, "=B1+C1")
        sheet.write_formula(0, 4, "=B1+C1", None, 3)
        sheet.write(0, 5, "完")
    assert rows(read(made.getvalue(), "a.xlsx")) == [["甲", "1", "2", "=B1+C1\ufffd", "3", "完"]]


def test_a_number_struck_out_or_white_on_white_is_not_read() -> None:
    workbook, sheet = sheet_of(["甲", 12, 3])
    sheet["B1"].font = Font(strike=True)
    assert rows(read(saved(workbook), "a.xlsx")) == [["甲", "\ufffd\ufffd", "3"]]
    sheet["B1"].font = Font(color="FFFFFFFF")
    assert rows(read(saved(workbook), "a.xlsx")) == [["甲", "\ufffd\ufffd", "3"]]
    sheet["B1"].fill = PatternFill("solid", fgColor="FF1F4E79")
    assert rows(read(saved(workbook), "a.xlsx")) == [["甲", "12", "3"]]
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        crossed = book.add_format({"font_strikeout": True})
        book.add_worksheet().write_rich_string(0, 0, crossed, "3", "5")
    assert rows(read(made.getvalue(), "a.xlsx")) == [["\ufffd5"]]


def test_what_is_hidden_is_left_out_and_said() -> None:
    workbook, sheet = sheet_of(["甲", "乙", "丙"], [1, 2, 3], [4, 5, 6], ["完", 8, 9])
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.merge_cells("A3:A4")
    sheet["A3"] = "并"
    other = workbook.create_sheet("藏")
    other["A1"], other.sheet_state = "藏", "hidden"
    document = read(saved(workbook), "a.xlsx")
    (grid,) = grids(document)
    assert slots(grid) == [
        ("甲", 0, 0, 1, 1),
        ("丙", 0, 1, 1, 1),
        ("并", 1, 0, 2, 1),
        ("6", 1, 1, 1, 1),
        ("9", 2, 1, 1, 1),
    ]
    assert [dict(warning.values) for warning in document.warnings] == [{"count": 3}]


def test_a_merged_cell_that_begins_where_nothing_is_shown_keeps_its_text() -> None:
    sheet = Sheet("甲", {(0, 0): "并", (1, 1): "乙", (2, 1): "丙"}, [(0, 0, 2, 0)], {(1, 0)}, hidden_rows={0})
    grid = grid_from_sheet(sheet, [])
    assert grid is not None
    assert slots(grid) == [("并", 0, 0, 2, 1), ("乙", 0, 1, 1, 1), ("丙", 1, 1, 1, 1)]


def test_every_visible_sheet_in_order() -> None:
    workbook, _ = sheet_of(["甲"])
    workbook.create_sheet("空")
    workbook.create_sheet("乙").append(["乙"])
    document = read(saved(workbook), "a.et")
    assert [grid.cells[0].text for grid in grids(document)] == ["甲", "乙"]
    assert document.metadata["sheets"] == "Sheet、乙"


def test_runs_of_a_string_and_raised_digits() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as workbook:
        raised = workbook.add_format({"font_script": 1})
        bold = workbook.add_format({"bold": True})
        sheet = workbook.add_worksheet()
        sheet.write_rich_string(0, 0, "12", raised, "1")
        sheet.write_rich_string(0, 1, "一、", bold, "新收")
        sheet.write_string(0, 2, "=1+1")
    assert rows(read(made.getvalue(), "a.xlsx")) == [["12¹", "一、新收", "=1+1"]]


def test_the_values_are_those_of_the_library_everyone_uses() -> None:
    lines = [[f"行{row}", row, row / 7, row * 10**9, f"{row}0"] for row in range(60)]
    workbook, _ = sheet_of(*lines)
    content = saved(workbook)
    with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as library:
        theirs = library.get_sheet_by_index(0).to_python()
    expected = [[f"{value:.15g}" if isinstance(value, float | int) else value for value in line] for line in theirs]
    assert rows(read(content, "a.xlsx")) == expected


def test_a_cell_far_away_does_not_fill_the_memory() -> None:
    workbook, sheet = sheet_of(["甲", "乙"])
    sheet["XFD1048576"] = "远"
    (grid,) = grids(read(saved(workbook), "a.xlsx"))
    assert [cell.text for cell in grid.cells if cell.text] == ["甲", "乙", "远"]
    assert grid.height < 100
    assert grid.width < 100


def test_a_sheet_wider_than_any_table_is_cut_and_said() -> None:
    workbook, _ = sheet_of([f"列{number}" for number in range(MOST_COLUMNS + 1)])
    document = read(saved(workbook), "a.xlsx")
    assert grids(document)[0].width == MOST_COLUMNS
    assert keys(document) == ["sheet_cut"]


def test_ranges_that_lie_over_one_another_are_merged_once() -> None:
    sheet = Sheet("甲", {(0, 0): "甲", (3, 3): "乙"}, merged=[(0, 0, 1, 1), (1, 1, 2, 2), (0, 0, 9**9, 9**9)] * 5)
    grid = grid_from_sheet(sheet, [])
    assert grid is not None
    assert [cell for cell in grid.cells if cell.rowspan > 1] == [Cell("甲", 0, 0, 2, 2)]
    assert sum(cell.rowspan * cell.colspan for cell in grid.cells) == 16


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_damaged_part_is_refused(part: str) -> None:
    workbook, _ = sheet_of(["甲"])
    with zipfile.ZipFile(io.BytesIO(saved(workbook))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with pytest.raises(DocumentError) as refusal:
        read(zipped({**parts, part: parts[part][:-20]}), "a.xlsx")
    assert refusal.value.message.key == "documents.damaged"
