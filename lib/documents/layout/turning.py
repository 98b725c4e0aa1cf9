"""Pages whose text does not run from left to right: turned to be read, and their boxes turned back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from lib.documents.layout.characters import LOST
from lib.documents.layout.model import Page, Rule, Word, holds
from lib.documents.model import Box, Grid

# As many letters must run another way before a page is turned for them.
_MOSTLY = 0.6
# How far a line may reach over the edge of the page in points and still be its border.
_EDGE = 6.0


def turned(box: Box, width: float, height: float, quarters: int) -> Box:
    """A box after the page of this width and height was turned clockwise by quarters of a turn."""
    left, top, right, bottom = box
    match quarters % 4:
        case 1:
            return height - bottom, left, height - top, right
        case 2:
            return width - right, height - bottom, width - left, height - top
        case 3:
            return top, width - right, bottom, width - left
        case _:
            return box


def readable(number: int, size: tuple[float, float], words: Sequence[tuple[Word, int]], rules: Sequence[Box]) -> Page:
    """The page turned so that most of its letters run from left to right, without what stands outside of it.

    With each word: the clockwise quarter turns its letters are turned by on the page as it is seen.
    """
    runs = Counter(quarters % 4 for _, quarters in words)
    way, count = runs.most_common(1)[0] if runs else (0, 0)
    turns = (4 - way) % 4 if count >= _MOSTLY * len(words) else 0
    width, height = size
    whole = (0.0, 0.0, width, height)
    # Where a table goes on beyond the page, its cells there are not blank: what stands in them is not seen.
    goes_on = any(_is_beyond(box, width, height) for box in rules)
    kept = tuple(
        replace(
            word,
            text=word.text if holds(whole, word.middle) else LOST,
            box=turned(word.box, width, height, turns) if turns else word.box,
        )
        for word, _ in words
        if word.text.strip() and (goes_on or holds(whole, word.middle))
    )
    lines = tuple(Rule(turned(box, width, height, turns)) for box in rules)
    return Page(number, height if turns % 2 else width, width if turns % 2 else height, kept, lines, turns)


def _is_beyond(box: Box, width: float, height: float) -> bool:
    return min(box[0], box[1], width - box[2], height - box[3]) < -_EDGE


def turned_back(grid: Grid, pages: Mapping[int, Page]) -> Grid:
    """The grid with the boxes of its cells on the page as it is seen."""
    if not any(pages[cell.page].turned for cell in grid.cells if cell.page is not None):
        return grid
    cells = []
    for cell in grid.cells:
        page = pages[cell.page] if cell.page is not None else None
        if page is None or cell.box is None or not page.turned:
            cells.append(cell)
            continue
        cells.append(cell._replace(box=turned(cell.box, page.width, page.height, -page.turned)))
    return replace(grid, cells=tuple(cells))
