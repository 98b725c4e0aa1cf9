"""Cells to columns: only where it can be done in one way."""

from __future__ import annotations

import pytest

from lib.extraction.columns import Header
from lib.extraction.lines import Piece
from lib.extraction.placing import candidates, place
from lib.extraction.reading import Place
from lib.extraction.rows import RawRow

COLUMNS = ("a", "b", "c")
SPANS = {"a": (2, 3), "b": (3, 4), "c": (4, 5)}
HEADER = Header(SPANS, end=5)


def row(*texts: str, start: int = 2, cut: bool = False, ragged: bool = False, origin: str = "pipes") -> RawRow:
    pieces = tuple(
        Piece(text, Place(1, 1, start + number + 1), start + number, start + number + 1)
        for number, text in enumerate(texts)
    )
    return RawRow(("规章",), pieces, (), (), origin, cut, ragged)


def placed(found: RawRow, spans: dict[str, tuple[int, int]] | None = None) -> dict[str, str] | None:
    result = place(found, COLUMNS, Header(spans, end=5) if spans else None)
    return {name: piece.text for name, piece in result.cells.items()} if result.certain else None


@pytest.mark.parametrize(
    ("texts", "cells"),
    [
        (("1", "", "3"), {"a": "1", "b": "", "c": "3"}),
        (("", "1", "2", "3", ""), {"a": "1", "b": "2", "c": "3"}),
        (("", "1", "", "3"), {"a": "1", "b": "", "c": "3"}),
        (("", "", "", ""), {"a": "", "b": "", "c": ""}),
        (("", "", "3", ""), None),
        (("1", "2"), None),
        (("1", "2", "3", "4"), None),
    ],
)
def test_by_number(texts: tuple[str, ...], cells: dict[str, str] | None) -> None:
    assert placed(row(*texts)) == cells


@pytest.mark.parametrize(
    ("texts", "start", "cells"),
    [
        (("1", "2", "3"), 2, {"a": "1", "b": "2", "c": "3"}),
        (("", "1", "2", "3"), 1, {"a": "1", "b": "2", "c": "3"}),
        (("1", "", "3", ""), 2, {"a": "1", "b": "", "c": "3"}),
        # The header is narrower than the rows: the cells are still three, the first of them filled.
        (("1", "2", "3"), 3, {"a": "1", "b": "2", "c": "3"}),
        # A blank cell before and one cell lost behind look like three cells, one column off.
        (("", "1", "2"), 1, None),
        (("1", "2"), 2, None),
        (("1", "2", "3", "4"), 2, None),
    ],
)
def test_under_a_header(texts: tuple[str, ...], start: int, cells: dict[str, str] | None) -> None:
    assert placed(row(*texts, start=start, origin="html-table"), SPANS) == cells


def test_a_filled_cell_over_several_columns_is_left_open() -> None:
    wide = Piece("5", Place(1, 1, 3), 2, 4)
    last = Piece("7", Place(1, 1, 5), 4, 5)
    found = place(RawRow(("规章",), (wide, last), (), (), "html-table"), COLUMNS, HEADER)
    assert dict(found.cells) == {"c": last}
    assert dict(found.open) == {"a": wide, "b": wide}


def test_a_blank_cell_over_several_columns_is_blank_in_each() -> None:
    wide = Piece("", Place(1, 1, 3), 2, 4)
    last = Piece("7", Place(1, 1, 5), 4, 5)
    found = place(RawRow(("规章",), (wide, last), (), (), "html-table"), COLUMNS, HEADER)
    assert dict(found.cells) == {"a": wide, "b": wide, "c": last}


def test_a_row_where_an_excerpt_ends_keeps_what_it_has() -> None:
    assert placed(row("1", "2", cut=True)) == {"a": "1", "b": "2"}
    assert placed(row("1", "2", cut=True, origin="lines")) is None


@pytest.mark.parametrize(
    ("texts", "cells"),
    [
        (("1", "", "3"), {"a": "1", "b": "", "c": "3"}),
        (("", "", "3"), None),
        (("", "1", "", "3"), {"a": "1", "b": "", "c": "3"}),
        (("", "", "1", "2"), None),
    ],
)
def test_a_ragged_row_may_have_lost_its_last_cells(texts: tuple[str, ...], cells: dict[str, str] | None) -> None:
    assert placed(row(*texts, ragged=True, origin="tabs")) == cells


def test_candidates_keep_the_order() -> None:
    assert candidates(row("22", "235"), COLUMNS) == (("22", "235", ""), ("22", "", "235"), ("", "22", "235"))
    assert candidates(row("1", "2", "3", "4"), COLUMNS) == ()
