"""Which reader takes a file: one line a format. A new format is one module and one line here.

A file is known by what is in it; its ending is only asked where the content does not say. Readers are imported when a
file needs them, so that a page of text does not wait for the libraries of all the others.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from lib.documents.errors import refuse
from lib.documents.model import Content
from lib.documents.plain import MOST_TAGS, read_html_bytes, read_text_bytes
from lib.documents.separated import MOST_LINES
from lib.documents.sniffing import (
    Look,
    begins,
    has_part,
    has_stream,
    known_but_not_read,
    mime_type,
    office_parts,
    xml_root,
)

__all__ = ["MOST_LINES", "MOST_TAGS", "READERS", "Reader", "reader_for"]

Read = Callable[[bytes, str], Content]

_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
_HTML = {"html", "htm", "xhtml", "shtml"}
# Text is also what web systems save under the ending of an office program.
_TEXT = {"", "txt", "md", "markdown", "text", "doc", "docx", "wps", "rtf", "xls", "xlsx", "et", "dot", "tsv"}


@dataclass(frozen=True)
class Reader:
    """How one format is known and read. `takes` sees the content and the name through a `Look`."""

    format: str
    takes: Callable[[Look], bool]
    read: Read


def _in(module: str, function: str) -> Read:
    """A reader that is imported when it is first used."""

    def read(content: bytes, name: str) -> Content:
        return cast(Read, getattr(importlib.import_module(f"lib.documents.{module}"), function))(content, name)

    return read


READERS: tuple[Reader, ...] = (
    Reader("pdf", lambda look: b"%PDF-" in look.content[:1024], _in("pdf", "read_pdf")),
    Reader("ofd", has_part("ofd.xml"), _in("ofd", "read_ofd")),
    Reader("docx", office_parts("word/"), _in("office.docx", "read_docx")),
    Reader("xlsx", office_parts("xl/", but="xl/workbook.bin"), _in("office.xlsx", "read_xlsx")),
    Reader("xlsb", has_part("xl/workbook.bin"), _in("office.converted", "read_xlsb")),
    Reader("odt", mime_type("opendocument.text"), _in("office.odf", "read_odf")),
    Reader("ods", mime_type("opendocument.spreadsheet"), _in("office.odf", "read_odf")),
    Reader("doc", has_stream("WordDocument"), _in("office.converted", "read_doc")),
    Reader("xls", has_stream("Workbook", "Book"), _in("office.xls", "read_xls")),
    Reader("rtf", begins(b"{\\rtf"), _in("office.converted", "read_rtf")),
    Reader("docx-xml", xml_root("package"), _in("office.docx", "read_flat_docx")),
    Reader("word-xml", xml_root("wordDocument"), _in("office.converted", "read_word_xml")),
    Reader("xls-xml", xml_root("Workbook"), _in("office.xls_xml", "read_xls_xml")),
    Reader("odf-xml", xml_root("document", "opendocument"), _in("office.odf", "read_flat_odf")),
    Reader("scan", lambda look: look.content.startswith(_IMAGES) or look.is_webp, _in("scan", "read_scan")),
    Reader("mhtml", lambda look: look.is_mime_message, _in("office.mhtml", "read_mhtml")),
    Reader("html", lambda look: look.is_markup or (look.ending in _HTML and not look.is_binary), read_html_bytes),
    Reader("csv", lambda look: look.ending == "csv" and not look.is_binary, _in("separated", "read_separated")),
    Reader("text", lambda look: look.ending in _TEXT and not look.is_binary, read_text_bytes),
)


def reader_for(content: bytes, name: str) -> Reader:
    """The reader for a file. Raises DocumentError where no reader takes it, with what is known of the file."""
    look = Look(content, name)
    for reader in READERS:
        if reader.takes(look):
            return reader
    raise known_but_not_read(look) or refuse("format_unknown", name=name, format=look.ending or "?")
