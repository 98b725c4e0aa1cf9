"""MHTML: a web page saved with all it needs, by a browser or by Word. Its page is read, and pages framed in it.

Source: RFC 2557.
"""

from __future__ import annotations

import email
import re
from collections.abc import Sequence
from dataclasses import replace
from email.message import Message as Part

from lib.documents.errors import refuse
from lib.documents.model import Block, Content, Paragraph
from lib.documents.plain import read_html_bytes, read_text_bytes

_MOST_PARTS = 2_000
_FRAME = re.compile(r"<i?frame\b[^>]*?\bsrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_FRAMESET = re.compile(r"<frameset\b", re.IGNORECASE)
_WIDE = re.compile(r"utf-?16|unicode|ucs-?2", re.IGNORECASE)


def read_mhtml(content: bytes, name: str) -> Content:
    """The page of a web archive as paragraphs and grids. Raises DocumentError where there is none in it."""
    try:
        message = email.message_from_bytes(content.lstrip(b"\xef\xbb\xbf \t\r\n"))
    except RecursionError as error:
        # Parts in parts in parts, a thousand deep.
        raise refuse("damaged", name=name) from error
    pages = [part for part in _parts(message) if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
    if not pages:
        return _plain(message, name)
    main = _main(message, pages)
    page = _bytes(main)
    read = read_html_bytes(page, name)
    markup = page.decode("latin-1")
    framed = [part for part in pages if part is not main and _is_framed(part, markup)]
    if _FRAMESET.search(markup) and not framed:
        # The frames of a workbook name files that were renamed when they were packed.
        framed = [part for part in pages if part is not main]
    further = [read_html_bytes(_bytes(part), name) for part in framed if _bytes(part).strip()]
    blocks = _joined([read.blocks, *(found.blocks for found in further)])
    warnings = tuple(warning for found in (read, *further) for warning in found.warnings)
    return replace(read, blocks=blocks, warnings=warnings)


def _parts(message: Part) -> list[Part]:
    return [part for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False) if not part.is_multipart()]


def _plain(message: Part, name: str) -> Content:
    text = next((part for part in _parts(message) if part.get_content_type() == "text/plain"), None)
    # A text that only looks like a message has no head of its own to take off.
    if text is None or not message.get("MIME-Version"):
        raise refuse("empty", name=name)
    return read_text_bytes(_bytes(text), name)


def _main(message: Part, pages: Sequence[Part]) -> Part:
    """The page the archive opens with: the one it names, else the first."""
    start = str(message.get_param("start") or "").strip("<>")
    place = str(message.get("Snapshot-Content-Location") or message.get("Content-Location") or "")
    for page in pages:
        if start and str(page.get("Content-ID", "")).strip("<>") == start:
            return page
    for page in pages:
        if place and page.get("Content-Location") == place:
            return page
    return pages[0]


def _is_framed(part: Part, markup: str) -> bool:
    identity = str(part.get("Content-ID", "")).strip("<> ")
    place = str(part.get("Content-Location", "")).strip()
    for source in _FRAME.findall(markup):
        if identity and source == f"cid:{identity}":
            return True
        if place and (source == place or place.rsplit("/", 1)[-1] == source.rsplit("/", 1)[-1]):
            return True
    return False


def _bytes(part: Part) -> bytes:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    charset = str(part.get_param("charset") or "")
    if _WIDE.fullmatch(charset) or (_WIDE.match(charset) and b"\x00" in content[:64]):
        # The one declaration that matters: such a text without its mark is nothing in any other encoding.
        return content.decode("utf-16", errors="replace").encode("utf-8")
    return content


def _joined(groups: Sequence[Sequence[Block]]) -> tuple[Block, ...]:
    blocks = [block for group in groups for block in group]
    return tuple(
        replace(block, order=order) if isinstance(block, Paragraph) else block for order, block in enumerate(blocks)
    )
