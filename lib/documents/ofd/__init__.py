"""OFD (GB/T 33190), the fixed layout that government offices archive in: XML in a ZIP, every character at its place.

Pages become words and rules and go the same way as those of a PDF. Lengths are millimetres in the file, points here.
Signatures, attachments and annotations (seals) are not read. Nothing outside of the ZIP is ever opened.
"""

from __future__ import annotations

from lib.documents.containers import Package
from lib.documents.errors import refuse
from lib.documents.layout import blocks_of
from lib.documents.layout.characters import LOST
from lib.documents.model import Content, Grid
from lib.documents.ofd.pages import OfdPage, page_of
from lib.documents.ofd.parts import Body, bodies_of
from lib.language import Message

# As of a PDF.
MOST_PAGES = 60


def read_ofd(content: bytes, name: str) -> Content:
    """The document with the page and box of each cell; `metadata` is what the file says of itself.

    Raises DocumentError for a file that is damaged, locked, too long, or of pictures only.
    """
    package = Package(content, name)
    bodies = bodies_of(package, name)
    if not bodies:
        raise refuse("damaged", name=name)
    if sum(len(body.pages) for body in bodies) > MOST_PAGES:
        raise refuse("too_long", name=name)
    found = _pages(package, bodies, name)
    pages = [item.page for item in found]
    if not any(page.words for page in pages):
        raise refuse("pictures_only" if any(item.pictures for item in found) else "empty", name=name)
    blocks = blocks_of(pages)
    lost = sum(cell.text.count(LOST) for block in blocks if isinstance(block, Grid) for cell in block.cells)
    said = [Message("documents.characters_lost", {"count": lost})] if lost else []
    unread = sum(1 for item in found if item.pictures and not item.page.words)
    if unread:
        said.append(Message("documents.pictures", {"count": unread}))
    metadata = bodies[0].metadata
    sizes = tuple(item.size for item in found)
    return Content(blocks, metadata.get("Title"), metadata, tuple(said), sizes)


def _pages(package: Package, bodies: list[Body], name: str) -> list[OfdPage]:
    found: list[OfdPage] = []
    for body in bodies:
        for part in body.pages:
            found.append(page_of(package, body, part, len(found) + 1, name))
    return found
