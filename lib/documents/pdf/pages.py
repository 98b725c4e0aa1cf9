"""One page of a PDF as words and rules, turned so that it stands as it is seen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from lib.documents.errors import refuse
from lib.documents.layout.model import Page, Word
from lib.documents.layout.turning import readable, turned
from lib.documents.model import Box
from lib.documents.pdf.drawing import painting_of
from lib.documents.pdf.text import Glyph, glyphs_of

# More letters than this are no page of a report.
MOST_GLYPHS = 30_000
# Of a picture that is a scanned page: share of the page, and how few letters may stand beside it (a page number).
_FULL, _FEW = 0.5, 20
# Faint letters this much higher than the others that lie over them are a watermark.
_HUGE = 3.0
_SLANTED = math.radians(4)


@dataclass(frozen=True)
class PdfPage:
    """A page, its size as it is seen, and what it is.

    `scanned`: its text is only in a picture; `hidden_layer`: the words are those a scanner laid under the picture.
    """

    page: Page
    size: tuple[float, float]
    scanned: bool = False
    hidden_layer: bool = False


def page_of(document: pypdfium2.PdfDocument, number: int, name: str) -> PdfPage:
    """The page of this index (from 0). Raises DocumentError for a page that cannot be opened or is overfull."""
    try:
        page = document[number]
        if pdfium.FPDFPage_GetAnnotCount(page.raw) > 0:
            # What is filled in or noted on the page becomes part of it.
            pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
            page = document[number]
        frame = _Frame(page)
    except pypdfium2.PdfiumError as error:
        raise refuse("damaged", name=name) from error
    glyphs = glyphs_of(page, MOST_GLYPHS)
    painting = painting_of(page)
    if glyphs is None or painting is None:
        raise refuse("too_long", name=name)
    shown = [glyph for glyph in glyphs if not glyph.hidden]
    hidden = [glyph for glyph in glyphs if glyph.hidden]
    full = any(_share(box, frame.visible) >= _FULL for box in painting.pictures)
    scanned = (full and len(shown) <= _FEW) or (not glyphs and bool(painting.pictures))
    words = [
        (Word(painting.seen(glyph.text, glyph.box, glyph.order, glyph.white), frame.seen(glyph.box)), frame.way(glyph))
        for glyph in _straight(hidden if scanned and hidden else shown)
    ]
    made = readable(number + 1, frame.size, words, [frame.seen(box) for box in painting.lines()])
    return PdfPage(made, frame.size, scanned, scanned and bool(hidden))


class _Frame:
    """From the coordinates of the file (upwards, before the page is turned) to those of the page as it is seen."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.visible: Box = page.get_bbox()
        self._quarters: int = page.get_rotation() // 90 % 4
        left, bottom, right, top = self.visible
        self._plain = (right - left, top - bottom)

    @property
    def size(self) -> tuple[float, float]:
        width, height = self._plain
        return (height, width) if self._quarters % 2 else (width, height)

    def seen(self, box: Box) -> Box:
        """A box of the file as it stands on the page."""
        left, bottom, right, top = box
        plain = (left - self.visible[0], self.visible[3] - top, right - self.visible[0], self.visible[3] - bottom)
        return turned(plain, *self._plain, self._quarters)

    def way(self, glyph: Glyph) -> int:
        """The clockwise quarter turns of a letter on the page."""
        return (self._quarters + round(glyph.angle / (math.pi / 2))) % 4


def _share(box: Box, whole: Box) -> float:
    """How much of the page a box covers."""
    width = min(box[2], whole[2]) - max(box[0], whole[0])
    height = min(box[3], whole[3]) - max(box[1], whole[1])
    area = (whole[2] - whole[0]) * (whole[3] - whole[1])
    return max(0.0, width) * max(0.0, height) / area if area > 0 else 0.0


def _straight(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Without what is written aslant or huge and faint over the page (a watermark)."""
    straight = [glyph for glyph in glyphs if abs(math.remainder(glyph.angle, math.pi / 2)) <= _SLANTED]
    sizes = sorted(glyph.box[3] - glyph.box[1] for glyph in straight)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    return [glyph for glyph in straight if not (glyph.faint and glyph.box[3] - glyph.box[1] > _HUGE * usual)]
