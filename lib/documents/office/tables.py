"""A table of an office document as a grid: cells at true slots, columns no cell begins or ends at taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from lib.documents.model import Block, Cell, Grid, Paragraph, grid_of
from lib.language import Message

# Far above what a form has; a table may claim any size.
MOST_CELLS, WIDEST = 40_000, 400
_PROSE, _PROSE_COLUMNS = 400, 3
_TABBED_COLUMNS = 3

Merge = Literal["", "starts", "goes on"]


class SourceCell(NamedTuple):
    """A cell as the file places it: from column `start` up to `end`; `merge` says how it joins the cell above it.

    `rows` is given where the file counts the rows a cell takes; `parts` are its texts and the tables in it.
    """

    start: int
    end: int
    parts: tuple[str | Grid, ...] = ()
    merge: Merge = ""
    rows: int = 1

    @property
    def text(self) -> str:
        """All that stands in the cell; a small table in it as lines of text."""
        texts = [part if isinstance(part, str) else _as_text(part) for part in self.parts]
        lines = [" ".join(line.split()) for text in texts for line in text.split("\n")]
        return "\n".join([line for line in lines if line])


@dataclass(slots=True)
class _Placed:
    """A cell of the grid while the rows below may still go on with it: its first row, and its rows so far."""

    source: SourceCell
    row: int
    rows: int


Rows = Sequence[Sequence[SourceCell]]


def lays_out(rows: Rows) -> bool:
    """Whether a table only lays out the page: its contents are then read as if it were not there."""
    cells = [cell for row in rows for cell in row]
    inner = sum(len(part.cells) for cell in cells for part in cell.parts if isinstance(part, Grid))
    widest = max((len(row) for row in rows), default=0)
    if inner and inner >= len(cells):
        return True
    if widest < 2 or (widest == 2 and len([row for row in rows if row]) < 2):
        return True
    return widest <= _PROSE_COLUMNS and any(len(cell.text) > _PROSE and "。" in cell.text for cell in cells)


def contents(rows: Rows) -> list[str | Grid]:
    """What stands in the cells, in order."""
    return [part for row in rows for cell in row if cell.merge != "goes on" for part in cell.parts]


def grid_from(rows: Rows, warnings: list[Message], origin: str = "word-table") -> Grid:
    """The cells at their slots; merged cells once. A table above the limits is cut and a warning is added."""
    placed: list[_Placed] = []
    # Cells a row below may go on, by the column they begin at.
    open_cells: dict[int, _Placed] = {}
    for row, line in enumerate(rows):
        next_open: dict[int, _Placed] = {}
        for source in line:
            above = open_cells.get(source.start) if source.merge == "goes on" else None
            if above is not None and (above.source.end == source.end or not source.text):
                above.rows += 1
            elif len(placed) >= MOST_CELLS or source.end > WIDEST:
                warnings.append(Message("documents.table_too_large", {"cells": MOST_CELLS}))
                return _dense(placed, row + 1, origin)
            else:
                above = _Placed(source, row, max(1, min(source.rows, len(rows) - row)))
                placed.append(above)
            if source.merge:
                next_open[source.start] = above
        open_cells = next_open
    return _dense(placed, len(rows), origin)


def snap(rows: Rows, widths: Sequence[float], nearest: float) -> Rows:
    """The rows with column edges closer than `nearest` (in the unit of `widths`) taken for one edge.

    A program that draws a table anew leaves edges a hair apart: a column no one sees, in which a cell counts as two.
    Where a real cell would lose its width, nothing is changed.
    """
    moved = _snapped(widths, nearest)
    if not moved:
        return rows
    snapped = [
        [cell._replace(start=moved.get(cell.start, cell.start), end=moved.get(cell.end, cell.end)) for cell in row]
        for row in rows
    ]
    if any(cell.start >= cell.end for row in snapped for cell in row):
        return rows
    return snapped


def _snapped(widths: Sequence[float], nearest: float) -> Mapping[int, int]:
    moved: dict[int, int] = {}
    edge, place, kept = 0.0, 0.0, 0
    for index, width in enumerate(widths, start=1):
        place += width
        if place - edge < nearest:
            moved[index] = kept
        else:
            edge, kept = place, index
    return moved


def _dense(placed: Sequence[_Placed], height: int, origin: str) -> Grid:
    """The grid without the columns at which no cell begins or ends."""
    sources = [cell.source for cell in placed]
    edges = sorted({0, *(source.start for source in sources), *(source.end for source in sources)})
    rank = {edge: number for number, edge in enumerate(edges)}
    cells = tuple(
        Cell(source.text, cell.row, rank[source.start], cell.rows, rank[source.end] - rank[source.start])
        for cell, source in zip(placed, sources, strict=True)
    )
    return Grid(cells, height, len(edges) - 1, origin)


def _as_text(grid: Grid) -> str:
    return "\n".join(" ".join(" ".join(cell.text.split()) for cell in row if cell.text) for row in grid.rows())


def as_blocks(found: Sequence[str | Grid]) -> tuple[Block, ...]:
    """Texts and grids as blocks, numbered: every line a paragraph, lines parted by tabs into columns a table."""
    kept: list[str | Grid] = []
    tabbed: list[str] = []
    for part in [*found, ""]:
        lines = part.split("\n") if isinstance(part, str) else [part]
        for line in lines:
            if isinstance(line, str) and "\t" in line.strip():
                tabbed.append(line)
                continue
            if isinstance(line, Grid) or line.strip() or part == "":
                kept.extend(_tabbed(tabbed))
                tabbed = []
                kept.append(line)
    texts = [" ".join(part.split()) if isinstance(part, str) else part for part in kept]
    return tuple(
        part if isinstance(part, Grid) else Paragraph(part, order)
        for order, part in enumerate(part for part in texts if part)
    )


def _tabbed(lines: list[str]) -> list[str | Grid]:
    """A table where some line has three columns or more; a table of contents has two."""
    rows = [line.split("\t") for line in lines]
    if len(rows) < 2 or max(sum(bool(text.strip()) for text in row) for row in rows) < _TABBED_COLUMNS:
        return list(lines)
    return [grid_of(rows, "tabs")]
