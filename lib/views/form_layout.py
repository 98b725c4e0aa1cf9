"""A table of the form as it is printed: rows of cells that span rows and columns, for any edition.

The spans follow from the label paths of the rows and columns alone, so a new edition needs nothing here.
Source of the known spans: the official template of 国办公开办函〔2021〕30号.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.forms import Block, FigureKey, Label, Table, TableKey

# A path with the number of lines each of its labels takes: a label that stands alone reaches down to the figures.
_Path = Sequence[tuple[Label, int]]


@dataclass(frozen=True)
class LayoutCell:
    """A printed cell: a label (`text`) or the place of a figure (`key`). `column`: where it begins, from 0."""

    text: Label | None
    key: FigureKey | None
    column: int
    rowspan: int = 1
    colspan: int = 1
    header: bool = False


@dataclass(frozen=True)
class FormLayout:
    """A printed table. `width`: its columns; `label_columns`: how many of them, on the left, hold row labels (0: none)."""

    table: TableKey
    edition: str
    width: int
    label_columns: int
    rows: tuple[tuple[LayoutCell, ...], ...]


def form_layout(table: Table, edition: str) -> FormLayout:
    """The printed layout of `table`: every figure of the table once, in the order of the form."""
    if table.layout == "flat":
        (block,) = table.blocks
        rows = _flat(table, block)
        return FormLayout(table.key, edition, len(block.rows) * len(block.columns), 0, rows)
    labels = max(len(row.path) for row in table.rows)
    values = max(len(block.columns) for block in table.blocks)
    printed = [row for block in table.blocks for row in _block(table, block, labels, values)]
    return FormLayout(table.key, edition, labels + values, labels, tuple(printed))


def _block(table: Table, block: Block, labels: int, values: int) -> list[tuple[LayoutCell, ...]]:
    """A title over everything, the header beside the corner, then one line a row of the form."""
    printed: list[tuple[LayoutCell, ...]] = []
    if block.title is not None:
        printed.append((LayoutCell(block.title, None, 0, colspan=labels + values, header=True),))
    depth = max(len(column.path) for column in block.columns)
    widths = _widths(len(block.columns), values)
    heads = _merged([_padded(column.path, depth) for column in block.columns])
    corner = LayoutCell(block.corner, None, 0, rowspan=depth, colspan=labels, header=True)
    for line in range(depth):
        cells = [
            LayoutCell(
                label,
                None,
                labels + sum(widths[:start]),
                rowspan=extent,
                colspan=sum(widths[start : start + span]),
                header=True,
            )
            for at, start, extent, span, label in heads
            if at == line
        ]
        printed.append((corner, *cells) if line == 0 else tuple(cells))
    return [*printed, *_lines(table, block, labels, widths)]


def _lines(table: Table, block: Block, labels: int, widths: list[int]) -> list[tuple[LayoutCell, ...]]:
    heads = _merged([_padded(row.path, labels) for row in block.rows])
    printed = []
    for index, row in enumerate(block.rows):
        left = [
            LayoutCell(label, None, at, rowspan=span, colspan=extent, header=True)
            for at, start, extent, span, label in heads
            if start == index
        ]
        figures = [
            LayoutCell(
                None,
                f"{table.key}.{row.key}.{column.key}",
                labels + sum(widths[:place]),
                colspan=widths[place],
            )
            for place, column in enumerate(block.columns)
        ]
        printed.append((*left, *figures))
    return printed


def _flat(table: Table, block: Block) -> tuple[tuple[LayoutCell, ...], ...]:
    """The rows side by side as groups of columns, and one line of figures under them."""
    above = max(len(row.path) for row in block.rows)
    below = max(len(column.path) for column in block.columns)
    pairs = [(row, column) for row in block.rows for column in block.columns]
    paths = [[*_padded(row.path, above), *_padded(column.path, below)] for row, column in pairs]
    heads = [
        tuple(
            LayoutCell(label, None, start, rowspan=extent, colspan=span, header=True)
            for at, start, extent, span, label in _merged(paths)
            if at == line
        )
        for line in range(above + below)
    ]
    keys = [f"{table.key}.{row.key}.{column.key}" for row, column in pairs]
    return (*heads, tuple(LayoutCell(None, key, place) for place, key in enumerate(keys)))


def _widths(columns: int, values: int) -> list[int]:
    """How wide each figure column of a block is: the last takes what narrower blocks leave over."""
    return [1] * (columns - 1) + [values - columns + 1]


def _padded(path: Sequence[Label], depth: int) -> list[tuple[Label, int]]:
    return [*((label, 1) for label in path[:-1]), (path[-1], depth - len(path) + 1)]


def _merged(paths: Sequence[_Path]) -> list[tuple[int, int, int, int, Label]]:
    """Label cells over neighbouring `paths`: (line, first path, lines, paths, label), outermost line first.

    Neighbours that share a path so far share the cell; the last label of a path is its own.
    """
    cells: list[tuple[int, int, int, int, Label]] = []
    for start, path in enumerate(paths):
        line = 0
        for level, (label, extent) in enumerate(path):
            begun = path[: level + 1]
            own = level == len(path) - 1
            if own or start == 0 or list(paths[start - 1][: level + 1]) != list(begun):
                span = 1 if own else _run(paths, start, begun)
                cells.append((line, start, extent, span, label))
            line += extent
    return sorted(cells, key=lambda cell: cell[:2])


def _run(paths: Sequence[_Path], start: int, begun: _Path) -> int:
    """How many paths from `start` on begin alike."""
    length = 0
    while start + length < len(paths) and list(paths[start + length][: len(begun)]) == list(begun):
        length += 1
    return length
