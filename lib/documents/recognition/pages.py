"""Pictures of pages to pages of words and rules, and what is found on them back to where it stands in the picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from lib.documents.errors import refuse
from lib.documents.layout.model import Page, Rule, Word
from lib.documents.model import Block, Box, Grid
from lib.documents.raster import Raster
from lib.documents.recognition.engine import Span, engine
from lib.documents.recognition.ink import ink_of
from lib.documents.recognition.lines import pieces_of
from lib.documents.recognition.sheet import Sheet, sheet_of

# Below this a page is upside down, or no page of text: read upright it has more than 0.95. So many lines are tried.
_LEGIBLE, _SAMPLE = 0.9, 10
# A rule that strays this far (shares of the longer side) from a straight line may lie in the next row or column.
_BENT = 1 / 180


@dataclass(frozen=True)
class ScannedPage(Page):
    """A page as recognised, upright and straight; `back` leads from its points to those of the picture it came from.

    `certainty`: of the text, 0 to 1, by its length. `doubtful`: how many pieces of text were not certain. The text of a
    figure that is not certain ends in "\ufffd".
    """

    back: tuple[tuple[float, ...], ...] = ()
    certainty: float = 0.0
    doubtful: int = 0
    pictured: tuple[float, float] = (0.0, 0.0)
    """Width and height of the picture's page in points."""


def page_of(raster: Raster, number: int) -> ScannedPage:
    """The words and rules on a picture of a page, whichever way up it lies.

    Raises DocumentError for a page so bent that its rules are not straight: which cell a figure is in cannot be told.
    """
    sheet, lines = _upright(raster)
    ink = ink_of(sheet.grey)
    if ink.bent > _BENT:
        raise refuse("page_bent", page=number)
    pieces = pieces_of(sheet.grey, ink, lines, engine())
    # Ink that gave no text says nothing of how well the text was read.
    read = [piece for piece in pieces if piece.score > 0]
    long = sum(len(piece.text) for piece in read)
    return ScannedPage(
        number=number,
        width=sheet.width,
        height=sheet.height,
        words=tuple(Word(piece.text, _points(piece.span, sheet)) for piece in pieces),
        rules=tuple(_rule(span, sheet) for span in (*ink.levels, *ink.uprights)),
        back=tuple(tuple(float(value) for value in line) for line in sheet.back),
        certainty=sum(piece.score * len(piece.text) for piece in read) / long if long else 0.0,
        doubtful=sum(piece.doubtful for piece in pieces),
        pictured=(raster.width, raster.height),
    )


def _upright(raster: Raster) -> tuple[Sheet, list[Span]]:
    """The sheet the right way up, and where its lines of text stand."""
    sheet = sheet_of(raster)
    lines = engine().find(sheet.grey)
    lying = _length(lines, across=False) > _length(lines, across=True)
    if not lying and (best := _legible(sheet, lines)) >= _LEGIBLE:
        return sheet, lines
    found = [] if lying else [(best, sheet, lines)]
    for turns in (1, 3) if lying else (2,):
        other = sheet_of(raster, turns)
        there = engine().find(other.grey)
        found.append((_legible(other, there), other, there))
    return max(found, key=lambda item: item[0])[1:]


def _length(lines: Sequence[Span], *, across: bool) -> int:
    """Of all lines of text together that run across the page, or down it."""
    sizes = [(right - left, bottom - top) for left, top, right, bottom in lines]
    return (
        sum(wide for wide, high in sizes if wide > high) if across else sum(high for wide, high in sizes if high > wide)
    )


def _legible(sheet: Sheet, lines: Sequence[Span]) -> float:
    """How certain the recogniser is of the longest lines, 0 to 1."""
    longest = sorted(lines, key=lambda span: span[0] - span[2])[:_SAMPLE]
    read = engine().read([sheet.grey[top:bottom, left:right] for left, top, right, bottom in longest])
    return sum(score for _, score in read) / len(read) if read else 0.0


def put_back(blocks: Iterable[Block], pages: Sequence[Page]) -> tuple[Block, ...]:
    """The blocks with the boxes of cells on scanned pages where they stand in the picture of the page."""
    scanned = {page.number: np.array(page.back) for page in pages if isinstance(page, ScannedPage)}
    if not scanned:
        return tuple(blocks)

    def moved(block: Block) -> Block:
        if not isinstance(block, Grid):
            return block
        cells = tuple(
            cell._replace(box=_moved(cell.box, scanned[cell.page]))
            if cell.box is not None and cell.page in scanned
            else cell
            for cell in block.cells
        )
        return replace(block, cells=cells)

    return tuple(moved(block) for block in blocks)


def _points(span: Span, sheet: Sheet) -> Box:
    left, top, right, bottom = (float(value * sheet.scale) for value in span)
    return left, top, right, bottom


def _rule(span: Span, sheet: Sheet) -> Rule:
    """A rule as a line without thickness."""
    left, top, right, bottom = _points(span, sheet)
    if right - left >= bottom - top:
        return Rule((left, (top + bottom) / 2, right, (top + bottom) / 2))
    return Rule(((left + right) / 2, top, (left + right) / 2, bottom))


def _moved(box: Box, back: object) -> Box:
    """A box where it stands in the picture: around the middles of its sides, so that a little tilt adds nothing."""
    left, top, right, bottom = box
    x, y = (left + right) / 2, (top + bottom) / 2
    sides = np.asarray(back) @ np.array([[left, right, x, x], [y, y, top, bottom], [1, 1, 1, 1]])
    return float(sides[0].min()), float(sides[1].min()), float(sides[0].max()), float(sides[1].max())


def confidence(pages: Sequence[Page]) -> tuple[float, int]:
    """How certain the recogniser is of all these pages together, 0 to 1, and how many pieces of text it doubts."""
    scanned = [page for page in pages if isinstance(page, ScannedPage) and page.words]
    long = [sum(len(word.text) for word in page.words) for page in scanned]
    mean = sum(page.certainty * size for page, size in zip(scanned, long, strict=True)) / sum(long) if scanned else 0.0
    return mean, sum(page.doubtful for page in scanned)
