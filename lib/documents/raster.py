"""Files that are pictures, and PDF pages drawn as pictures: upright, in red, green and blue on white, of bounded size."""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageOps, UnidentifiedImageError

from lib.documents.errors import refuse
from lib.documents.model import Box

FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
# An A3 sheet at 600 dots an inch has 70 million; what is larger is a poster or a trap.
MOST_PIXELS = 80_000_000
MOST_PAGES = 60
# What a picture file says of its resolution is believed when it makes a page of a size that exists, in points.
_SMALLEST_PAGE, _LARGEST_PAGE, _A4 = 200.0, 2000.0, 842.0
_LEAST_PAGE = 1.0
# At which pages are drawn to be read, and parts of them to be looked at: 200 dots an inch.
DOTS_A_POINT = 200 / 72
# PDFium keeps state of the process and is not made for several threads.
_PDFIUM = threading.Lock()


@dataclass(frozen=True)
class Raster:
    """A page as a picture; `width` and `height` are the page's, in points."""

    image: Image.Image
    width: float
    height: float


def is_pdf(content: bytes) -> bool:
    """Whether the file is a PDF: the mark may stand a little way in."""
    return b"%PDF-" in content[:1024]


def rasters_of(content: bytes, name: str) -> Iterator[Raster]:
    """The pages of a picture file: the frames of a TIFF, else its one picture.

    Raises DocumentError: not a picture, damaged, more than `MOST_PIXELS` or `MOST_PAGES`.
    """
    with _opened(content, name) as picture:
        frames = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        if frames > MOST_PAGES:
            raise refuse("too_many_pages", name=name, pages=frames, most=MOST_PAGES)
        for number in range(frames):
            yield _raster(picture, number, name)


def raster_of(content: bytes, name: str, page: int) -> Raster:
    """One page (from 1) of a picture file. Raises DocumentError as `rasters_of`, and where there is no such page."""
    with _opened(content, name) as picture:
        frames = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        if not 1 <= page <= min(frames, MOST_PAGES):
            raise refuse("no_such_page", name=name, page=page)
        return _raster(picture, page - 1, name)


def pdf_raster(content: bytes, name: str, page: int, scale: float, box: Box | None = None) -> Raster:
    """A page (from 1) of a PDF, or the part of it in `box`, drawn with `scale` dots a point; less where it is too large.

    Raises DocumentError: a PDF that cannot be opened, no such page.
    """
    with _PDFIUM:
        try:
            with pdfium.PdfDocument(content) as document:
                if not 1 <= page <= len(document):
                    raise refuse("no_such_page", name=name, page=page)
                return _drawn(document[page - 1], scale, box)
        except pdfium.PdfiumError as error:
            raise refuse("picture_damaged", name=name) from error


def _drawn(page: pdfium.PdfPage, scale: float, box: Box | None) -> Raster:
    width, height = page.get_size()
    left, top, right, bottom = box or (0.0, 0.0, width, height)
    left, top = min(max(left, 0.0), width - _LEAST_PAGE), min(max(top, 0.0), height - _LEAST_PAGE)
    right, bottom = max(min(right, width), left + _LEAST_PAGE), max(min(bottom, height), top + _LEAST_PAGE)
    scale = min(scale, (MOST_PIXELS / 4 / ((right - left) * (bottom - top))) ** 0.5)
    bitmap = page.render(scale=scale, crop=(left, height - bottom, width - right, top), may_draw_forms=True)
    return Raster(bitmap.to_pil().convert("RGB"), width, height)


@contextmanager
def _opened(content: bytes, name: str) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            # Pillow warns of damaged tags and of size; the size is looked at below.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
                _check_size(picture, name)
                yield picture
    except UnidentifiedImageError as error:
        raise refuse("not_picture", name=name) from error
    except Image.DecompressionBombError as error:
        raise refuse("picture_too_large", name=name, megapixels=MOST_PIXELS // 10**6) from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, MemoryError) as error:
        # What Pillow raises for damaged files, one plug-in each its own.
        raise refuse("picture_damaged", name=name) from error


def _check_size(picture: Image.Image, name: str) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise refuse("picture_too_large", name=name, megapixels=MOST_PIXELS // 10**6)


def _raster(picture: Image.Image, number: int, name: str) -> Raster:
    if number:
        picture.seek(number)
        _check_size(picture, name)
    dots = picture.info.get("dpi")
    upright = ImageOps.exif_transpose(picture)
    image = _plain(upright)
    return Raster(image, *_page_size(image, dots))


def _plain(picture: Image.Image) -> Image.Image:
    """Red, green and blue on white, whatever the file keeps."""
    if picture.mode.startswith(("I", "F")):
        levels = np.asarray(picture, dtype=np.float64)
        low, high = float(levels.min()), float(levels.max())
        picture = Image.fromarray(((levels - low) / max(high - low, 1.0) * 255).astype(np.uint8))
    if "A" in picture.getbands() or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(white, picture).convert("RGB")
    return picture.convert("RGB")


def _page_size(image: Image.Image, dots: object) -> tuple[float, float]:
    """Points of a page: by the resolution the file states where that makes a page, else as A4."""
    longest = max(image.size)
    if isinstance(dots, tuple) and len(dots) == 2 and min(map(float, dots)) > 0:
        width, height = image.width * 72 / float(dots[0]), image.height * 72 / float(dots[1])
        # 72 and 96 are what programs write that know nothing of the resolution.
        if min(width, height) >= _SMALLEST_PAGE and max(width, height) <= _LARGEST_PAGE and float(dots[0]) > 100:
            return width, height
    return image.width * _A4 / longest, image.height * _A4 / longest
