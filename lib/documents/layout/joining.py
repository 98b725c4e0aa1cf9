"""Pieces of one table on following pages to one grid."""

from __future__ import annotations

from dataclasses import replace

from lib.documents.layout.model import SAME_LINE, clusters, nearest
from lib.documents.layout.pieces import Piece, PieceCell, is_figure, is_full, trimmed
from lib.documents.model import Cell, Grid

# The outer borders of two pieces of one table agree within this, or their widths do and all is moved by less than that
# (odd and even pages with other margins).
_AGREE, _MOVED = 4.0, 80.0


def fits(upper: Piece, lower: Piece) -> bool:
    """Whether the lower piece can be the continuation of the upper one on the next page."""
    return upper.origin == lower.origin == "ruled" and upper.page + 1 == lower.page and _move(upper, lower) is not None


def _move(upper: Piece, lower: Piece) -> float | None:
    """How far the lower piece stands to the right of the upper one; None where their columns do not agree."""
    left, right = lower.xs[0] - upper.xs[0], lower.xs[-1] - upper.xs[-1]
    if abs(left) <= _AGREE and abs(right) <= _AGREE:
        return left
    # A piece may lack an outer border (merged cells at the side go on without lines), or be moved as a whole.
    for move in (0.0, left, right):
        own = [x - move for x in lower.xs]
        if abs(move) <= _MOVED and min(len(own), len(upper.xs)) > 3:
            few, many = sorted((own, list(upper.xs)), key=len)
            if all(abs(x - many[nearest(many, x)]) <= SAME_LINE for x in few):
                return move
    return None


def joined(upper: Piece, lower: Piece) -> Piece:
    """Both pieces as one, on the columns of both. A row cut by the edge of the page is one row where that is certain."""
    move = _move(upper, lower) or 0.0
    xs = clusters([*upper.xs, *(x - move for x in lower.xs)])
    above = [_placed(cell, list(upper.xs), xs, 0, 0) for cell in upper.cells]
    cut = upper.open_bottom and lower.open_top and _halves(upper, lower, above, xs, move)
    height = upper.height - 1 if cut else upper.height
    below = [_placed(cell, list(lower.xs), xs, height, move) for cell in lower.cells]
    cells = _sewn(above, below, height) if cut else [*above, *below]
    return replace(
        upper,
        page=lower.page,
        xs=tuple(xs),
        height=height + lower.height,
        cells=tuple(cells),
        open_bottom=lower.open_bottom,
        open_left=upper.open_left and lower.open_left,
        open_right=upper.open_right and lower.open_right,
    )


def grid_of(piece: Piece) -> Grid:
    """The piece as a grid; rows nothing stands in are left out."""
    piece = trimmed(piece)
    rows = sorted({cell.row for cell in piece.cells})
    number = {row: place for place, row in enumerate(rows)}
    cells = []
    for cell in sorted(piece.cells, key=lambda cell: (cell.row, cell.column)):
        rowspan = sum(cell.row <= row < cell.row + cell.rowspan for row in rows)
        cells.append(
            Cell(cell.text, number[cell.row], cell.column, rowspan, cell.colspan, page=cell.page, box=cell.box)
        )
    return Grid(tuple(cells), len(rows), len(piece.xs) - 1, piece.origin)


def _placed(cell: PieceCell, own: list[float], xs: list[float], down: int, move: float) -> PieceCell:
    start, end = (nearest(xs, own[place] - move) for place in (cell.column, cell.column + cell.colspan))
    return replace(cell, row=cell.row + down, column=start, colspan=max(1, end - start))


def _halves(upper: Piece, lower: Piece, above: list[PieceCell], xs: list[float], move: float) -> bool:
    """Whether the last row above and the first below are one, where no line stands between them.

    They have the same cells (columns that only one piece reaches are left out of account), and no number above that
    had room for another figure has a number below it: that would be two numbers.
    """
    last = {cell.column: cell for cell in above if cell.row + cell.rowspan == upper.height}
    first = {
        placed.column: placed
        for cell in lower.cells
        if cell.row == 0 and (placed := _placed(cell, list(lower.xs), xs, 0, move))
    }
    if not last or not first:
        return False
    start = max(min(last), min(first))
    end = min(max(cell.end for cell in cells.values()) for cells in (last, first))
    shared = [
        {(cell.column, cell.end) for cell in cells.values() if start <= cell.column and cell.end <= end}
        for cells in (last, first)
    ]
    if shared[0] != shared[1] or not shared[0]:
        return False
    return not any(_are_two(last[column], first[column]) for column, _ in shared[0])


def _are_two(above: PieceCell, below: PieceCell) -> bool:
    return is_figure(above.text) and is_figure(below.text) and not is_full(above.spare, below.lead)


def _sewn(above: list[PieceCell], below: list[PieceCell], row: int) -> list[PieceCell]:
    """The cells of both with those of the cut row put together; each keeps the page where its text stands."""
    firsts = {cell.column: cell for cell in below if cell.row == row}
    cells = []
    for cell in above:
        other = firsts.get(cell.column) if cell.row + cell.rowspan == row + 1 else None
        if other is None:
            cells.append(cell)
            continue
        text = "\n".join(part for part in (cell.text, other.text) if part)
        shown = other if not cell.text and other.text else cell
        cells.append(replace(cell, text=text, rowspan=cell.rowspan + other.rowspan - 1, page=shown.page, box=shown.box))
    return [*cells, *(cell for cell in below if cell.row != row)]
