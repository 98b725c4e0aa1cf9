"""Run one reader over documents and print the tables it finds: `python run.py READER FILE…`, one JSON line a file.

Runs in an environment of its own (`requirements.txt` beside this file), so it imports nothing of the project. A table
is a list of rows of texts, or HTML where the reader gives spans. The last line is the memory the process has used.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Tables = list[dict[str, Any]]


def pandas_read_html(path: Path) -> Tables:
    """The text, decoded for it, so that a page without a charset does not count against it."""
    import io

    import pandas

    content = path.read_bytes()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")
    found = pandas.read_html(io.StringIO(text), keep_default_na=False)
    return [{"rows": _texts([*_head(table), *table.to_numpy().tolist()])} for table in found]


def _head(table: Any) -> list[list[Any]]:
    columns = table.columns
    if all(isinstance(name, int) for name in columns):
        return []
    if columns.nlevels > 1:
        return [[name[level] for name in columns] for level in range(columns.nlevels)]
    return [list(columns)]


def docling(path: Path) -> Tables:
    """Its readers of formats without the converter, which wants torch even where no model is used.

    Each table as the HTML it writes itself, which keeps merged cells.
    """
    from docling.backend.html_backend import HTMLDocumentBackend
    from docling.backend.msexcel_backend import MsExcelDocumentBackend
    from docling.backend.msword_backend import MsWordDocumentBackend
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.document import InputDocument

    kind, backend = {
        ".html": (InputFormat.HTML, HTMLDocumentBackend),
        ".docx": (InputFormat.DOCX, MsWordDocumentBackend),
        ".xlsx": (InputFormat.XLSX, MsExcelDocumentBackend),
    }[path.suffix]
    document = InputDocument(path_or_stream=path, format=kind, backend=backend)._backend.convert()
    return [{"html": table.export_to_html(doc=document)} for table in document.tables]


_markitdown: Any = None


def markitdown(path: Path) -> Tables:
    """Its Markdown, the tables of which are lines of cells between bars."""
    global _markitdown
    if _markitdown is None:
        from markitdown import MarkItDown

        _markitdown = MarkItDown()
    return [{"markdown": _markitdown.convert(str(path)).text_content}]


def pdfplumber(path: Path) -> Tables:
    """`extract_tables` of every page, with its default settings."""
    import pdfplumber as library

    with library.open(path) as pdf:
        return [{"rows": _texts(table)} for page in pdf.pages for table in page.extract_tables()]


def camelot(path: Path) -> Tables:
    """The lattice method, every page."""
    import camelot as library

    return [{"rows": _texts(table.df.to_numpy().tolist())} for table in library.read_pdf(str(path), pages="all")]


def img2table(path: Path) -> Tables:
    """The text layer of the PDF, implicit rows off."""
    from img2table.document import PDF

    found = PDF(str(path)).extract_tables(ocr=None)
    return [{"rows": _texts(table.df.to_numpy().tolist())} for page in found.values() for table in page]


def _texts(rows: list[list[Any]]) -> list[list[str]]:
    return [["" if cell is None or cell != cell else _text(cell) for cell in row] for row in rows]


def _text(cell: Any) -> str:
    """Readers that guess numbers print 3 as 3.0."""
    return re.sub(r"^(-?\d+)\.0$", r"\1", str(cell))


READERS: dict[str, Callable[[Path], Tables]] = {
    reader.__name__: reader for reader in (pandas_read_html, docling, markitdown, pdfplumber, camelot, img2table)
}


def main() -> None:
    """Read every file once; what a reader says of a file it cannot read is kept."""
    read = READERS[sys.argv[1]]
    for name in sys.argv[2:]:
        began = time.perf_counter()
        try:
            line: dict[str, Any] = {"tables": read(Path(name))}
        except Exception as error:  # a peer may fail in any way; that is a result too
            line = {"tables": [], "error": f"{type(error).__name__}: {error}"[:200]}
        print(
            json.dumps({"file": name, "seconds": time.perf_counter() - began, **line}, ensure_ascii=False), flush=True
        )
    print(json.dumps({"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


if __name__ == "__main__":
    main()
