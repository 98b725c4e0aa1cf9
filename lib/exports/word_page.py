"""Pages of a Word file: paper, lines of text, tables, and the same bytes for the same content."""

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from lib.exports.steady import steady
from lib.exports.word_table import SERIF

_SHORT, _LONG, _MARGIN = 210, 297, 18


def new_document(title: str, *, landscape: bool = False) -> Document:
    """An empty file of A4 paper."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title[:255], "", ""
    _paper(document.sections[0], landscape)
    return document


def turn_page(document: Document, *, landscape: bool) -> None:
    """Go on with a new page, upright or on its side."""
    _paper(document.add_section(WD_SECTION.NEW_PAGE), landscape)


def _paper(page: Section, landscape: bool) -> None:
    page.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    width, height = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
    page.page_width, page.page_height = Mm(width), Mm(height)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN)


def write_line(
    document: Document, text: str, font: str = SERIF, size: int = 12, *, bold: bool = False, center: bool = False
) -> Paragraph:
    """A paragraph in one font; `size` in points."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, font
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if center:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def append_table(document: Document, table: str) -> None:
    """The table, and an empty line: two tables without one between them would become one."""
    place = document.add_paragraph()
    place._p.addprevious(parse_xml(table))


def write_prose(document: Document, text: str) -> None:
    """A paragraph that begins two characters in."""
    write_line(document, text).paragraph_format.first_line_indent = Pt(24)


def saved(document: Document) -> bytes:
    """The file. The same content gives the same bytes: nothing in it says when it was written."""
    buffer = io.BytesIO()
    document.save(buffer)
    return steady(buffer.getvalue())
