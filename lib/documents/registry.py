"""Which reader takes a file: one entry a format. A new format is one module and one entry here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lib.documents.decoding import decode
from lib.documents.errors import refuse
from lib.documents.html import read_html
from lib.documents.model import Content
from lib.documents.text import read_text

_MARKUP = re.compile(rb"\s*(<\?xml|<!doctype html|<(html|head|body|table|div|p|span|center|meta|title)\b)", re.I)
# Known by their first bytes, so that the refusal can name them.
_KNOWN = ((b"%PDF", "PDF"), (b"PK\x03\x04", "DOCX/XLSX/OFD"), (b"\xd0\xcf\x11\xe0", "DOC/XLS"), (b"{\\rtf", "RTF"))

# A report has some hundreds of lines and some thousands of tags, a page full of menus some ten thousand.
MOST_LINES, MOST_TAGS = 20_000, 400_000


@dataclass(frozen=True)
class Reader:
    """How one format is known and read. `takes` sees the whole content and the file's ending without the dot."""

    format: str
    takes: Callable[[bytes, str], bool]
    read: Callable[[bytes, str], Content]


def _html(content: bytes, name: str) -> Content:
    text, warnings = decode(content, name)
    if text.count("<") > MOST_TAGS:
        raise refuse("too_long", name=name)
    return read_html(text, warnings)


def _text(content: bytes, name: str) -> Content:
    text, warnings = decode(content, name)
    if text.count("\n") > MOST_LINES * 2 or text.count("|") + text.count("\t") > MOST_LINES * 10:
        raise refuse("too_long", name=name)
    return read_text(text, warnings)


READERS: tuple[Reader, ...] = (
    Reader("html", lambda content, ending: ending in {"html", "htm", "xhtml"} or bool(_MARKUP.match(content)), _html),
    Reader("text", lambda content, ending: ending in {"txt", "md", "markdown", "text", ""}, _text),
)


def reader_for(content: bytes, name: str) -> Reader:
    """The reader for a file. Raises DocumentError where no reader takes it."""
    for magic, what in _KNOWN:
        if content.startswith(magic):
            raise refuse("format_unknown", name=name, format=what)
    ending = name.rsplit(".", 1)[1].lower() if "." in name else ""
    for reader in READERS:
        if reader.takes(content, ending):
            return reader
    raise refuse("format_unknown", name=name, format=ending or "?")
