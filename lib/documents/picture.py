"""Pictures of pages and of cells, so that a person can compare what was read with what stands there."""

from __future__ import annotations

import io

from PIL import Image

from lib.documents.model import Box
from lib.documents.raster import DOTS_A_POINT, Raster, is_pdf, pdf_raster, raster_of
from lib.documents.sniffing import Look, has_part

# Dots across a picture of a page at most, and how many times as high as wide.
WIDEST, _TALLEST = 3000, 4
_is_ofd = has_part("ofd.xml")


def page_picture(content: bytes, page: int, width: int = 1400, name: str = "?") -> bytes:
    """A page (from 1) of a PDF or picture file, or one of an OFD that is only pictures, as PNG, `width` dots across.

    Raises DocumentError where the file is none of these or cannot be drawn, and where it has no such page.
    """
    width = min(max(width, 1), WIDEST)
    if is_pdf(content):
        size = pdf_raster(content, name, page, scale=0.01)
        raster = pdf_raster(content, name, page, scale=width / size.width)
    else:
        raster = _raster(content, name, page)
    image = raster.image
    height = max(1, min(round(image.height * width / image.width), width * _TALLEST))
    return _png(image if image.size == (width, height) else image.resize((width, height), Image.Resampling.LANCZOS))


def cell_picture(content: bytes, page: int, box: Box, margin: float = 6, name: str = "?") -> bytes:
    """The part of a page in `box` (points) with `margin` points around it, as PNG. Raises DocumentError as `page_picture`."""
    left, top, right, bottom = box
    around = (left - margin, top - margin, right + margin, bottom + margin)
    if is_pdf(content):
        return _png(pdf_raster(content, name, page, DOTS_A_POINT, around).image)
    return _png(_cut(_raster(content, name, page), around))


def _raster(content: bytes, name: str, page: int) -> Raster:
    if _is_ofd(Look(content, name)):
        from lib.documents.ofd.pictures import ofd_raster

        return ofd_raster(content, name, page)
    return raster_of(content, name, page)


def _cut(raster: Raster, box: Box) -> Image.Image:
    image = raster.image
    across, down = image.width / raster.width, image.height / raster.height
    left = min(max(round(box[0] * across), 0), image.width - 1)
    top = min(max(round(box[1] * down), 0), image.height - 1)
    right = max(min(round(box[2] * across), image.width), left + 1)
    bottom = max(min(round(box[3] * down), image.height), top + 1)
    cut = image.crop((left, top, right, bottom))
    # A picture of low resolution is enlarged, one of high resolution made smaller: the same size on the screen.
    scale = min(DOTS_A_POINT / across, WIDEST / max(cut.size))
    size = (max(1, round(cut.width * scale)), max(1, round(cut.height * scale)))
    return cut.resize(size, Image.Resampling.LANCZOS)


def _png(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()
