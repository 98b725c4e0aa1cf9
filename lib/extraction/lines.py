"""A document as one sequence of lines: a paragraph is a line of one piece, a row of a grid a line of its cells.

All that follows (sections, rows, run-together text) works on lines, whatever the file was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lib.documents import Document, Grid
from lib.extraction.reading import Place

# One cell a line: the file does not say where a row of the table ends.
STREAMS = frozenset({"lines", "pipe-stream"})
PARAGRAPH = "paragraph"


@dataclass(frozen=True)
class Piece:
    """The text of one cell or paragraph and where it stood; `start` and `end` are its columns in the grid."""

    text: str
    place: Place
    start: int = 0
    end: int = 1

    @property
    def blank(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True)
class Line:
    """`origin` is "paragraph" or the origin of the grid.

    `ragged` is set where blank cells at the end of the row may have been trimmed away: a tab table whose rows differ in
    length and never end in a blank cell.
    """

    pieces: tuple[Piece, ...]
    origin: str
    ragged: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that are not blank."""
        return tuple(piece.text for piece in self.pieces if not piece.blank)

    @property
    def alone(self) -> str | None:
        """The one text of the line, if it has no other."""
        return self.texts[0] if len(self.texts) == 1 else None

    @property
    def streamed(self) -> bool:
        return self.origin in STREAMS

    def part(self, start: int, end: int) -> Line:
        """A line of one piece cut out of this line's first piece, by characters."""
        piece = self.pieces[0]
        place = replace(piece.place, column=piece.place.column + start) if piece.place.grid is None else piece.place
        return replace(self, pieces=(replace(piece, text=piece.text[start:end], place=place),))


def lines_of(document: Document) -> list[Line]:
    """Every paragraph and every row of every grid, in order."""
    return list(_lines(document))


def _lines(document: Document) -> Iterator[Line]:
    grids = 0
    for number, block in enumerate(document.blocks, start=1):
        if isinstance(block, Grid):
            grids += 1
            yield from _rows(block, grids)
        else:
            yield Line((Piece(block.text, Place(None, number, 1, block.page)),), PARAGRAPH)


def _rows(grid: Grid, number: int) -> Iterator[Line]:
    rows = grid.rows()
    whole = len({len(cells) for cells in rows}) == 1 or any(cells and not cells[-1].text for cells in rows)
    ragged = grid.origin == "tabs" and not whole
    for row, cells in enumerate(rows, start=1):
        pieces = tuple(
            Piece(cell.text, Place(number, row, cell.column + 1, cell.page, cell.box), cell.column, cell.end)
            for cell in cells
        )
        yield Line(pieces, grid.origin, ragged)
