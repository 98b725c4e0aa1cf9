"""Tables of a Word file as the format has them: gridSpan and vMerge, every cell with its border."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls

from lib.exports.cells import PrintedCell, PrintedTable
from lib.exports.html import TALL_FROM
from lib.forms import FigureKey

# Twentieths of a point between the margins of an upright page.
TEXT_WIDTH = 9860
SERIF, SANS = "宋体", "黑体"
# The width of a table's label columns, in parts of the table.
_LABELS = {"proactive": (0.34,), "requests": (0.06, 0.13, 0.29), "disputes": ()}


@dataclass(frozen=True)
class CellMark:
    """How a figure is pointed at: what stands before it, and the colour behind it (RRGGBB)."""

    sign: str
    fill: str


def official_table(table: PrintedTable, marks: Mapping[FigureKey, CellMark] | None = None) -> str:
    """A table of the form, with some of its figures marked."""
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
                mark = (marks or {}).get(cell.key) if cell.key else None
                cells.append(table_cell(cell, widths, "restart" if cell.rowspan > 1 else "", mark))
            elif column in open_ and open_[column][0] > number:
                cell = open_[column][1]
                cells.append(table_cell(PrintedCell("", column, cell.kind, 1, cell.colspan), widths, "continue"))
            column += cell.colspan if cell else 1
        rows.append(table_row(cells, repeated=number < heads))
    return ruled_table(widths, rows)


def _head_rows(table: PrintedTable) -> int:
    """How many rows at the top are repeated on every page: those of a table with one header over everything."""
    if table.table != "requests":
        return 0
    return next((n for n, row in enumerate(table.rows) if any(cell.kind == "figure" for cell in row)), 0)


def _widths(table: PrintedTable) -> list[int]:
    labels = [int(part * TEXT_WIDTH) for part in _LABELS[table.table]]
    if len(labels) != table.label_columns:
        labels = [int(0.48 * TEXT_WIDTH / table.label_columns)] * table.label_columns
    rest = table.width - len(labels)
    return [*labels, *[(TEXT_WIDTH - sum(labels)) // rest] * rest]


def ruled_table(widths: Sequence[int], rows: Sequence[str]) -> str:
    """A table of these column widths (twentieths of a point) and rows."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    margins = '<w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/>'
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>'
        f'{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def table_row(cells: Sequence[str], *, repeated: bool = False) -> str:
    """A row that no page break cuts; `repeated` at the top of every page."""
    head = "<w:tblHeader/>" if repeated else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"


def table_cell(cell: PrintedCell, widths: Sequence[int], merge: str = "", mark: CellMark | None = None) -> str:
    """A cell over the columns it spans. `merge`: "restart" begins one that goes down over rows, "continue" goes on."""
    width = sum(widths[cell.column : cell.column + cell.colspan])
    span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    tall = '<w:textDirection w:val="tbRlV"/>' if cell.rowspan > TALL_FROM else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{mark.fill}"/>' if mark else ""
    align = "left" if cell.kind == "label" and not tall else "center"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}{fill}{tall}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0"/><w:jc w:val="{align}"/></w:pPr>{_run(cell, mark)}</w:p></w:tc>'
    )


def _run(cell: PrintedCell, mark: CellMark | None) -> str:
    text = f"{mark.sign} {cell.text}".strip() if mark else cell.text
    if not text:
        return ""
    bold = "<w:b/>" if cell.kind == "title" else ""
    fonts = f'<w:rFonts w:ascii="{SERIF}" w:hAnsi="{SERIF}" w:eastAsia="{SERIF}"/>'
    texts = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f'<w:r><w:rPr>{fonts}{bold}<w:sz w:val="18"/></w:rPr>{texts}</w:r>'
