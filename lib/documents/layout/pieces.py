"""The part of a table that stands on one page: its lattice with the text of each cell."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lib.documents.layout.characters import LOST
from lib.documents.layout.lattice import Lattice, Slot
from lib.documents.layout.model import Page, Word, around
from lib.documents.layout.writing import Written, written
from lib.documents.model import Box

# A cell nothing is written in is a cell when lines stand on at least this many of its sides.
_DRAWN = 2
# Two figures with less than this share of their height between them are one number, whatever line runs through it.
_ABUTTING = 0.08
# A line is full when less than a figure fits beside it, but for this share of a figure (rounding, thick borders).
_NEARLY = 0.15
# A wrapped number has at least this many digits on its first line, and lines this near (by their height).
_WRAPPED, _LEADING = 2, 1.9
_NUMBER = frozenset("0123456789.,０１２３４５６７８９．，")
_SIGNS = frozenset("-+−－＋–")


@dataclass(frozen=True)
class PieceCell:
    """A cell with its text, its place in the piece and its box on the page as it is seen."""

    text: str
    row: int
    column: int
    rowspan: int
    colspan: int
    page: int
    box: Box
    spare: float = 0.0
    """The room left beside its last line."""
    lead: float = 0.0
    """The width of its first character."""

    @property
    def end(self) -> int:
        """The first column to the right of the cell."""
        return self.column + self.colspan


@dataclass(frozen=True)
class Piece:
    """A table on one page. `xs` are its column borders; `origin` as of the grid it becomes."""

    page: int
    box: Box
    xs: tuple[float, ...]
    height: int
    cells: tuple[PieceCell, ...]
    origin: str
    open_top: bool = False
    open_bottom: bool = False
    open_left: bool = False
    open_right: bool = False


def piece_of(page: Page, lattice: Lattice, words: Sequence[Word]) -> Piece:
    """The lattice with the words that stand in it."""
    held: dict[int, list[Word]] = {}
    for word in words:
        number = lattice.slot_at(word.middle)
        if number is not None:
            held.setdefault(number, []).append(word)
    doubtful = _run_over(lattice, held)
    lines = {number: written(inside) for number, inside in held.items()}
    padding = _padding(lattice, lines)
    texts = {number: _text(lattice.slots[number], own, padding) for number, own in lines.items()}
    for number in doubtful:
        texts[number] = texts.get(number, "") + LOST
    cells = [
        _cell(page.number, slot, texts.get(number, ""), lines.get(number, []), padding)
        for number, slot in enumerate(lattice.slots)
        if texts.get(number) or slot.sides >= _DRAWN
    ]
    return Piece(
        page.number,
        lattice.box,
        lattice.xs,
        len(lattice.ys) - 1,
        tuple(cells),
        "ruled",
        lattice.open_top,
        lattice.open_bottom,
        lattice.open_left,
        lattice.open_right,
    )


def _cell(page: int, slot: Slot, text: str, lines: list[Written], padding: float) -> PieceCell:
    room = slot.box[2] - slot.box[0] - 2 * padding
    spare = room - (lines[-1].box[2] - lines[-1].box[0]) if lines else room
    lead = lines[0].words[0].width if lines else 0.0
    return PieceCell(text, slot.row, slot.column, slot.rowspan, slot.colspan, page, slot.box, spare, lead)


def is_full(spare: float, lead: float) -> bool:
    """Whether a line has no room for a character of this width."""
    return spare < (1 + _NEARLY) * lead


def is_figure(text: str) -> bool:
    """Whether a text is figures alone."""
    return bool(text) and set(text) <= _NUMBER


def trimmed(piece: Piece) -> Piece:
    """Without the row or column of a side that is open and where nothing is written: a line that reaches too far."""
    for axis, last, is_open in (
        ("row", False, piece.open_top),
        ("row", True, piece.open_bottom),
        ("column", False, piece.open_left),
        ("column", True, piece.open_right),
    ):
        if is_open:
            piece = _without(piece, axis, last)
    return piece


def _without(piece: Piece, axis: str, last: bool) -> Piece:
    size = piece.height if axis == "row" else len(piece.xs) - 1
    at = size - 1 if last else 0
    in_it = [cell for cell in piece.cells if _covers(cell, axis, at)]
    if size < 2 or any(cell.text for cell in in_it):
        return piece
    kept = tuple(moved for cell in piece.cells if (moved := _moved(cell, axis, cell in in_it, last)) is not None)
    xs = piece.xs if axis == "row" else (piece.xs[:-1] if last else piece.xs[1:])
    box = around([cell.box for cell in kept]) if kept else piece.box
    return replace(piece, cells=kept, xs=xs, height=piece.height - (axis == "row"), box=box)


def _covers(cell: PieceCell, axis: str, at: int) -> bool:
    start = cell.row if axis == "row" else cell.column
    return start <= at < start + _span(cell, axis)


def _span(cell: PieceCell, axis: str) -> int:
    return cell.rowspan if axis == "row" else cell.colspan


def _moved(cell: PieceCell, axis: str, in_it: bool, last: bool) -> PieceCell | None:
    """The cell after the first or last row or column is taken away; None where it was wholly in it."""
    if in_it:
        if _span(cell, axis) == 1:
            return None
        return replace(cell, rowspan=cell.rowspan - 1) if axis == "row" else replace(cell, colspan=cell.colspan - 1)
    if last:
        return cell
    return replace(cell, row=cell.row - 1) if axis == "row" else replace(cell, column=cell.column - 1)


def _run_over(lattice: Lattice, held: dict[int, list[Word]]) -> set[int]:
    """The cells that share a number: a line runs through it or right between two of its figures.

    Which cell such a number belongs to cannot be told (it may be too wide for the one or for the other).
    """
    figures = [
        (word, number)
        for number, words in held.items()
        for word in words
        if word.text[:1] in _NUMBER | _SIGNS and word.text.strip()
    ]
    figures.sort(key=lambda item: item[0].box[0])
    doubtful: set[int] = set()
    by_row: dict[int, list[tuple[Word, int]]] = {}
    for word, number in figures:
        size = max(word.height, 1.0)
        row = int(word.middle[1] // size)
        for near in (row - 1, row, row + 1):
            for other, there in by_row.get(near, [])[-6:]:
                if there != number and _abut(other, word):
                    doubtful |= {there, number}
        by_row.setdefault(row, []).append((word, number))
    return doubtful


def _abut(left: Word, right: Word) -> bool:
    height = min(left.height, right.height)
    return abs(left.middle[1] - right.middle[1]) < 0.3 * height and abs(right.box[0] - left.box[2]) < _ABUTTING * height


def _padding(lattice: Lattice, lines: dict[int, list[Written]]) -> float:
    """The least space between a text and the left border of its cell."""
    spaces = [line.box[0] - lattice.slots[number].box[0] for number, own in lines.items() for line in own]
    return max(0.0, min(spaces, default=0.0))


def _text(slot: Slot, lines: list[Written], padding: float) -> str:
    """The lines of a cell; a number that was broken because the cell is too narrow is put together again."""
    texts = [line.text for line in lines]
    if len(lines) > 1 and _is_wrapped(slot, lines, padding):
        return "".join(texts)
    return "\n".join(texts)


def _is_wrapped(slot: Slot, lines: list[Written], padding: float) -> bool:
    """Whether every line but the last is as full of figures as the cell allows."""
    if not all(is_figure(line.text) for line in lines) or len(lines[0].text) < _WRAPPED:
        return False
    room = slot.box[2] - slot.box[0] - 2 * padding
    for line, after in itertools.pairwise(lines):
        if not is_full(room - (line.box[2] - line.box[0]), after.words[0].width):
            return False
        if after.box[1] - line.box[1] > _LEADING * line.height:
            return False
    return len(lines[-1].text) <= len(lines[0].text)
