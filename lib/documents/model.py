"""What a reader makes of a file: paragraphs and grids of text cells, in the order of the document.

Nothing here knows of disclosure. A merged cell is stored once, at its upper left slot; its other slots hold nothing.
An empty text is a cell that is really there and really blank.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from lib.language import Message

Box = tuple[float, float, float, float]
"""Left, top, right, bottom on a page, in points from its upper left corner."""

# Origins whose cells stand at their true slots, merged cells known: a column of the grid is a column of the table.
TRUE_SLOTS = frozenset({"html-table", "word-table", "sheet", "ruled"})


class Cell(NamedTuple):
    """One cell at its own slot. A tuple, because a document has hundreds and a frozen class is five times as slow to make.

    Lines of a cell are kept apart by a newline. `page` (from 1) and `box` say where it stands in a file that has pages;
    None where the file has none.
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    page: int | None = None
    box: Box | None = None

    @property
    def end(self) -> int:
        """The first column to the right of the cell."""
        return self.column + self.colspan


@dataclass(frozen=True)
class Grid:
    """A table. `origin` says what it was: "html-table", "word-table", "sheet", "ruled" (a page with lines), "unruled" (a
    page without), "tabs", "pipes", "pipe-stream", "lines", "aligned".

    "pipe-stream" and "lines" are one cell a row: the file does not say where the rows of the table end.
    """

    cells: tuple[Cell, ...]
    height: int
    width: int
    origin: str

    def at(self, row: int, column: int) -> Cell | None:
        """The cell whose own slot this is; None for the continuation of a merged cell or where nothing stands."""
        return self._slots.get((row, column))

    @property
    def true_slots(self) -> bool:
        """Whether a column of the grid is a column of the table."""
        return self.origin in TRUE_SLOTS

    def rows(self) -> list[list[Cell]]:
        """The cells anchored in each row, left to right."""
        lines: list[list[Cell]] = [[] for _ in range(self.height)]
        for cell in sorted(self.cells, key=lambda cell: (cell.row, cell.column)):
            lines[cell.row].append(cell)
        return lines

    @cached_property
    def _slots(self) -> dict[tuple[int, int], Cell]:
        return {(cell.row, cell.column): cell for cell in self.cells}


@dataclass(frozen=True)
class Paragraph:
    """A run of text outside tables; `order` is its place among the blocks of the document."""

    text: str
    order: int
    page: int | None = None


Block = Paragraph | Grid


@dataclass(frozen=True)
class Document:
    """A file as read. `metadata` is what the file says of itself, by the names it uses; `warnings` are sentences.

    `pages`: the width and height of each page in points; empty where the file has no pages. `recognised`: the text was
    read from a picture (OCR), so every figure must be compared with it by a person.
    """

    blocks: tuple[Block, ...]
    title: str | None
    metadata: Mapping[str, str]
    format: str
    sha256: str
    name: str
    warnings: tuple[Message, ...] = field(default=())
    pages: tuple[tuple[float, float], ...] = ()
    recognised: bool = False


@dataclass(frozen=True)
class Content:
    """What one reader returns; `read_document` makes a `Document` of it."""

    blocks: tuple[Block, ...]
    title: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[Message, ...] = ()
    pages: tuple[tuple[float, float], ...] = ()
    recognised: bool = False


def in_order(blocks: list[str | Grid]) -> tuple[Block, ...]:
    """Texts and grids as blocks, numbered; empty texts are dropped."""
    kept = [block for block in blocks if isinstance(block, Grid) or block.strip()]
    return tuple(
        block if isinstance(block, Grid) else Paragraph(block.strip(), order) for order, block in enumerate(kept)
    )


def grid_of(lines: list[list[str]], origin: str) -> Grid:
    """A grid without merged cells from the texts of its rows; rows may differ in length."""
    cells = tuple(Cell(text.strip(), row, column) for row, line in enumerate(lines) for column, text in enumerate(line))
    return Grid(cells, len(lines), max((len(line) for line in lines), default=0), origin)
