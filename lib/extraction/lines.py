"""A document as one sequence of lines: a paragraph is a line of one piece, a row of a grid a line of its cells.

All that follows (sections, rows, run-together text) works on lines, whatever the file was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from lib.documents import Document, Grid
from lib.extraction.reading import Place

# One cell a line: the file does not say where a row of the table ends.
STREAMS = frozenset({"lines", "pipe-stream"})
PARAGRAPH = "paragraph"
# A table of a page without lines: its columns were told from the places of the words.
UNRULED = "unruled"


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
    length and never end in a blank cell. `true_slots` says that cells stand under the heads of their columns; `usual_end`
    is where most rows of the grid end.
    """

    pieces: tuple[Piece, ...]
    origin: str
    ragged: bool = False
    true_slots: bool = False
    usual_end: int = 0

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts that are not blank."""
        return tuple(piece.text for piece in self.pieces if not piece.blank)

    @property
    def alone(self) -> str | None:
        """The one text of the line, if it has no other."""
        return self.texts[0] if len(self.texts) == 1 else None

    @property
    def grid(self) -> int | None:
        """The number of the grid the line is a row of; None for a paragraph."""
        return self.pieces[0].place.grid if self.pieces else None

    @property
    def end(self) -> int:
        """The first column to the right of the line."""
        return self.pieces[-1].end if self.pieces else 0

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
    ends = Counter(cells[-1].end for cells in rows if cells)
    usual_end = max(ends, key=lambda end: (ends[end], end), default=0)
    for row, cells in enumerate(rows, start=1):
        pieces = tuple(
            Piece(cell.text, Place(number, row, cell.column + 1, cell.page, cell.box), cell.column, cell.end)
            for cell in cells
        )
        yield Line(pieces, grid.origin, ragged, grid.true_slots or grid.origin == UNRULED, usual_end)
