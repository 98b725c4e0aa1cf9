"""Letters on a slide: one face for both scripts, a size that fits its place, boxes without margins."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from lib.charts.theme import Look, palette
from lib.charts.words import width
from lib.exports.printed import clean

# Both are on every office machine; where they are not, faces of the same width take their place.
LATIN, EAST_ASIAN = "Arial", "Microsoft YaHei"
LIGHT = Look(dark=False)
INK, MUTED, GRID, ACCENT = (
    palette(LIGHT).ink,
    palette(LIGHT).muted,
    palette(LIGHT).grid,
    palette(LIGHT).accent,
)
# A slide of 16:9, and what lies beside its contents, in inches.
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 13.333, 7.5, 0.55
Box = tuple[float, float, float, float]


def rgb(colour: str) -> Any:
    """ "#RRGGBB" as PowerPoint takes it."""
    return RGBColor.from_string(colour.lstrip("#"))  # type: ignore[no-untyped-call]


def dress(font: Any, size: float, *, bold: bool = False, ink: str = INK) -> None:
    """Set a font for Latin and for East Asian letters: python-pptx knows only the first."""
    font.size, font.bold, font.name = Pt(size), bold, LATIN
    font.color.rgb = rgb(ink)
    properties = font._element
    for name in ("a:ea", "a:cs"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    latin = properties.find(qn("a:latin"))
    latin.addnext(parse_xml(f'<a:ea {nsdecls("a")} typeface="{EAST_ASIAN}"/>'))


def write(
    frame: Any, lines: Sequence[str], size: float, *, bold: bool = False, ink: str = INK, align: str = "left"
) -> None:
    """Put lines into a text frame, each a paragraph of one run."""
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}[align]
        run = paragraph.add_run()
        run.text = clean(line)
        dress(run.font, size, bold=bold, ink=ink)


def text_box(
    slide: Any, box: Box, lines: Sequence[str], size: float, *, bottom: bool = False, name: str = "", **style: Any
) -> Any:
    """A box of text at (left, top, width, height) in inches."""
    shape = slide.shapes.add_textbox(*(Inches(part) for part in box))
    if name:
        shape.name = name
    write(shape.text_frame, lines, size, **style)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM if bottom else MSO_ANCHOR.TOP
    return shape


def fitting(text: str, box: Box, sizes: Sequence[float]) -> float:
    """The largest of `sizes` (descending) at which `text` stays in its box; the smallest where none is small enough."""
    for size in sizes:
        # More than half an em a half character: digits are wider than that in most faces that stand in for Arial.
        lines = math.ceil(width(text) * size * 0.61 / (box[2] * 72))
        if lines * size * 1.3 <= box[3] * 72:
            return size
    return sizes[-1]
