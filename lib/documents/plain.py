"""Bytes of HTML and of plain text, decoded and measured before they are read."""

from __future__ import annotations

from lib.documents.decoding import decode
from lib.documents.errors import refuse
from lib.documents.html import read_html
from lib.documents.model import Content
from lib.documents.text import read_text

# A report has some hundreds of lines and some thousands of tags, a page full of menus some ten thousand.
MOST_LINES, MOST_TAGS = 20_000, 400_000
# Of plain text, which has no pictures in it: an annual report is some ten thousand characters long.
_MOST_CHARACTERS = 4_000_000


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
    return read_text(text, warnings)
