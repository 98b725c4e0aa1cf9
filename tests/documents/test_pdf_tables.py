"""Tables of a PDF: ruled in all the ways lines are drawn, over pages, and what must not be read as a number."""

from __future__ import annotations

from itertools import pairwise

import pytest

from lib.documents import Grid, Paragraph
from lib.documents.model import Content
from lib.documents.pdf import read_pdf
from tests.documents.pdf_files import box, cells, line, pdf, rules, table, text

XS = (60, 180, 260, 340, 420)
ROWS = [["项目", "甲", "乙", "总计"], ["新收数量", "12", "", "12"], ["结转数量", "3", "40", "43"]]


def read(*pages: str, **options: object) -> Content:
    return read_pdf(pdf(pages, **options), "a.pdf")  # type: ignore[arg-type]


def grids(content: Content) -> list[Grid]:
    return [block for block in content.blocks if isinstance(block, Grid)]


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows()]


def level(top: float, height: float = 20, rows: int = 3) -> list[float]:
    return [top + height * number for number in range(rows + 1)]


DRAWN = {
    "strokes": rules(3, XS, 100),
    "thin rectangles": "".join(
        [*(box(XS[0], y, XS[-1], y + 0.5) for y in level(100)), *(box(x, 100, x + 0.5, 160) for x in XS)]
    ),
    "cell by cell": "".join(
        f"0.5 w {x} {842 - y - 20} {right - x} 20 re S\n" for y in level(100)[:-1] for x, right in pairwise(XS)
    ),
    "double lines": rules(3, XS, 100) + "".join(line(XS[0], y + 2, XS[-1], y + 2) for y in level(100)),
    "dots": "".join(box(x, y, x + 1, y + 1) for y in level(100) for x in range(60, 421, 3))
    + "".join(box(x, y, x + 1, y + 1) for x in XS for y in range(100, 161, 3)),
    "dashes": "[3 2] 0 d " + rules(3, XS, 100),
    "open sides": "".join(line(XS[0], y, XS[-1], y) for y in level(100))
    + "".join(line(x, 100, x, 160) for x in XS[1:-1]),
    "no top and no foot": "".join(line(XS[0], y, XS[-1], y) for y in level(100)[1:-1])
    + "".join(line(x, 100, x, 160) for x in XS),
    "white lines": "1 1 1 RG " + rules(3, XS, 100),
    "shaded cells": "".join(
        box(x + 1, y + 1, right - 1, y + 19, "0.9 0.9 0.9") for y in level(100)[:-1] for x, right in pairwise(XS)
    ),
    "broken by text": "".join(
        line(x, y, x + 0.4 * (right - x), y) + line(x + 0.6 * (right - x), y, right, y)
        for y in level(100)
        for x, right in pairwise(XS)
    )
    + "".join(line(x, 100, x, 160) for x in XS),
}


@pytest.mark.parametrize("lines", DRAWN.values(), ids=DRAWN.keys())
def test_a_table_is_read_however_its_lines_are_drawn(lines: str) -> None:
    (grid,) = grids(read(lines + cells(ROWS, XS, 100)))
    assert texts(grid) == ROWS
    assert grid.origin == "ruled"


def test_merged_cells_stand_once_and_blanks_stay() -> None:
    drawn = "".join(line(60, y, 420, y) for y in (100, 160)) + line(180, 120, 420, 120) + line(60, 140, 420, 140)
    drawn += "".join(line(x, 100, x, 160) for x in (60, 180, 420)) + line(260, 120, 260, 160) + line(340, 120, 340, 160)
    (grid,) = grids(read(drawn + text("组", 70, 110) + text("申请人", 200, 105) + text("7", 270, 125)))
    assert [(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells] == [
        ("组", 0, 0, 2, 1),
        ("申请人", 0, 1, 1, 3),
        ("", 1, 1, 1, 1),
        ("7", 1, 2, 1, 1),
        ("", 1, 3, 1, 1),
        ("", 2, 0, 1, 1),
        ("", 2, 1, 1, 1),
        ("", 2, 2, 1, 1),
        ("", 2, 3, 1, 1),
    ]


def test_every_cell_says_where_it_stands() -> None:
    content = read(table(ROWS, XS, 100), table(ROWS, XS, 300))
    first, second = grids(content)[0].at(1, 1), grids(content)[0].at(4, 1)
    assert content.pages == ((595, 842), (595, 842))
    assert first is not None
    assert second is not None
    assert (first.page, first.box) == (1, pytest.approx((180, 120, 260, 140), abs=0.6))
    assert (second.page, second.box) == (2, pytest.approx((180, 320, 260, 340), abs=0.6))


@pytest.mark.parametrize("number", ["- 2 -", "2", "第2页", "—2—", "第 2 页 共 3 页", "2/3"])
def test_a_table_over_pages_is_one_whatever_page_number_stands_between(number: str) -> None:
    content = read(table(ROWS, XS, 740) + text(number, 280, 815), table(ROWS[1:], XS, 60) + text(number, 280, 815))
    assert [texts(grid) for grid in grids(content)] == [ROWS + ROWS[1:]]
    assert len(content.blocks) == 1


def test_a_table_after_a_heading_is_another() -> None:
    content = read(table(ROWS, XS, 740), text("四、行政复议", 60, 60) + table(ROWS, XS, 90))
    assert len(grids(content)) == 2


def test_a_running_head_is_left_out() -> None:
    head = text("某市年度报告", 240, 30)
    content = read(*(head + table(ROWS, XS, 100) for _ in range(3)))
    assert [block for block in content.blocks if isinstance(block, Paragraph)] == []
    assert len(grids(content)) == 1


def test_a_row_cut_by_the_page_is_one_row_where_no_line_stands_between() -> None:
    upper = "".join(line(x, 780, x, 810) for x in XS) + line(60, 780, 420, 780)
    upper += text("新收", 63, 790) + text("12", 183, 790) + text("30", 263, 790) + text("42", 343, 790)
    lower = "".join(line(x, 40, x, 90) for x in XS) + line(60, 70, 420, 70) + line(60, 90, 420, 90)
    lower += text("数量", 63, 50) + cells([["结转", "1", "2", "3"]], XS, 70)
    (grid,) = grids(read(upper, lower))
    assert texts(grid) == [["新收\n数量", "12", "30", "42"], ["结转", "1", "2", "3"]]


def test_two_rows_stay_two_where_the_lines_between_are_missing() -> None:
    upper = "".join(line(x, 780, x, 810) for x in XS) + line(60, 780, 420, 780) + cells([ROWS[1]], XS, 785)
    lower = "".join(line(x, 40, x, 60) for x in XS) + line(60, 60, 420, 60) + cells([ROWS[2]], XS, 40)
    (grid,) = grids(read(upper, lower))
    assert texts(grid) == ROWS[1:]


def test_a_number_broken_in_a_narrow_cell_is_put_together_and_two_numbers_are_not() -> None:
    xs = (60, 88, 160)
    wrapped = text("1234", 63, 105) + text("56", 63, 116) + text("12", 100, 105) + text("56", 100, 116)
    (grid,) = grids(read(rules(1, xs, 100, 40) + wrapped))
    assert texts(grid) == [["123456", "12\n56"]]


def test_a_number_through_a_line_is_in_neither_cell() -> None:
    (grid,) = grids(read(table([ROWS[0]], XS, 100) + rules(2, XS, 100) + text("1234567", 240, 125)))
    assert [cell.text for cell in grid.rows()[1]] == ["", "1234\ufffd", "567\ufffd", ""]


def test_bold_printed_twice_is_read_once_and_figures_over_each_other_are_not_read() -> None:
    twice = text("43", 350, 145) + text("43", 350.4, 145)
    (grid,) = grids(read(rules(3, XS, 100) + cells([*ROWS[:2], ROWS[2][:3]], XS, 100) + twice))
    assert texts(grid)[2] == ["结转数量", "3", "40", "43"]
    over = text("8", 183, 145) + text("3", 183.5, 145)
    (grid,) = grids(read(rules(3, XS, 100) + cells([*ROWS[:2], ["结转"]], XS, 100) + over))
    assert "\ufffd" in texts(grid)[2][1]


def test_a_raised_figure_is_no_part_of_the_number() -> None:
    note = text("12", 183, 125, 10) + text("1", 193.5, 123, 5)
    (grid,) = grids(read(rules(3, XS, 100) + cells([ROWS[0]], XS, 100) + note))
    assert texts(grid)[1][1] == "12^1"


def test_numbers_that_stand_apart_are_not_glued() -> None:
    (grid,) = grids(read(rules(2, XS, 100) + cells([ROWS[0]], XS, 100) + text("12", 183, 125) + text("34", 198, 125)))
    assert texts(grid)[1][1] == "12 34"


def test_a_figure_that_is_struck_out_is_not_read() -> None:
    struck = text("57", 183, 125) + line(183, 130.2, 188, 130.2)
    (grid,) = grids(read(rules(2, XS, 100) + cells([ROWS[0]], XS, 100) + struck))
    assert texts(grid)[1][1] == "\ufffd7"
