"""Digits that ran together: all the ways to cut them, and only these."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.extraction.splitting import can_be_fewer, ways

COUNTS = (False,) * 7


@pytest.mark.parametrize(
    ("run", "decimals", "cells"),
    [
        ("0000000", COUNTS, ("0",) * 7),
        ("3000003", COUNTS, ("3", "0", "0", "0", "0", "0", "3")),
        ("0 0 00 00 0", COUNTS, ("0",) * 7),
        ("11 0 0 0 0 0 11", COUNTS, ("11", "0", "0", "0", "0", "0", "11")),
        ("10 0 0 0 01", COUNTS, ("1", "0", "0", "0", "0", "0", "1")),
        ("０００００００", COUNTS, ("0",) * 7),
        ("0012", (False,) * 3, ("0", "0", "12")),
        ("35-15", (False,) * 2, ("35", "-15")),
        ("16减12", (False,) * 2, ("16", "减12")),
        ("0+11", (False,) * 3, ("0", "+1", "1")),
        ("1个246900元", (False, True), ("1个", "246900元")),
        ("00元", (False, True), ("0", "0元")),
        ("2 45.82万元", (False, True), ("2", "45.82万元")),
        ("4166.241619", (True,), ("4166.241619",)),
        ("///", (False,) * 3, ("/", "/", "/")),
    ],
)
def test_what_can_be_cut_in_one_way(run: str, decimals: tuple[bool, ...], cells: tuple[str, ...]) -> None:
    assert ways(run, decimals) == (1, (cells,))


@pytest.mark.parametrize(
    ("run", "decimals", "count"),
    [
        ("15130000154", COUNTS, 31),
        ("5845546", (False,) * 3, 15),
        ("88-720", (False,) * 3, 4),
        ("547.9659万元", (False, True), 2),
        ("200 000121", COUNTS, 4),
        ("000000", COUNTS, 0),
        ("00000000", COUNTS, 0),
        ("007", (False,), 0),
        ("1.5", (False,), 0),
        ("1" * 400, COUNTS, 0),
    ],
)
def test_what_can_be_cut_in_several_ways_or_none(run: str, decimals: tuple[bool, ...], count: int) -> None:
    found, listed = ways(run, decimals)
    assert found == count
    assert len(set(listed)) == count


def test_too_many_ways_are_counted_and_not_listed() -> None:
    count, listed = ways("1" * 40, (False,) * 15)
    assert count > 1_000_000
    assert listed == ()


@given(st.text("0123", min_size=1, max_size=9), st.integers(1, 5))
def test_every_way_and_no_other(run: str, cells: int) -> None:
    cuts = combinations(range(1, len(run)), cells - 1)
    parts = [tuple(run[a:b] for a, b in pairwise((0, *cut, len(run)))) for cut in cuts]
    right = [way for way in parts if not any(len(cell) > 1 and cell[0] == "0" for cell in way)]
    count, listed = ways(run, (False,) * cells)
    assert count == len(right)
    assert not listed or sorted(listed) == sorted(right)


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=9))
def test_the_true_cells_are_among_the_ways(numbers: list[int]) -> None:
    cells = tuple(map(str, numbers))
    count, listed = ways("".join(cells), (False,) * len(cells))
    assert count >= 1
    assert not listed or cells in listed


@given(st.lists(st.none() | st.integers(0, 10**5), min_size=7, max_size=7))
def test_a_row_with_blanks_can_be_fewer_cells(cells: list[int | None]) -> None:
    run = "".join(str(cell) for cell in cells if cell is not None)
    if None in cells and run:
        assert can_be_fewer(run, COUNTS)
    if not can_be_fewer(run, COUNTS) and run:
        assert ways(run, COUNTS)[0] <= 1


def test_beginnings_that_lead_nowhere_are_not_followed() -> None:
    """Half a billion ways to begin, one to end: found on a damaged page, where the search took minutes."""
    run = "1" * 24 + " 0" * 14
    assert ways(run, (False,) * 15) == (1, (("1" * 24, *["0"] * 14),))
