"""The official form of a report as a Word file. The tables are written as the format has them: gridSpan and vMerge."""

from __future__ import annotations

from collections.abc import Sequence

from lib.exports.cells import PrintedCell
from lib.exports.printed import printed
from lib.exports.word_page import append_table, new_document, saved, write_line, write_prose
from lib.exports.word_table import SANS, SERIF, TEXT_WIDTH, official_table, ruled_table, table_cell, table_row
from lib.language import Language
from lib.reports import Report


def write_form_docx(report: Report, lang: Language = "zh") -> bytes:
    """The report as a DOCX file. Blank cells stay blank, rows the report lacks are left out."""
    content = printed(report, lang)
    document = new_document(content.title)
    write_line(document, content.title, SANS, 18, bold=True, center=True)
    if content.dateline:
        write_line(document, content.dateline, center=True)
    for text in content.preamble:
        write_prose(document, text)
    for section in content.sections:
        write_line(document, section.heading, SANS, 14).paragraph_format.keep_with_next = True
        for text in section.paragraphs:
            write_prose(document, text)
        if section.table:
            append_table(document, official_table(section.table))
    write_line(document, "", SERIF, 9)
    append_table(document, _notes(content.particulars))
    return saved(document)


def _notes(particulars: Sequence[tuple[str, str]]) -> str:
    widths = [TEXT_WIDTH // 6, TEXT_WIDTH - TEXT_WIDTH // 6]
    cells = [[PrintedCell(text, place, "label") for place, text in enumerate(particular)] for particular in particulars]
    return ruled_table(widths, [table_row([table_cell(cell, widths) for cell in row]) for row in cells])
