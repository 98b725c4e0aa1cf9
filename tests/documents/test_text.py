"""Plain text: every way a table is drawn becomes a grid of the same cells."""

from __future__ import annotations

import pytest

from lib.documents import Document, Grid, Paragraph, read_document


def read(text: str) -> Document:
    return read_document(text.encode(), "a.txt")


def shapes(document: Document) -> list[tuple[str, list[list[str]]] | str]:
    return [
        block.text
        if isinstance(block, Paragraph)
        else (block.origin, [[cell.text for cell in row] for row in block.rows()])
        for block in document.blocks
    ]


CELLS = [["名称", "数量", "金额"], ["甲", "1", "2"], ["乙", "", "4"]]


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("名称\t数量\t金额\n甲\t1\t2\n乙\t\t4\n", "tabs"),
        ("| 名称 | 数量 | 金额 |\n|---|:-:|---|\n| 甲 | 1 | 2 |\n| 乙 |  | 4 |\n", "pipes"),
        ("名称 | 数量 | 金额 |\n甲 | 1 | 2 |\n乙 | | 4 |\n", "pipes"),
        ("|名称|数量|金额|\n|甲|1|2|\n|乙||4|\n", "pipes"),
        ("名称    数量    金额\n甲      1       2\n乙              4\n", "aligned"),
        ("名称\u3000数量\u3000金额\n甲\u3000\u30001\u3000\u3000 2\n乙\u3000\u3000\u3000\u3000\u3000 4\n", "aligned"),
    ],
)
def test_a_drawn_table_is_a_grid(text: str, origin: str) -> None:
    assert shapes(read(f"前言说明如下。\n\n{text}\n后语。")) == ["前言说明如下。", (origin, CELLS), "后语。"]


@pytest.mark.parametrize(
    "text",
    [
        "甲 |\n1 |\n2 |\n乙 |\n|\n4 |\n",
        "甲\n|\n1\n|\n2\n|\n乙\n|\n|\n4\n|\n",
        "甲 |\n1 |\n2 |\n|||\n乙 |\n|\n4 | ||\n",
    ],
)
def test_bars_that_close_cells_make_a_stream(text: str) -> None:
    assert shapes(read(text)) == [("pipe-stream", [["甲"], ["1"], ["2"], ["乙"], [""], ["4"]])]


def test_bars_of_a_merged_cell_are_no_blank_cells() -> None:
    assert shapes(read("标题 | |||\n甲 | 1 | 2 | 3 |\n乙 | 4 | ||\n")) == [
        ("pipes", [["标题", "", "", ""], ["甲", "1", "2", "3"], ["乙", "4"]])
    ]


def test_one_cell_a_line_and_a_cell_broken_over_lines() -> None:
    text = "说明如下，本表由各科室填报并经审核后公布。\n\n名称\n\n本年新\n制作数量\n\n甲\n\n1\n\n2\n\n乙\n\n3\n"
    assert shapes(read(text)) == [
        "说明如下，本表由各科室填报并经审核后公布。",
        ("lines", [["名称"], ["本年新\n制作数量"], ["甲"], ["1"], ["2"], ["乙"], ["3"]]),
    ]


def test_prose_with_a_number_on_its_own_line_stays_prose() -> None:
    text = "第一段。\n第二段写了很多内容。\n2023\n第三段。\n"
    assert all(isinstance(block, Paragraph) for block in read(text).blocks)


def test_page_numbers_and_rules_are_dropped() -> None:
    assert shapes(read("甲。\n— 2 —\n- 3 -\n==== 正文 ====\n第 4 页 共 9 页\n乙。")) == ["甲。", "乙。"]


def test_the_head_of_a_text() -> None:
    document = read("标题: 甲局2023年报告\n发布时间: 2024-01-20 10:00\n发布机构: \n==== 正文 ====\n前言。\n")
    assert document.title == "甲局2023年报告"
    assert dict(document.metadata) == {"标题": "甲局2023年报告", "发布时间": "2024-01-20 10:00", "发布机构": ""}
    assert shapes(document) == ["前言。"]


def test_a_heading_is_the_title() -> None:
    assert read("# 甲局2023年报告\n\n正文。").title == "甲局2023年报告"
    assert read("这是一句完整的话。\n正文。").title is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("甲 | 1 | 2 |\n乙 | 3 | 4〔摘录到此为止〕", [("pipes", [["甲", "1", "2"], ["乙", "3"]]), "4…"]),
        ("甲 | 1 | 2 |\n乙 | 3 |〔摘录到此为止〕", [("pipes", [["甲", "1", "2"], ["乙", "3"]])]),
        ("甲\t1\t2\n乙\t3\t4〔摘录到此为止〕", [("tabs", [["甲", "1", "2"], ["乙", "3", ""]]), "4…"]),
        ("甲\n\n1\n\n2\n\n3\n\n4〔摘录到此为止〕", [("lines", [["甲"], ["1"], ["2"], ["3"]]), "4…"]),
    ],
)
def test_what_touches_the_end_of_an_excerpt_is_no_cell(text: str, kept: list[object]) -> None:
    document = read(text)
    assert shapes(document) == kept
    assert [warning.key for warning in document.warnings] == ["documents.excerpt"]


def test_a_grid_gives_its_cells_by_slot() -> None:
    (grid,) = read("甲\t1\t2\n乙\t3\n").blocks
    assert isinstance(grid, Grid)
    assert (grid.at(1, 1).text, grid.at(1, 2), grid.width, grid.height) == ("3", None, 3, 2)  # type: ignore[union-attr]
