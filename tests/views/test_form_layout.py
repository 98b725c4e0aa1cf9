"""The printed layout has the spans of the official template, in both editions."""

from __future__ import annotations

import pytest

from lib.forms import TABLES, TableKey, load_forms
from lib.views.form_layout import FormLayout, LayoutCell, form_layout

EVERY = [(edition, table) for edition in load_forms() for table in TABLES]


def layout(edition: str, table: TableKey) -> FormLayout:
    return form_layout(load_forms()[edition].tables[table], edition)


def spans(printed: FormLayout) -> dict[str, tuple[int, int]]:
    """(rowspan, colspan) of every label that spans more than one cell, by its first words."""
    return {
        cell.text.zh: (cell.rowspan, cell.colspan)
        for row in printed.rows
        for cell in row
        if cell.text and (cell.rowspan, cell.colspan) != (1, 1)
    }


@pytest.mark.parametrize(("edition", "table"), EVERY)
def test_the_cells_fill_a_rectangle_without_overlap(edition: str, table: TableKey) -> None:
    printed = layout(edition, table)
    covered = [
        (line + down, cell.column + right)
        for line, row in enumerate(printed.rows)
        for cell in row
        for down in range(cell.rowspan)
        for right in range(cell.colspan)
    ]
    assert sorted(covered) == [(y, x) for y in range(len(printed.rows)) for x in range(printed.width)]


@pytest.mark.parametrize(("edition", "table"), EVERY)
def test_every_figure_is_there_once_in_the_order_of_the_form(edition: str, table: TableKey) -> None:
    keys = [cell.key for row in layout(edition, table).rows for cell in row if cell.key]
    assert keys == list(load_forms()[edition].tables[table].keys)


@pytest.mark.parametrize(("edition", "table"), EVERY)
def test_a_cell_is_a_label_or_a_figure(edition: str, table: TableKey) -> None:
    cells = [cell for row in layout(edition, table).rows for cell in row]
    assert all((cell.text is None) is (cell.key is not None) and cell.header is (cell.key is None) for cell in cells)


@pytest.mark.parametrize(("edition", "outcomes", "other"), [("2019", 20, None), ("2021", 22, 3)])
def test_table_three(edition: str, outcomes: int, other: int | None) -> None:
    printed = layout(edition, "requests")
    found = spans(printed)
    assert (printed.width, printed.label_columns, len(printed.rows)) == (10, 3, outcomes + 3 + 3)
    assert found["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"] == (3, 3)
    assert found["申请人情况"] == (1, 7)
    assert found["自然人"] == (2, 1)
    assert found["法人或其他组织"] == (1, 5)
    assert found["总计"] == (2, 1)
    assert found["一、本年新收政府信息公开申请数量"] == (1, 3)
    assert found["三、本年度办理结果"] == (outcomes, 1)
    assert found["（一）予以公开"] == (1, 2)
    assert found["（三）不予公开"] == (8, 1)
    assert found["（四）无法提供"] == (3, 1)
    assert found["（五）不予处理"] == (5, 1)
    assert found["（六）其他处理"] == ((other, 1) if other else (1, 2))
    assert found["（七）总计"] == (1, 2)
    assert found["四、结转下年度继续办理"] == (1, 3)


@pytest.mark.parametrize("edition", load_forms())
def test_table_four(edition: str) -> None:
    printed = layout(edition, "disputes")
    assert (printed.width, printed.label_columns, len(printed.rows)) == (15, 0, 4)
    assert spans(printed) == {
        "行政复议": (2, 5),
        "行政诉讼": (1, 10),
        "未经复议直接起诉": (1, 5),
        "复议后起诉": (1, 5),
    }
    assert [len(row) for row in printed.rows] == [2, 2, 15, 15]


def test_table_two_of_2021() -> None:
    printed = layout("2021", "proactive")
    assert (printed.width, printed.label_columns) == (4, 1)
    assert [len(row) for row in printed.rows] == [1, 4, 4, 4, 1, 2, 2, 1, 2, 2, 2, 1, 2, 2]
    titles = [row[0] for row in printed.rows if len(row) == 1]
    assert [cell.text.zh for cell in titles if cell.text] == [
        "第二十条第（一）项",
        "第二十条第（五）项",
        "第二十条第（六）项",
        "第二十条第（八）项",
    ]
    assert {cell.colspan for cell in titles} == {4}
    licensing = next(cell for row in printed.rows for cell in row if cell.key == "proactive.licensing.decisions")
    assert licensing == LayoutCell(None, "proactive.licensing.decisions", 1, colspan=3)


def test_table_two_of_2019_lets_the_last_of_two_columns_take_the_rest() -> None:
    cells = [cell for row in layout("2019", "proactive").rows for cell in row]
    change = next(cell for cell in cells if cell.key == "proactive.fees.change")
    assert (change.column, change.colspan) == (2, 2)
    change = next(cell for cell in cells if cell.key == "proactive.licensing.change")
    assert (change.column, change.colspan) == (2, 1)
