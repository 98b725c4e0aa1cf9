"""Reports as Word files: written plainly by a library, and as raw WordprocessingML with the habits of office programs."""

from __future__ import annotations

import io
from random import Random

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT

from tests.forge.paper import Heading, Paper, Prose, Sheet


def plain(paper: Paper, rng: Random) -> bytes:
    return _saved(_document(paper))


def landscape(paper: Paper, rng: Random) -> bytes:
    document = _document(paper)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    return _saved(document)


def no_rules(paper: Paper, rng: Random) -> bytes:
    """Tables without borders, a number at the foot of every page, some lines of nothing before the title."""
    return _saved(_document(paper, style="Normal Table", space=rng.randint(0, 12)))


def _document(paper: Paper, style: str = "Table Grid", space: int = 0) -> WordDocument:
    document = docx.Document()
    for _ in range(space):
        document.add_paragraph("")
    document.add_heading(paper.title, 0)
    if paper.published_on:
        document.add_paragraph(f"（{paper.published_on:%Y年%m月%d日}）")
    for item in paper.items:
        if isinstance(item, Heading):
            document.add_heading(item.text, 1)
        elif isinstance(item, Prose):
            document.add_paragraph(item.text)
        else:
            _table(document, item, style)
    return document


def _table(document: WordDocument, sheet: Sheet, style: str) -> None:
    table = document.add_table(len(sheet.rows), sheet.width, style=style)
    for number, row in enumerate(sheet.rows):
        for slot in row:
            cell = table.cell(number, slot.column)
            if slot.rowspan > 1 or slot.colspan > 1:
                cell = cell.merge(table.cell(number + slot.rowspan - 1, slot.column + slot.colspan - 1))
            cell.text = slot.text


def _saved(document: WordDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
