"""Bytes of HTML and of plain text, decoded and measured before they are read."""

from __future__ import annotations

import re
from html import escape

from lib.documents.decoding import decode
from lib.documents.errors import refuse
from lib.documents.html import read_html
from lib.documents.model import Content
from lib.documents.separated import MOST_LINES, is_separated, read_separated
from lib.documents.text import read_text

# A report has some thousands of tags, a page full of menus some ten thousand.
MOST_TAGS = 400_000
# Of plain text, which has no pictures in it: an annual report is some ten thousand characters long.
_MOST_CHARACTERS = 4_000_000
_TABLE = re.compile(r"(<table\b.*?</table\s*>)", re.IGNORECASE | re.DOTALL)
_HEADING_MARK = re.compile(r"^\s*#{1,6}\s+")


def read_html_bytes(content: bytes, name: str) -> Content:
    """A web page. Raises DocumentError where it is no text or has more than `MOST_TAGS` tags."""
    text, warnings = decode(content, name)
    if text.count("<") > MOST_TAGS:
        raise refuse("too_long", name=name)
    return read_html(text, warnings)


def read_text_bytes(content: bytes, name: str) -> Content:
    """Plain text. Raises DocumentError where it is no text or far longer than a report."""
    text, warnings = decode(content, name)
    if len(text) > _MOST_CHARACTERS:
        raise refuse("too_long", name=name)
    if text.count("\n") > MOST_LINES * 2 or text.count("|") + text.count("\t") > MOST_LINES * 10:
        raise refuse("too_long", name=name)
    if is_separated(text):
        return read_separated(content, name)
    if _TABLE.search(text):
        return read_html(_as_page(text), warnings)
    return read_text(text, warnings)


def _as_page(text: str) -> str:
    """A text with tables in HTML (Markdown allows them) as a page, its lines as paragraphs."""
    parts = _TABLE.split(text)
    for number in range(0, len(parts), 2):
        lines = (_HEADING_MARK.sub("", line) for line in parts[number].split("\n"))
        parts[number] = "".join(f"<p>{escape(line)}</p>\n" for line in lines if line.strip())
    return "".join(parts)
