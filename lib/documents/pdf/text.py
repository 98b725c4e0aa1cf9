"""The characters of a PDF page, each with its box, as the text layer has them."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from lib.documents.layout.characters import LOST, ordinary
from lib.documents.layout.painting import WHITE
from lib.documents.model import Box
from lib.documents.pdf.drawing import colour_of, orders_of

_INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_FAINT = 160


@dataclass(frozen=True)
class Glyph:
    """One character. `box` as in the file: left, bottom, right, top; `angle` in radians as the file counts it.

    `hidden`: the file says it is not to be seen. `order`: its place among what is painted on the page, from below.
    """

    text: str
    box: Box
    angle: float
    order: int
    hidden: bool = False
    white: bool = False
    faint: bool = False


@dataclass(frozen=True)
class _Paint:
    """How one run of text is painted."""

    order: int
    hidden: bool
    white: bool
    faint: bool


def glyphs_of(page: pypdfium2.PdfPage, most: int) -> list[Glyph] | None:
    """Every printed character of a page; None for more than `most`. Spaces are left out."""
    text = page.get_textpage()
    count = pdfium.FPDFText_CountChars(text.raw)
    if count > most:
        return None
    orders = orders_of(page)
    paints: dict[int, _Paint] = {}
    found = []
    for number in range(count):
        if pdfium.FPDFText_IsGenerated(text.raw, number) == 1:
            continue
        run = pdfium.FPDFText_GetTextObject(text.raw, number)
        address = ctypes.addressof(run.contents) if run else 0
        if address not in paints:
            paints[address] = _paint(run, orders.get(address, -1)) if run else _Paint(-1, False, False, False)
        character = _character(text.raw, number)
        box = _box(text.raw, number)
        if not character.strip() or box is None:
            continue
        paint = paints[address]
        angle = float(pdfium.FPDFText_GetCharAngle(text.raw, number))
        found.append(Glyph(character, box, angle, paint.order, paint.hidden, paint.white, paint.faint))
    return found


def _character(text: object, number: int) -> str:
    code = pdfium.FPDFText_GetUnicode(text, number)
    if pdfium.FPDFText_HasUnicodeMapError(text, number) == 1 or code in (0, 0xFFFE, 0xFFFF) or code > 0x10FFFF:
        return LOST
    return ordinary(chr(code))


def _box(text: object, number: int) -> Box | None:
    loose = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text, number, loose):
        return None
    left, right = sorted((float(loose.left), float(loose.right)))
    bottom, top = sorted((float(loose.bottom), float(loose.top)))
    return (left, bottom, right, top) if right > left and top > bottom else None


def _paint(run: object, order: int) -> _Paint:
    mode = pdfium.FPDFTextObj_GetTextRenderMode(run)
    red, green, blue, alpha = colour_of(run, pdfium.FPDFPageObj_GetFillColor)
    filled = mode in (pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP)
    darkest = min(red, green, blue)
    return _Paint(
        order,
        mode in _INVISIBLE or (filled and alpha == 0),
        filled and darkest >= WHITE,
        darkest >= _FAINT or alpha < _FAINT,
    )
