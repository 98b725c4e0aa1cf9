"""Pictures of pages: clean renderings and scans with tilt, noise and shade, as PNG, JPEG, TIFF and PDF without text."""

from __future__ import annotations

import io
from random import Random

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter


def pages_of(pdf: bytes, dpi: int) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    finally:
        document.close()


def as_long_picture(pdf: bytes, form: str, dpi: int = 200) -> bytes:
    """All pages under each other in one picture."""
    pages = pages_of(pdf, dpi)
    whole = Image.new("L", (max(page.width for page in pages), sum(page.height for page in pages)), 255)
    top = 0
    for page in pages:
        whole.paste(page, (0, top))
        top += page.height
    return saved([whole], form, dpi)


def as_scan(pdf: bytes, form: str, dpi: int = 200) -> bytes:
    """A page a picture, tilted, blurred, with noise and shade."""
    rng = Random(len(pdf))
    return saved([_scanned(page, rng) for page in pages_of(pdf, dpi)], form, dpi)


def as_pictures(pdf: bytes, form: str, dpi: int = 200) -> bytes:
    """A page a picture, clean."""
    return saved(pages_of(pdf, dpi), form, dpi)


def saved(pages: list[Image.Image], form: str, dpi: int) -> bytes:
    buffer = io.BytesIO()
    first, *others = pages
    several = {"save_all": True, "append_images": others} if form in ("TIFF", "PDF") else {}
    first.save(buffer, form, dpi=(dpi, dpi), **several)
    return buffer.getvalue()


def _scanned(page: Image.Image, rng: Random) -> Image.Image:
    tilted = page.rotate(rng.uniform(-1.2, 1.2), resample=Image.Resampling.BICUBIC, fillcolor=255)
    grey = np.asarray(tilted.filter(ImageFilter.GaussianBlur(0.7)), dtype=np.float32)
    noise = np.random.default_rng(rng.randint(0, 2**32)).normal(0, 7, grey.shape)
    shade = np.linspace(0, rng.uniform(5, 25), grey.shape[1])[None, :]
    return Image.fromarray(np.clip(grey * 0.97 + noise - shade + 4, 0, 255).astype(np.uint8))
