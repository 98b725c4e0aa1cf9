"""HTML as it is seen: what is hidden in a table, what a field holds, marks of notes and struck digits."""

from __future__ import annotations

import pytest

from lib.documents import Grid, read_document


def cells(inner: str) -> list[str]:
    """The texts of a table of three cells, the first of which holds this."""
    markup = f"<html><body><table><tr><td>{inner}</td><td>二</td><td>三</td></tr></table></body></html>"
    (grid,) = (block for block in read_document(markup.encode(), "a.html").blocks if isinstance(block, Grid))
    return [cell.text for cell in grid.cells]


@pytest.mark.parametrize(
    "struck",
    ["<s>3</s>", "<del>3</del>", "<strike>3</strike>", '<span style="TEXT-DECORATION: line-through">3</span>'],
)
def test_a_struck_digit_is_lost_and_no_digit_of_the_number_beside_it(struck: str) -> None:
    assert cells(f"{struck}5") == ["\ufffd5", "二", "三"]


@pytest.mark.parametrize("white", ['<span style="color: #FFFFFF">3</span>', "<font color=white>3</font>"])
def test_white_on_white_is_lost_and_white_on_a_colour_is_read(white: str) -> None:
    assert cells(f"{white}5")[0] == "\ufffd5"
    assert cells(f'<p style="background-color:navy">{white}5</p>')[0] == "35"


@pytest.mark.parametrize(
    "hidden",
    [
        '<span style="display:none">3</span>',
        "<i hidden>3</i>",
        "<span style='mso-hide:all'>3</span>",
        "<b style='visibility: hidden'>3</b>",
    ],
)
def test_what_is_hidden_in_a_cell_is_not_read(hidden: str) -> None:
    assert cells(f"1{hidden}2") == ["12", "二", "三"]


def test_a_hidden_row_is_no_row_and_a_hidden_cell_no_cell() -> None:
    row = "<tr style='display:none'><td>1</td><td>2</td><td>3</td></tr>"
    cell = "<td style='display:none'>9</td>"
    markup = (
        f"<table><tr><td>甲</td>{cell}<td>乙</td><td>丙</td></tr>{row}<tr><td>4</td><td>5</td><td>6</td></tr></table>"
    )
    (grid,) = read_document(f"<html>{markup}</html>".encode(), "a.html").blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells] == ["甲", "乙", "丙", "4", "5", "6"]


def test_a_page_that_a_script_shows_is_read() -> None:
    markup = "<div style='display:none'><p>正文</p><table><tr><td>1</td><td>2</td><td>3</td></tr></table></div>"
    assert len(read_document(f"<html>{markup}</html>".encode(), "a.html").blocks) == 2


def test_a_field_is_what_it_holds() -> None:
    assert cells('<input value="12">')[0] == "12"
    assert cells('<input type="number" value="7"> 件')[0] == "7 件"
    assert cells('<input type="hidden" value="12">')[0] == ""
    assert cells("<select><option>1<option selected>2</select>")[0] == "2"
    assert cells("<select><option>1<option>2</select> 其他") == ["其他", "二", "三"]


def test_a_mark_moved_by_hand_is_raised_and_a_number_moved_whole_is_a_number() -> None:
    assert cells('5<span style="position:relative;top:-4.0pt;mso-text-raise:4.0pt">1</span>')[0] == "5¹"
    assert cells('5<span style="vertical-align: 3px; font-size:6px">1</span>')[0] == "5¹"
    assert cells('<span style="position:relative;top:-4.0pt">51</span>')[0] == "51"
    assert cells('5<span style="vertical-align: baseline; margin-top:-3px">1</span>')[0] == "51"
