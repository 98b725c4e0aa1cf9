"""OFD (GB/T 33190), the fixed layout that government offices archive in: XML in a ZIP, every character at its place.

Pages become words and rules and go the same way as those of a PDF; a page that is only a picture is given to the reader
of scans. Lengths are millimetres in the file, points here.
Signatures, attachments and annotations (seals) are not read. Nothing outside of the ZIP is ever opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lib.documents.containers import Package
from lib.documents.errors import refuse
from lib.documents.model import Content
from lib.documents.ofd.pages import OfdPage, page_of
from lib.documents.ofd.parts import Body, bodies_of
from lib.documents.scanned import laid_out

if TYPE_CHECKING:
    from lib.documents.raster import Raster

# As of a PDF.
MOST_PAGES = 60


def read_ofd(content: bytes, name: str) -> Content:
    """The document with the page and box of each cell; `metadata` is what the file says of itself.

    Raises DocumentError for a file that is damaged, locked, too long, empty, or of pictures only where the recognition of
    text is not installed.
    """
    package = Package(content, name)
    found = pages_of(package, name)
    pages = [item for _, item in found]
    if not any(item.page.words or item.pictures for item in pages):
        raise refuse("empty", name=name)

    def draw(number: int) -> Raster:
        from lib.documents.ofd.pictures import drawn

        return drawn(package, *found[number - 1], name)

    laid = laid_out(pages, draw, name)
    metadata = found[0][0].metadata
    sizes = tuple(item.size for item in pages)
    return Content(laid.blocks, metadata.get("Title"), metadata, laid.said, sizes, laid.recognised)


def pages_of(package: Package, name: str) -> list[tuple[Body, OfdPage]]:
    """The pages of all documents in a file, each with its document. Raises DocumentError: damaged, locked, too long."""
    bodies = bodies_of(package, name)
    if not bodies:
        raise refuse("damaged", name=name)
    if sum(len(body.pages) for body in bodies) > MOST_PAGES:
        raise refuse("too_long", name=name)
    parts = [(body, part) for body in bodies for part in body.pages]
    return [(body, page_of(package, body, part, number, name)) for number, (body, part) in enumerate(parts, start=1)]
