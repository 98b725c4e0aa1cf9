"""HTML: merged cells laid out, tables that lay out a page looked through, nothing fetched and nothing run."""

from __future__ import annotations

import contextlib
import time

import pytest

from lib.documents import Document, DocumentError, Grid, Paragraph, read_document
from lib.documents.html.grid import COLSPAN, SLOTS


def read(markup: str) -> Document:
    return read_document(markup.encode(), "a.html")


def grid_in(markup: str) -> Grid:
    (grid,) = [block for block in read(markup).blocks if isinstance(block, Grid)]
    return grid


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_a_merged_cell_is_stored_once() -> None:
    grid = grid_in("<table><tr><td rowspan=2 colspan=2>甲<td>乙<tr><td>丙</table>")
    assert [(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells] == [
        ("甲", 0, 0, 2, 2),
        ("乙", 0, 2, 1, 1),
        ("丙", 1, 2, 1, 1),
    ]
    assert (grid.height, grid.width) == (2, 3)
    assert grid.at(1, 0) is None
    assert grid.at(1, 2) == grid.cells[2]


def test_a_blank_cell_is_there_and_a_continuation_is_not() -> None:
    grid = grid_in("<table><tr><td colspan=2>甲<td>&nbsp;</td><td><o:p>&nbsp;</o:p></td></tr></table>")
    assert [cell.text for cell in grid.cells] == ["甲", "", ""]
    assert [cell.column for cell in grid.cells] == [0, 2, 3]


def test_a_cell_pasted_from_a_word_processor() -> None:
    cell = "<td><p class=MsoNormal><span lang=EN-US>1.</span><span>属于国家\n  秘密</span><o:p></o:p></p></td>"
    assert grid_in(f"<table><tr>{cell}<td>0<td>1</table>").cells[0].text == "1.属于国家 秘密"


def test_lines_of_a_cell_are_kept_apart() -> None:
    assert grid_in("<table><tr><td>本年新<br>制作数量<td>1<td>2</table>").cells[0].text == "本年新\n制作数量"


def test_a_layout_table_is_looked_through() -> None:
    document = read(
        "<table><tr><td>导航</td><td><p>前言</p><table><tr><td>规章<td>1<td>2</table><p>后语</p></td></tr></table>"
    )
    assert texts(document) == ["导航", "前言", "后语"]
    assert [block.cells[0].text for block in document.blocks if isinstance(block, Grid)] == ["规章"]


def test_one_column_or_long_prose_is_no_data() -> None:
    prose = "本年度工作平稳有序。" * 50
    assert (
        texts(read(f"<table><tr><td>{prose}</td><td>旁栏</td></tr><tr><td>甲</td><td>乙</td></tr></table>"))[0] == prose
    )
    assert texts(read("<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>")) == ["甲", "乙"]


def test_scripts_styles_and_comments_are_no_text() -> None:
    page = "<p>甲<script>alert(1)</script><!-- 乙 --><style>p{}</style>丙</p><noscript>丁</noscript>戊"
    assert texts(read(page)) == ["甲丙", "戊"]


def test_what_the_page_says_of_itself() -> None:
    head = '<title>站名</title><meta name="ArticleTitle" content="甲局2023年报告"><meta name="PubDate" content="2024-01-20">'
    document = read(f"<html><head>{head}</head><body><p>正文</p></body></html>")
    assert document.title == "甲局2023年报告"
    assert document.metadata["PubDate"] == "2024-01-20"
    assert texts(document) == ["正文"]


def test_an_entity_is_not_expanded_and_nothing_is_fetched() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>甲&x;乙</p></body></html>'
    assert "root:" not in "".join(texts(read(page)))


@pytest.mark.parametrize(
    "markup",
    [
        "<table>" + "<tr>" + "<td rowspan=60000 colspan=1000>1" * 50,
        "<table>" + ("<tr>" + "<td>1" * 30) * 9_000,
        "<table><tr><td>" * 4_000 + "甲",
        "<div>" * 50_000 + "甲" + "<p>乙",
        "<table><tr><td rowspan=0 colspan=0>甲<td>乙<td>丙<tr><td>丁<td>戊</table>",
    ],
)
def test_absurd_markup_is_read_in_bounded_time(markup: str) -> None:
    start = time.monotonic()
    with contextlib.suppress(DocumentError):
        grids = [block for block in read(markup).blocks if isinstance(block, Grid)]
        assert all(cell.colspan <= COLSPAN for grid in grids for cell in grid.cells)
        assert all(len(grid.cells) <= SLOTS + 1 for grid in grids)
    assert time.monotonic() - start < 20


def test_a_table_that_was_cut_is_said_to_be() -> None:
    document = read("<table>" + ("<tr>" + "<td colspan=40>1" * 9) * 500)
    assert [warning.key for warning in document.warnings] == ["documents.table_too_large"]


def test_a_raised_digit_is_no_digit_of_the_number_beside_it() -> None:
    markup = "<table><tr><td>12<sup>1</sup><td>3<span style='VERTICAL-ALIGN: super'>2</span>4<td>5<sub>6</sub></table>"
    assert [cell.text for cell in grid_in(markup).cells] == ["12¹", "3²4", "5₆"]
