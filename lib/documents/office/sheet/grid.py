"""The cells of one sheet as a grid: from the first text to the last, without what is hidden, merged cells once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, product

from lib.documents.model import Cell, Grid
from lib.language import Message

MOST_ROWS, MOST_COLUMNS = 20_000, 400
MOST_SLOTS = 400_000
# How far a drawn but empty cell may stand from the last text and still belong to the table.
_NEAR = 60
# The part of a sheet in which nearly every report has room.
_OFTEN_ROWS, _OFTEN_COLUMNS = 256, 24

Slot = tuple[int, int]
Range = tuple[int, int, int, int]
"""First row, first column, last row, last column, all from 0."""


@dataclass
class Sheet:
    """A sheet as the file holds it. `cells` has a text for every slot that is not empty; `framed` are empty cells with
    a border, which are drawn and therefore there."""

    name: str
    cells: dict[Slot, str] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    framed: set[Slot] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def grid_from_sheet(sheet: Sheet, warnings: list[Message]) -> Grid | None:
    """The grid of what is shown, None where nothing is. A sheet above the limits is cut and a warning is added."""
    filled = {
        slot: shown
        for slot, text in sheet.cells.items()
        if (shown := text.strip()) and slot[0] not in sheet.hidden_rows and slot[1] not in sheet.hidden_columns
    }
    if not filled:
        return None
    rows, columns = _shown(sheet, filled, warnings)
    lines: dict[int, list[Cell | None]] = {row: [*_blank(down, len(columns))] for down, row in enumerate(rows)}
    acrosses = {column: across for across, column in enumerate(columns)}
    downs = {row: down for down, row in enumerate(rows)}
    # A cell is made as the tuple it is, which costs a third of calling its class.
    make = tuple.__new__
    for (row, column), text in filled.items():
        # What lies beyond the limits has no place.
        if row in lines and column in acrosses:
            lines[row][acrosses[column]] = make(Cell, (text, downs[row], acrosses[column], 1, 1, None, None))
    for (row, column), cell in _merged(sheet, rows, columns).items():
        lines[row][acrosses[column]] = cell
    cells = tuple(filter(None, chain.from_iterable(lines.values())))
    return Grid(cells, len(rows), len(columns), "sheet")


def _blank(down: int, width: int) -> Iterable[Cell]:
    """A row of empty cells. Most slots of a sheet are empty, and such cells are alike in all sheets: those of the size
    that reports have are made once."""
    if down < _OFTEN_ROWS and width <= _OFTEN_COLUMNS:
        return _empty_row(down)[:width]
    return _empty_cells(down, width)


@lru_cache(maxsize=_OFTEN_ROWS)
def _empty_row(down: int) -> tuple[Cell, ...]:
    return tuple(_empty_cells(down, _OFTEN_COLUMNS))


def _empty_cells(down: int, width: int) -> list[Cell]:
    return [Cell("", down, across) for across in range(width)]


def _merged(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> Mapping[Slot, Cell | None]:
    """Every slot of a merged cell: with the cell the first that is shown, with None the others."""
    merged: dict[Slot, Cell | None] = {}
    room = MOST_SLOTS * 4
    for first_row, first_column, last_row, last_column in sheet.merged:
        top, bottom = bisect_left(rows, first_row), bisect_right(rows, last_row)
        left, right = bisect_left(columns, first_column), bisect_right(columns, last_column)
        size = max(0, bottom - top) * max(0, right - left)
        # Ranges that lie over one another are no table, and could be many.
        room -= size
        if size < 2 or room < 0:
            continue
        slots = list(product(rows[top:bottom], columns[left:right]))
        if merged.keys().isdisjoint(slots):
            merged.update(dict.fromkeys(slots))
            text = sheet.cells.get((first_row, first_column), "").strip()
            merged[slots[0]] = Cell(text, top, left, bottom - top, right - left)
    return merged


def _shown(sheet: Sheet, filled: Collection[Slot], warnings: list[Message]) -> tuple[list[int], list[int]]:
    """The rows and columns of the grid, within the limits."""
    used_rows, used_columns = {row for row, _ in filled}, {column for _, column in filled}
    top, left, bottom, right = min(used_rows), min(used_columns), max(used_rows), max(used_columns)
    for row, column in sheet.framed:
        if top - _NEAR <= row <= bottom + _NEAR and left - _NEAR <= column <= right + _NEAR:
            used_rows.add(row)
            used_columns.add(column)
    columns = _kept(used_columns, sheet.hidden_columns)[:MOST_COLUMNS]
    most_rows = min(MOST_ROWS, MOST_SLOTS // max(len(columns), 1))
    rows = _kept(used_rows, sheet.hidden_rows)[:most_rows]
    if bottom > rows[-1] or right > columns[-1]:
        warnings.append(
            Message("documents.sheet_cut", {"sheet": sheet.name, "rows": most_rows, "columns": MOST_COLUMNS})
        )
    return rows, columns


def _kept(used: set[int], hidden: set[int]) -> list[int]:
    """The rows or columns from the first to the last used that are shown. Of a long stretch with nothing in it only
    the beginning is kept: a stray letter at the end of a sheet is common and means nothing."""
    kept: list[int] = []
    for place in sorted(used):
        begin = kept[-1] + 1 if kept else place
        kept.extend([*range(begin, min(place, begin + _NEAR)), place])
    return [place for place in kept if place not in hidden]


def hidden_places(sheets: Iterable[Sheet]) -> int:
    """How many hidden rows and columns hold something that is therefore not read."""
    count = 0
    for sheet in sheets:
        if sheet.hidden_rows or sheet.hidden_columns:
            filled = [slot for slot, text in sheet.cells.items() if text.strip()]
            count += len({row for row, _ in filled} & sheet.hidden_rows)
            count += len({column for _, column in filled} & sheet.hidden_columns)
    return count
