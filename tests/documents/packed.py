"""Office files made by hand, part by part, so that a test says exactly what stands in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lib.documents import Document, Grid, Paragraph, read_document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_NAMESPACES = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def docx(body: str, parts: Mapping[str, str | bytes] | None = None, namespace: str = W) -> bytes:
    """A DOCX with this body; `parts` are further parts."""
    document = f'<w:document xmlns:w="{namespace}" {_NAMESPACES}><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **(parts or {})})


def p(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(content: str, properties: str = "") -> str:
    """A cell; plain text becomes its paragraph."""
    inside = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells."""
    return f"<w:tr>{properties}{''.join(cell if cell.startswith('<w:tc>') else tc(cell) for cell in cells)}</w:tr>"


def tbl(*rows: str, grid: str = "") -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def read(content: bytes, name: str = "a.docx") -> Document:
    """The document in these bytes."""
    return read_document(content, name)


def texts(document: Document) -> list[str]:
    """Its paragraphs."""
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grids(document: Document) -> list[Grid]:
    """Its tables."""
    return [block for block in document.blocks if isinstance(block, Grid)]


def rows(document: Document) -> list[list[str]]:
    """The texts of the cells of its only table, row by row."""
    (grid,) = grids(document)
    return [[cell.text for cell in row] for row in grid.rows()]


def slots(grid: Grid) -> list[tuple[str, int, int, int, int]]:
    """Every cell with its place and its spans."""
    return [(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells]


def keys(document: Document) -> list[str]:
    """The warnings by their keys, without the room."""
    return [warning.key.removeprefix("documents.") for warning in document.warnings]
