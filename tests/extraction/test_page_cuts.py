"""A row that a page cut in two: figures in both halves are one number or two, and nothing says which."""

from __future__ import annotations

import pytest

from lib.documents import Cell, Document, Grid, Paragraph
from lib.extraction import Reading, extract
from lib.forms import load_forms
from lib.reports import State
from lib.views.form_layout import form_layout

ROW = "requests.result_total"


def grid_with(cells: list[Cell], height: int) -> Grid:
    return Grid(tuple(cells), height, 10, "ruled")


def cut_after(row_label: str, first: str, second: str, rest: str = "") -> Reading:
    """Table 三 of the 2021 edition, all cells 0, with the row of `row_label` cut by a page: each half a row of its own."""
    table = load_forms()["2021"].tables["requests"]
    cells: list[Cell] = []
    down = 0
    for number, row in enumerate(form_layout(table, "2021").rows):
        page = 1 + (down > 0)
        mine = any(cell.text is not None and cell.text.zh == row_label for cell in row)
        for cell in row:
            label = cell.text.zh if cell.text else first if mine else "0"
            label = label.removesuffix(rest) if mine and rest and cell.text else label
            cells.append(Cell(label, number + down, cell.column, cell.rowspan, cell.colspan, page, (0, 0, 1, 1)))
        if mine:
            down = 1
            below = [c._replace(row=number + 1, page=2) for c in cells if c.row == number and c.rowspan == 1]
            cells += [c._replace(text=second if c.text == first else rest) for c in below]
    blocks = (
        Paragraph("甲市乙局2023年政府信息公开工作年度报告", 0, 1),
        Paragraph("三、收到和处理政府信息公开申请情况", 1, 1),
        grid_with(cells, len(form_layout(table, "2021").rows) + 1),
    )
    return extract(Document(blocks, None, {}, "pdf", "", "a.pdf"))


@pytest.mark.parametrize(
    ("label", "rest"),
    [("（七）总计", ""), ("（一）予以公开", "开"), ("四、结转下年度继续办理", "继续办理")],
)
def test_figures_in_both_halves_are_unread(label: str, rest: str) -> None:
    reading = cut_after(label, "1666", "53", rest)
    assert reading.report is not None
    row = next(row for row in load_forms()["2021"].tables["requests"].rows if row.label.zh == label).key
    keys = [key for key in reading.report.figures if key.split(".")[1] == row]
    assert len(keys) == 7
    assert {reading.report.state(key) for key in keys} == {State.UNREAD}
    assert {key for question in reading.questions for key in question.keys} >= set(keys)


def test_figures_in_one_half_are_read() -> None:
    reading = cut_after("（一）予以公开", "1666", "", "开")
    assert reading.report is not None
    assert reading.report.figures["requests.granted.total"] == 1666
    assert reading.report.figures["requests.partial.total"] == 0
