"""Scans made for tests: pages printed by Chromium, drawn as pictures, and made as bad as scanners make them."""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

from tests.browser.chromium import NO_CHROMIUM, find_chromium

STYLE = """<!doctype html><meta charset="utf-8"><style>
@page{size:A4;margin:18mm 16mm} body{font-family:'Noto Serif CJK SC',serif;font-size:10.5pt}
section{break-after:page} section:last-child{break-after:auto}
table{border-collapse:collapse;width:100%;font-size:9pt} td{border:0.6pt solid #000;padding:2px 3px;text-align:center}
td p{margin:0}</style>"""


def printed(markup: str) -> bytes:
    """A PDF of some HTML."""
    chromium = find_chromium()
    assert chromium is not None, NO_CHROMIUM
    with tempfile.TemporaryDirectory() as folder:
        page, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(STYLE + markup, "utf-8")
        command = [str(chromium), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command += [f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return target.read_bytes()


def drawn(pdf: bytes, dpi: int = 200) -> list[Image.Image]:
    """The pages of a PDF as pictures."""
    with pdfium.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]


def scanned(
    picture: Image.Image, *, tilt: float = 0, blur: float = 0, noise: float = 0, quality: int = 0
) -> Image.Image:
    """A picture as a scanner gives it: put down askew (degrees, anticlockwise), unsharp, shaded and grainy, compressed."""
    if tilt:
        picture = picture.rotate(tilt, fillcolor="white", resample=Image.Resampling.BICUBIC)
    if blur:
        picture = picture.filter(ImageFilter.GaussianBlur(blur))
    if noise:
        grains = np.random.default_rng(5).normal(0, noise, (picture.height, picture.width, 1))
        shade = np.linspace(0, 18, picture.width)[None, :, None]
        picture = Image.fromarray((np.asarray(picture) + grains - shade).clip(0, 255).astype(np.uint8))
    if quality:
        written = io.BytesIO()
        picture.save(written, "JPEG", quality=quality)
        picture = Image.open(written)
        picture.load()
    return picture


def as_tiff(pictures: Sequence[Image.Image], dpi: int = 200) -> bytes:
    """Pictures as the frames of one TIFF."""
    written = io.BytesIO()
    first, *others = pictures
    first.save(written, "TIFF", save_all=True, append_images=others, dpi=(dpi, dpi), compression="tiff_lzw")
    return written.getvalue()


def as_pdf(pictures: Sequence[Image.Image], dpi: int = 200) -> bytes:
    """Pictures as the pages of one PDF without any text."""
    written = io.BytesIO()
    first, *others = pictures
    first.save(written, "PDF", save_all=True, append_images=others, resolution=dpi)
    return written.getvalue()


def as_png(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
