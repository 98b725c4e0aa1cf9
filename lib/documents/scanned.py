"""Pages with words and rules, some of which may be nothing but a picture: these are read by recognition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from lib.documents.errors import DocumentError
from lib.documents.layout import Page, blocks_of
from lib.documents.layout.characters import LOST
from lib.documents.model import Block, Grid
from lib.language import Message

if TYPE_CHECKING:
    from lib.documents.raster import Raster


class FoundPage(Protocol):
    """A page as its format has it. `scanned`: its text is only in a picture."""

    @property
    def page(self) -> Page: ...

    @property
    def scanned(self) -> bool: ...


@dataclass(frozen=True)
class Laid:
    """The blocks of all pages, what has to be said of them, and whether text of theirs was recognised."""

    blocks: tuple[Block, ...]
    said: tuple[Message, ...]
    recognised: bool


def laid_out(found: Sequence[FoundPage], draw: Callable[[int], Raster], name: str) -> Laid:
    """The pages as blocks. `draw` gives the picture of a page (from 1), asked only for pages that are scanned.

    Where recognition is not installed or a picture is damaged, the text a scanner laid under its picture is taken; without
    any text at all the DocumentError of the recognition is raised.
    """
    pages, read = _with_scans(found, draw, name)
    blocks = blocks_of(pages)
    said: list[Message] = []
    unread = [item.page.number for item in found if item.scanned and item.page.number not in read]
    if unread:
        said.append(Message("documents.pages_unread", {"pages": ", ".join(map(str, unread))}))
    if read:
        from lib.documents.scan import about, placed

        blocks = placed(blocks, pages)
        said += about([page for page in pages if page.number in read])
    lost = sum(cell.text.count(LOST) for block in blocks if isinstance(block, Grid) for cell in block.cells)
    if lost:
        said.append(Message("documents.characters_lost", {"count": lost}))
    return Laid(tuple(blocks), tuple(said), bool(read))


def _with_scans(
    found: Sequence[FoundPage], draw: Callable[[int], Raster], name: str
) -> tuple[list[Page], frozenset[int]]:
    """The pages, those that are pictures read by recognition, and the numbers of these."""
    scanned = [item.page.number for item in found if item.scanned]
    if not scanned:
        return [item.page for item in found], frozenset()
    # Imported only here: the recogniser is large and may not be installed.
    from lib.documents.scan import read_pages

    try:
        read = {page.number: page for page in read_pages(draw, scanned, name)}
    except DocumentError:
        if not any(item.page.words for item in found):
            raise
        read = {}
    return [read.get(item.page.number, item.page) for item in found], frozenset(read)
