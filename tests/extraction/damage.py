"""Tables damaged as files damage them: cells moved, merged and lost, rows cut, columns dropped, added and padded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from lib.documents import Cell, Document, Grid

Damage = Callable[[Grid, Random], list[Grid]]


def damaged(document: Document, damage: Damage, rng: Random, number: int, origin: str) -> Document:
    """The document with its grids of another origin and one of them damaged."""
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    target = grids[number % len(grids)]
    blocks: list[object] = []
    for block in document.blocks:
        if not isinstance(block, Grid):
            blocks.append(block)
            continue
        made = damage(block, rng) if block is target else [block]
        blocks += [replace(grid, origin=origin) for grid in made]
    return replace(document, blocks=tuple(blocks))  # type: ignore[arg-type]


def is_number(cell: Cell) -> bool:
    return cell.text.strip().isdigit()


def data_rows(grid: Grid) -> list[int]:
    """Rows with values: the cells right of the labels hold numbers or nothing, and some row label stands left."""
    return [row for row, cells in enumerate(grid.rows()) if any(is_number(cell) for cell in cells)]


def first_value(cells: Sequence[Cell]) -> int:
    """The place in the row of the first cell after the labels."""
    labels = [place for place, cell in enumerate(cells) if cell.text.strip() and not is_number(cell)]
    return labels[-1] + 1 if labels else 0


def with_cells(grid: Grid, cells: Sequence[Cell]) -> Grid:
    height = max((cell.row + cell.rowspan for cell in cells), default=0)
    return replace(grid, cells=tuple(cells), height=height, width=max((cell.end for cell in cells), default=0))


def drop_column(grid: Grid, rng: Random) -> list[Grid]:
    """One slot less: a cell over it only is gone, a wider one is narrower."""
    slot = rng.randrange(grid.width)
    kept = []
    for cell in grid.cells:
        if cell.column <= slot < cell.end:
            if cell.colspan == 1:
                continue
            kept.append(cell._replace(colspan=cell.colspan - 1))
        else:
            kept.append(cell._replace(column=cell.column - (cell.column > slot)))
    return [with_cells(grid, kept)]


def add_column(grid: Grid, rng: Random) -> list[Grid]:
    """A slot that no row fills: cells over it are wider, elsewhere a blank cell stands."""
    slot = rng.randrange(1, grid.width + 1)
    kept = []
    covered: set[int] = set()
    for cell in grid.cells:
        if cell.column < slot < cell.end:
            covered.update(range(cell.row, cell.row + cell.rowspan))
            kept.append(cell._replace(colspan=cell.colspan + 1))
        else:
            kept.append(cell._replace(column=cell.column + (cell.column >= slot)))
    kept += [Cell("", row, slot) for row in range(grid.height) if row not in covered]
    return [with_cells(grid, kept)]


def phantom_column(grid: Grid, rng: Random) -> list[Grid]:
    """A slot more under a column: most cells there are two slots wide, some are one and leave a blank beside them."""
    slot = rng.randrange(grid.width)
    kept = []
    for cell in grid.cells:
        if cell.column <= slot < cell.end:
            if cell.colspan == 1 and rng.random() < 0.3:
                kept += [cell, cell._replace(text="", column=cell.column + 1)]
            else:
                kept.append(cell._replace(colspan=cell.colspan + 1))
        else:
            kept.append(cell._replace(column=cell.column + (cell.column > slot)))
    return [with_cells(grid, kept)]


def pad(grid: Grid, rng: Random) -> list[Grid]:
    """Blank cells up to fifteen columns."""
    wide = 15 + rng.randrange(3)
    taken = {
        (row, slot)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for slot in range(cell.column, cell.end)
    }
    more = [
        Cell("", row, slot)
        for row in range(grid.height)
        for slot in range(grid.width, wide)
        if (row, slot) not in taken
    ]
    return [with_cells(grid, [*grid.cells, *more])]


def unmerge(grid: Grid, rng: Random) -> list[Grid]:
    """Merged cells taken apart: the text in the first slot, blanks in the others."""
    kept = []
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            for slot in range(cell.column, cell.end):
                first = (row, slot) == (cell.row, cell.column)
                kept.append(Cell(cell.text if first else "", row, slot))
    return [with_cells(grid, kept)]


def swap_heads(grid: Grid, rng: Random) -> list[Grid]:
    """Two cells of a header row change places, each its words alone."""
    first = min(data_rows(grid), default=grid.height)
    heads = [cell for cell in grid.cells if cell.row < first and cell.colspan == 1 and cell.text.strip()]
    if len(heads) < 2:
        return [grid]
    one, other = rng.sample(heads, 2)
    texts = {id(one): other.text, id(other): one.text}
    return [replace(grid, cells=tuple(c._replace(text=texts.get(id(c), c.text)) for c in grid.cells))]


def lose_head(grid: Grid, rng: Random) -> list[Grid]:
    first = min(data_rows(grid), default=grid.height)
    heads = [cell for cell in grid.cells if cell.row < first and cell.text.strip()]
    lost = rng.choice(heads) if heads else None
    return [replace(grid, cells=tuple(c._replace(text="") if c is lost else c for c in grid.cells))]


def lose_label(grid: Grid, rng: Random) -> list[Grid]:
    rows = data_rows(grid)
    labels = [cell for cell in grid.cells if cell.row in rows and cell.text.strip() and not is_number(cell)]
    lost = rng.choice(labels) if labels else None
    return [replace(grid, cells=tuple(c._replace(text="") if c is lost else c for c in grid.cells))]


def garble_label(grid: Grid, rng: Random) -> list[Grid]:
    rows = data_rows(grid)
    labels = [cell for cell in grid.cells if cell.row in rows and cell.text.strip() and not is_number(cell)]
    if not labels:
        return [grid]
    lost = rng.choice(labels)
    place = rng.randrange(len(lost.text))
    text = lost.text[:place] + rng.choice(["", "某", "〇"]) + lost.text[place + 1 :]
    return [replace(grid, cells=tuple(c._replace(text=text) if c is lost else c for c in grid.cells))]


def _rows_changed(grid: Grid, order: Sequence[int]) -> Grid:
    """The rows in a new order, each as tall as one row where it was taller."""
    kept = []
    for new, old in enumerate(order):
        kept += [cell._replace(row=new, rowspan=1) for cell in grid.cells if cell.row == old]
    return with_cells(grid, kept)


def double_row(grid: Grid, rng: Random) -> list[Grid]:
    rows = data_rows(grid)
    if not rows:
        return [grid]
    row = rng.choice(rows)
    order = [*range(row + 1), row, *range(row + 1, grid.height)]
    flat = unmerge_rows(grid)
    return [_rows_changed(flat, order)]


def drop_row(grid: Grid, rng: Random) -> list[Grid]:
    rows = data_rows(grid)
    row = rng.choice(rows) if rows else 0
    return [_rows_changed(unmerge_rows(grid), [number for number in range(grid.height) if number != row])]


def swap_rows(grid: Grid, rng: Random) -> list[Grid]:
    rows = data_rows(grid)
    if len(rows) < 2:
        return [grid]
    one, other = rng.sample(rows, 2)
    order = list(range(grid.height))
    order[one], order[other] = other, one
    return [_rows_changed(unmerge_rows(grid), order)]


def unmerge_rows(grid: Grid) -> Grid:
    """Cells over several rows taken apart, the text in the first."""
    kept = []
    for cell in grid.cells:
        kept.append(cell._replace(rowspan=1))
        kept += [cell._replace(text="", row=row, rowspan=1) for row in range(cell.row + 1, cell.row + cell.rowspan)]
    return with_cells(grid, kept)


def split(grid: Grid, rng: Random) -> list[Grid]:
    """Two grids, cut anywhere; a cell over the cut stands in the first and is blank in the second."""
    at = rng.randrange(1, grid.height) if grid.height > 1 else 1
    flat = unmerge_rows(grid)
    first = [cell for cell in flat.cells if cell.row < at]
    second = [cell._replace(row=cell.row - at) for cell in flat.cells if cell.row >= at]
    return [with_cells(flat, first), *([with_cells(flat, second)] if second else [])]


def split_with_head(grid: Grid, rng: Random) -> list[Grid]:
    """As `split`, with the header printed again over the second."""
    head = min(data_rows(grid), default=1)
    flat = unmerge_rows(grid)
    at = rng.randrange(head, grid.height) if grid.height > head else head
    top = [cell for cell in flat.cells if cell.row < head]
    second = [cell._replace(row=cell.row - at + head) for cell in flat.cells if cell.row >= at]
    return [with_cells(flat, [c for c in flat.cells if c.row < at]), with_cells(flat, [*top, *second])]


def merge_cells(grid: Grid, rng: Random) -> list[Grid]:
    """Two cells of a row made one, with the text of both or of the first."""
    rows = grid.rows()
    choices = [row for row in data_rows(grid) if len(rows[row]) - first_value(rows[row]) >= 2]
    if not choices:
        return [grid]
    cells = rows[rng.choice(choices)]
    place = rng.randrange(first_value(cells), len(cells) - 1)
    one, other = cells[place], cells[place + 1]
    text = rng.choice([one.text + other.text, f"{one.text}\n{other.text}", f"{one.text} {other.text}"])
    merged = one._replace(text=text, colspan=one.colspan + other.colspan)
    return [replace(grid, cells=tuple(merged if c is one else c for c in grid.cells if c is not other))]


def shift_row(grid: Grid, rng: Random) -> list[Grid]:
    """The values of a row stand one slot to the right, beyond the table's edge."""
    rows = grid.rows()
    choices = [row for row in data_rows(grid) if len(rows[row]) - first_value(rows[row]) >= 2]
    if not choices:
        return [grid]
    cells = rows[rng.choice(choices)]
    moved = {id(cell) for cell in cells[first_value(cells) :]}
    gap = cells[first_value(cells)]
    kept = [c._replace(column=c.column + 1) if id(c) in moved else c for c in grid.cells]
    return [with_cells(grid, [*kept, Cell("", gap.row, gap.column)])]


def lose_cell(grid: Grid, rng: Random) -> list[Grid]:
    """A cell is gone, and those on its right have moved up."""
    rows = grid.rows()
    choices = data_rows(grid)
    if not choices:
        return [grid]
    cells = rows[rng.choice(choices)]
    lost = rng.choice(cells)
    kept = [
        c._replace(column=c.column - lost.colspan) if c.row == lost.row and c.column > lost.column else c
        for c in grid.cells
        if c is not lost
    ]
    return [with_cells(grid, kept)]


def unknown_row(grid: Grid, rng: Random) -> list[Grid]:
    """A row the form does not have, with figures."""
    rows = data_rows(grid)
    if not rows:
        return [grid]
    row = rng.choice(rows)
    flat = unmerge_rows(grid)
    kept = [cell._replace(row=cell.row + (cell.row > row)) for cell in flat.cells]
    for cell in flat.rows()[row]:
        label = not is_number(cell) and cell.text.strip()
        kept.append(cell._replace(row=row + 1, text="9.属于工作秘密" if label else ("3" if cell.text.strip() else "")))
    return [with_cells(flat, kept)]


def cut_label(grid: Grid, rng: Random) -> list[Grid]:
    """A page cuts a row: its label goes on in a row of blanks, its figures stand in either half."""
    rows = grid.rows()
    choices = [row for row in data_rows(grid) if any(len(c.text) > 3 and not is_number(c) for c in rows[row])]
    if not choices:
        return [grid]
    row = rng.choice(choices)
    flat = unmerge_rows(grid)
    label = max((c for c in flat.rows()[row] if not is_number(c)), key=lambda c: (len(c.text.strip()) > 3, c.column))
    at = rng.randrange(1, len(label.text))
    above = rng.random() < 0.5
    kept = [cell._replace(row=cell.row + (cell.row > row)) for cell in flat.cells if cell.row != row]
    for cell in flat.rows()[row]:
        if cell is label:
            kept += [cell._replace(text=cell.text[:at]), cell._replace(row=row + 1, text=cell.text[at:])]
        elif is_number(cell):
            kept += [
                cell._replace(text=cell.text if above else ""),
                cell._replace(row=row + 1, text="" if above else cell.text),
            ]
        else:
            kept += [cell, cell._replace(row=row + 1, text="")]
    whole = with_cells(flat, kept)
    if rng.random() < 0.5:
        return [whole]
    first = [cell for cell in whole.cells if cell.row <= row]
    second = [cell._replace(row=cell.row - row - 1) for cell in whole.cells if cell.row > row]
    return [with_cells(whole, first), with_cells(whole, second)]


def break_heads(grid: Grid, rng: Random) -> list[Grid]:
    """The header cut by a page: every label of its last row goes on in a row of its own."""
    first = min(data_rows(grid), default=0)
    if first == 0:
        return [grid]
    flat = unmerge_rows(grid)
    kept = [cell._replace(row=cell.row + (cell.row >= first)) for cell in flat.cells if cell.row != first - 1]
    for cell in flat.rows()[first - 1]:
        at = rng.randrange(1, len(cell.text)) if len(cell.text.strip()) > 1 else len(cell.text)
        kept += [cell._replace(text=cell.text[:at]), cell._replace(row=first, text=cell.text[at:])]
    return [with_cells(flat, kept)]


DAMAGES: dict[str, Damage] = {
    function.__name__: function
    for function in (
        drop_column,
        add_column,
        phantom_column,
        pad,
        unmerge,
        swap_heads,
        lose_head,
        lose_label,
        garble_label,
        double_row,
        drop_row,
        swap_rows,
        split,
        split_with_head,
        merge_cells,
        shift_row,
        lose_cell,
        unknown_row,
        cut_label,
        break_heads,
    )
}
# Damage after which the document still says where every figure belongs.
HARMLESS = ("add_column", "phantom_column", "pad", "unmerge", "double_row", "split", "split_with_head")
