"""Rows without lines between them: where two of them may be one whose numbers were broken, nothing is read.

A number too long for its column goes on in the line below, and without lines that looks like the next row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lib.documents.layout.characters import LOST
from lib.documents.layout.chunks import is_value
from lib.documents.layout.pieces import Piece, PieceCell

# A number is as long as its column allows when it is wider than the widest there less this many of its figures.
_LESS = 0.9
_FIGURES = 2
# The second part of a number may stand two lines below the first, where other numbers stand at the middle between.
_BACK = 2
# More cells in doubt than this, and a table has broken numbers.
_FEW = 4


def with_doubt(rows: Sequence[Sequence[PieceCell]], near: Sequence[bool | None]) -> list[list[PieceCell]]:
    """The rows (a cell a column in each) with every number marked lost that may be a part of one.

    `near`: whether a row follows the one before it as closely as the lines of one cell do (None: not known). Then a
    blank in one of both is enough for doubt; and unless it does not, that all the numbers below stand under numbers as
    long as their columns allow.
    """
    lost: set[tuple[int, int]] = set()
    for number in range(1, len(rows)):
        both = (*rows[number - 1], *rows[number])
        if near[number - 1] and any(not cell.text for cell in both):
            lost |= {(row, place) for row in (number - 1, number) for place in range(len(rows[number]))}
    lost |= _broken(rows, near)
    if len(lost) > _FEW:
        # Numbers are broken here: then each of the others may be a part as well.
        return [[replace(cell, text=cell.text + LOST) for cell in row] for row in rows]
    return [
        [replace(cell, text=cell.text + LOST) if (number, place) in lost else cell for place, cell in enumerate(row)]
        for number, row in enumerate(rows)
    ]


def _broken(rows: Sequence[Sequence[PieceCell]], near: Sequence[bool | None]) -> set[tuple[int, int]]:
    """The cells of rows that hold only what may be the rest of the numbers above, with these numbers."""
    if not rows:
        return set()
    widest = [max(_width(row[place]) for row in rows) for place in range(len(rows[0]))]
    lost: set[tuple[int, int]] = set()
    for number, lower in enumerate(rows):
        under = [place for place, cell in enumerate(lower) if cell.text]
        for back in range(1, min(_BACK, number) + 1):
            between = rows[number - back + 1 : number]
            if near[number - back] is False or any(row[place].text for row in between for place in under):
                break
            if under and all(_is_long(rows[number - back][place], widest[place]) for place in under):
                lost |= {(row, place) for row in range(number - back, number + 1) for place in under}
    return lost


def _width(cell: PieceCell) -> float:
    return cell.box[2] - cell.box[0] if cell.text else 0.0


def _is_long(cell: PieceCell, widest: float) -> bool:
    figures = len(cell.text)
    return figures >= _FIGURES and _width(cell) > widest - _LESS * _width(cell) / figures


def parted(upper: Piece, lower: Piece) -> tuple[Piece, Piece]:
    """Two pieces one after the other: where the lower begins with numbers without a label, all of both are marked lost.

    They may be the rest of the numbers above: then numbers are broken here.
    """
    filled = sorted({cell.row for cell in lower.cells if cell.text})
    first = [cell for cell in lower.cells if filled and cell.row == filled[0] and cell.text]
    if not first or not all(is_value(text) for cell in first if (text := cell.text.rstrip(LOST))):
        return upper, lower
    return _without_numbers(upper), _without_numbers(lower)


def _without_numbers(piece: Piece) -> Piece:
    cells = tuple(replace(cell, text=cell.text + LOST) if is_value(cell.text) else cell for cell in piece.cells)
    return replace(piece, cells=cells)
