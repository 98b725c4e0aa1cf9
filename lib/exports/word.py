"""The official form of a report as a Word file. The tables are written as the format has them: gridSpan and vMerge."""

from __future__ import annotations

import io
from collections.abc import Sequence
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from lib.exports.cells import PrintedCell, PrintedTable
from lib.exports.html import TALL_FROM
from lib.exports.printed import Printed, printed
from lib.language import Language
from lib.reports import Report

_PAGE_WIDTH, _PAGE_HEIGHT, _MARGIN = 210, 297, 18
# Twentieths of a point between the margins.
_TEXT_WIDTH = 9860
_SERIF, _SANS = "宋体", "黑体"
# The width of a table's label columns, in parts of the table.
_LABELS = {"proactive": (0.34,), "requests": (0.06, 0.13, 0.29), "disputes": ()}


def write_form_docx(report: Report, lang: Language = "zh") -> bytes:
    """The report as a DOCX file. Blank cells stay blank, rows the report lacks are left out."""
    content = printed(report, lang)
    document = _document(content)
    _line(document, content.title, _SANS, 18, bold=True, center=True)
    if content.dateline:
        _line(document, content.dateline, _SERIF, 12, center=True)
    for text in content.preamble:
        _prose(document, text)
    for section in content.sections:
        _line(document, section.heading, _SANS, 14).paragraph_format.keep_with_next = True
        for text in section.paragraphs:
            _prose(document, text)
        if section.table:
            _append(document, _table(section.table))
    _line(document, "", _SERIF, 9)
    _append(document, _notes(content.particulars))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _document(content: Printed) -> Document:
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = content.title[:255], "", ""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(_PAGE_WIDTH), Mm(_PAGE_HEIGHT)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN)
    return document


def _prose(document: Document, text: str) -> None:
    _line(document, text, _SERIF, 12).paragraph_format.first_line_indent = Pt(24)


def _line(
    document: Document, text: str, font: str, size: int, *, bold: bool = False, center: bool = False
) -> Paragraph:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, font
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if center:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _append(document: Document, table: str) -> None:
    """The table, and an empty line: two tables without one between them would become one."""
    place = document.add_paragraph()
    place._p.addprevious(parse_xml(table))


def _table(table: PrintedTable) -> str:
    widths = _widths(table)
    heads = _head_rows(table)
    open_: dict[int, tuple[int, PrintedCell]] = {}
    rows = []
    for number, row in enumerate(table.rows):
        own = {cell.column: cell for cell in row}
        cells, column = [], 0
        while column < table.width:
            cell = own.get(column)
            if cell is not None:
                if cell.rowspan > 1:
                    open_[column] = (number + cell.rowspan, cell)
                cells.append(_cell(cell, widths, "restart" if cell.rowspan > 1 else ""))
            elif column in open_ and open_[column][0] > number:
                cell = open_[column][1]
                cells.append(_cell(PrintedCell("", column, cell.kind, 1, cell.colspan), widths, "continue"))
            column += cell.colspan if cell else 1
        rows.append(_row(cells, repeated=number < heads))
    return _frame(widths, rows)


def _head_rows(table: PrintedTable) -> int:
    """How many rows at the top are repeated on every page: those of a table with one header over everything."""
    if table.table != "requests":
        return 0
    return next((n for n, row in enumerate(table.rows) if any(cell.kind == "figure" for cell in row)), 0)


def _widths(table: PrintedTable) -> list[int]:
    labels = [int(part * _TEXT_WIDTH) for part in _LABELS[table.table]]
    if len(labels) != table.label_columns:
        labels = [int(0.48 * _TEXT_WIDTH / table.label_columns)] * table.label_columns
    rest = table.width - len(labels)
    return [*labels, *[(_TEXT_WIDTH - sum(labels)) // rest] * rest]


def _frame(widths: Sequence[int], rows: Sequence[str]) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    margins = '<w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/>'
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>'
        f'{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(cells: Sequence[str], *, repeated: bool) -> str:
    head = "<w:tblHeader/>" if repeated else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: PrintedCell, widths: Sequence[int], merge: str) -> str:
    width = sum(widths[cell.column : cell.column + cell.colspan])
    span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    tall = '<w:textDirection w:val="tbRlV"/>' if cell.rowspan > TALL_FROM else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    align = "left" if cell.kind == "label" and not tall else "center"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}{tall}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0"/><w:jc w:val="{align}"/></w:pPr>{_run(cell)}</w:p></w:tc>'
    )


def _run(cell: PrintedCell) -> str:
    if not cell.text:
        return ""
    bold = "<w:b/>" if cell.kind == "title" else ""
    fonts = f'<w:rFonts w:ascii="{_SERIF}" w:hAnsi="{_SERIF}" w:eastAsia="{_SERIF}"/>'
    texts = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in cell.text.split("\n"))
    return f'<w:r><w:rPr>{fonts}{bold}<w:sz w:val="18"/></w:rPr>{texts}</w:r>'


def _notes(particulars: Sequence[tuple[str, str]]) -> str:
    widths = [_TEXT_WIDTH // 6, _TEXT_WIDTH - _TEXT_WIDTH // 6]
    cells = [[PrintedCell(text, place, "label") for place, text in enumerate(particular)] for particular in particulars]
    return _frame(widths, [_row([_cell(cell, widths, "") for cell in row], repeated=False) for row in cells])
