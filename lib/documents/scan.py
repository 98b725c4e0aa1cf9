"""Scans and photographs: text recognised from pictures (OCR), an optional part of the installation.

What comes from here is said to be recognised: it is never taken for certain, only for a proposal beside the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from lib.documents.errors import refuse
from lib.documents.layout import Page, blocks_of
from lib.documents.model import Block, Content
from lib.documents.raster import rasters_of
from lib.language import Message

if TYPE_CHECKING:
    from lib.documents.raster import Raster
    from lib.documents.recognition.pages import ScannedPage

# What is read with less certainty than this is no text, or too blurred for any figure to be worth looking at.
_LEGIBLE = 0.6


def read_scan(content: bytes, name: str) -> Content:
    """A picture file as paragraphs and tables, recognised.

    Raises DocumentError: no picture, damaged, too large, nothing legible on it, or the recogniser is not installed.
    """
    page_of = _recogniser(name)
    return recognised_content(
        [page_of(raster, number) for number, raster in enumerate(rasters_of(content, name), 1)], name
    )


def read_pages(draw: Callable[[int], Raster], numbers: Iterable[int], name: str = "?") -> list[Page]:
    """The pages (from 1) that `draw` draws, recognised. Raises DocumentError as `read_scan`.

    They stand straight; `placed` leads the boxes of their cells back to the file's own pages.
    """
    page_of = _recogniser(name)
    return [page_of(draw(number), number) for number in numbers]


def placed(blocks: Sequence[Block], pages: Sequence[Page]) -> tuple[Block, ...]:
    """The blocks of pages some of which are recognised, each cell where it stands on the page as it lies in the file."""
    from lib.documents.recognition.pages import put_back

    return put_back(blocks, pages)


def about(pages: Sequence[Page]) -> tuple[Message, ...]:
    """What has to be said of recognised pages: how certain the recogniser is, and how much it doubts."""
    from lib.documents.recognition.pages import confidence

    certainty, doubtful = confidence(pages)
    said = [Message("documents.recognised", {"percent": int(certainty * 100)})]
    if doubtful:
        said.append(Message("documents.recognised_doubtful", {"count": doubtful}))
    return tuple(said)


def recognised_content(pages: Sequence[ScannedPage], name: str) -> Content:
    """The content of a file all of whose pages are recognised. Raises DocumentError where they are not legible."""
    from lib.documents.recognition.pages import confidence

    if confidence(pages)[0] < _LEGIBLE:
        raise refuse("not_legible", name=name)
    return Content(
        blocks=placed(blocks_of(pages), pages),
        warnings=about(pages),
        pages=tuple(page.pictured for page in pages),
        recognised=True,
    )


def _recogniser(name: str) -> Callable[[Raster, int], ScannedPage]:
    """`page_of`, imported only here: the recogniser is large and may not be installed."""
    try:
        from lib.documents.recognition.pages import page_of
    except ImportError as error:
        raise refuse("ocr_missing", name=name) from error
    return page_of
