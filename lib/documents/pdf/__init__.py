"""PDF by its text layer: each page as words and rules, then the tables and paragraphs of the layout.

A page that is only a picture, or whose text is the invisible layer a scanner laid over its picture, is given to the
reader of scans.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from lib.documents.errors import refuse
from lib.documents.model import Content
from lib.documents.pdf.pages import page_of
from lib.documents.scanned import laid_out

if TYPE_CHECKING:
    from lib.documents.raster import Raster

# An annual report has some twenty pages.
MOST_PAGES = 60
_METADATA = ("Title", "Author", "Subject", "Creator", "Producer", "CreationDate")
_LONGEST = 500
# A title a program made of the name of the file or of itself says nothing.
_NO_TITLE = re.compile(r"(Microsoft\s|untitled|about:|file:|PowerPoint|\w+\.(docx?|wps|et|xlsx?|html?|pdf)\s*$)", re.I)


def read_pdf(content: bytes, name: str) -> Content:
    """The document with the page and box of each cell; `metadata` is what the file says of itself.

    Raises DocumentError for a file that is damaged, locked by a password, too long, or of pictures only where the
    recognition of text is not installed.
    """
    document = _opened(content, name)
    try:
        found = [page_of(document, number, name) for number in range(len(document))]
        metadata = _metadata(document)
    finally:
        document.close()

    def draw(number: int) -> Raster:
        from lib.documents.raster import DOTS_A_POINT, pdf_raster

        return pdf_raster(content, name, number, DOTS_A_POINT)

    laid = laid_out(found, draw, name)
    title = metadata.get("Title", "")
    sizes = tuple(item.size for item in found)
    recognised = laid.recognised or any(item.hidden_layer for item in found)
    return Content(
        laid.blocks, None if _NO_TITLE.match(title) else title or None, metadata, laid.said, sizes, recognised
    )


def _opened(content: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(content)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise refuse("encrypted" if locked else "damaged", name=name) from error
    if count > MOST_PAGES:
        document.close()
        raise refuse("too_long", name=name)
    # Before a page is loaded: only then can filled-in fields be made part of it.
    document.init_forms()
    return document


def _metadata(document: pypdfium2.PdfDocument) -> dict[str, str]:
    values = {key: _said(document, key).strip("\x00 \r\n\t")[:_LONGEST] for key in _METADATA}
    return {key: value for key, value in values.items() if value}


def _said(document: pypdfium2.PdfDocument, key: str) -> str:
    """An entry of the file about itself; one that is no text says nothing."""
    try:
        return str(document.get_metadata_value(key))
    except UnicodeDecodeError:
        return ""
