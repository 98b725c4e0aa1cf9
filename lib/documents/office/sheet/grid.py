"""The cells of one sheet as a grid: from the first text to the last, without what is hidden, merged cells once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from lib.documents.model import Cell, Grid
from lib.language import Message

MOST_ROWS, MOST_COLUMNS = 20_000, 400
MOST_SLOTS = 400_000
# How far a drawn but empty cell may stand from the last text and still belong to the table.
_NEAR = 60

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
    filled = [
        slot
        for slot, text in sheet.cells.items()
        if text.strip() and slot[0] not in sheet.hidden_rows and slot[1] not in sheet.hidden_columns
    ]
    if not filled:
        return None
    rows, columns = _shown(sheet, filled, warnings)
    at_row = {row: number for number, row in enumerate(rows)}
    at_column = {column: number for number, column in enumerate(columns)}
    cells: list[Cell] = []
    covered: set[Slot] = set()
    room = MOST_SLOTS * 4
    for first_row, first_column, last_row, last_column in sheet.merged:
        spanned_rows = rows[bisect_left(rows, first_row) : bisect_right(rows, last_row)]
        spanned_columns = columns[bisect_left(columns, first_column) : bisect_right(columns, last_column)]
        size = len(spanned_rows) * len(spanned_columns)
        # Ranges that lie over one another are no table, and could be many.
        room -= size
        if size < 2 or room < 0:
            continue
        slots = {(row, column) for row in spanned_rows for column in spanned_columns}
        if slots & covered:
            continue
        covered |= slots
        text = sheet.cells.get((first_row, first_column), "").strip()
        place = at_row[spanned_rows[0]], at_column[spanned_columns[0]]
        cells.append(Cell(text, *place, len(spanned_rows), len(spanned_columns)))
    for row in rows:
        for column in columns:
            if (row, column) not in covered:
                cells.append(Cell(sheet.cells.get((row, column), "").strip(), at_row[row], at_column[column]))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(cells), len(rows), len(columns), "sheet")


def _shown(sheet: Sheet, filled: list[Slot], warnings: list[Message]) -> tuple[list[int], list[int]]:
    """The rows and columns of the grid, within the limits."""
    top, left = min(row for row, _ in filled), min(column for _, column in filled)
    bottom, right = max(row for row, _ in filled), max(column for _, column in filled)
    near = [
        (row, column)
        for row, column in sheet.framed
        if top - _NEAR <= row <= bottom + _NEAR and left - _NEAR <= column <= right + _NEAR
    ]
    top, left = min([top, *(row for row, _ in near)]), min([left, *(column for _, column in near)])
    bottom, right = max([bottom, *(row for row, _ in near)]), max([right, *(column for _, column in near)])
    columns = _kept({column for _, column in [*filled, *near]}, left, right, sheet.hidden_columns)[:MOST_COLUMNS]
    most_rows = min(MOST_ROWS, MOST_SLOTS // max(len(columns), 1))
    rows = _kept({row for row, _ in [*filled, *near]}, top, bottom, sheet.hidden_rows)[:most_rows]
    last_row, last_column = rows[-1] if rows else -1, columns[-1] if columns else -1
    if any(row > last_row or column > last_column for row, column in filled):
        warnings.append(
            Message("documents.sheet_cut", {"sheet": sheet.name, "rows": most_rows, "columns": MOST_COLUMNS})
        )
    return rows, columns


def _kept(used: set[int], first: int, last: int, hidden: set[int]) -> list[int]:
    """The rows or columns from `first` to `last` that are shown. Of a long stretch with nothing in it only the
    beginning is kept: a stray letter at the end of a sheet is common and means nothing."""
    kept: list[int] = []
    for place in sorted(used):
        begin = kept[-1] + 1 if kept else first
        end = min(place, begin + _NEAR)
        kept.extend([*range(begin, end), place] if place >= begin else [])
    return [place for place in kept if place not in hidden and place <= last]


def hidden_places(sheets: Iterable[Sheet]) -> int:
    """How many hidden rows and columns hold something that is therefore not read."""
    count = 0
    for sheet in sheets:
        filled = [slot for slot, text in sheet.cells.items() if text.strip()]
        count += len({row for row, _ in filled} & sheet.hidden_rows)
        count += len({column for _, column in filled} & sheet.hidden_columns)
    return count
