"""DOCX: paragraphs with their automatic numbers, tables with their merged cells, text boxes; as the document is shown.

Deleted and hidden text, headers, footers, footnotes and comments are left out. Both namespaces of the format are read,
and the single-file form. Source: ISO/IEC 29500-1.
"""

from __future__ import annotations

import base64
import posixpath
import re
from collections.abc import Callable, Mapping

from lxml import etree

from lib.documents.containers import Package, part_name
from lib.documents.errors import DocumentError, refuse
from lib.documents.model import Content, Grid, Paragraph
from lib.documents.office.markup import Element, child, local, parse_part, value
from lib.documents.office.properties import Parts, office_metadata, opening_title
from lib.documents.office.seen import Seen
from lib.documents.office.tables import as_blocks
from lib.documents.office.word.numbering import Numbering
from lib.documents.office.word.runs import Runs
from lib.documents.office.word.story import Story
from lib.documents.office.word.styles import Styles
from lib.language import Message

_MAIN = "word/document.xml"
# Opened and not at once closed again: nothing else stands before the end of the style.
_LOOK_OF_TABLE = re.compile(rb'\s*<w:style (?:[^<>]* )?w:type="table"[^<>/]*>')
# What a program may embed whole instead of writing a body.
_EMBEDDED = frozenset({"html", "mhtml", "text", "rtf", "docx"})


class FlatParts:
    """The parts of a document that was saved as one XML file."""

    def __init__(self, root: Element) -> None:
        self._parts: Mapping[str, Element] = {
            part_name(value(part, "name")): part for part in root if local(part) == "part"
        }

    def read(self, part: str) -> bytes:
        """The bytes of a part, b"" where there is none of that name."""
        element = self._parts.get(part_name(part))
        data = child(element, "xmlData")
        if data is not None and len(data):
            return etree.tostring(data[0])
        packed = child(element, "binaryData")
        return base64.b64decode("".join((packed.text or "").split()) + "==") if packed is not None else b""


def read_docx(content: bytes, name: str) -> Content:
    """The document as it is shown. Raises DocumentError where it is damaged, encrypted, or larger than any report."""
    return _content(Package(content, name), name)


def read_flat_docx(content: bytes, name: str) -> Content:
    """As `read_docx`, for the form of one XML file."""
    return _content(FlatParts(parse_part(content, name)), name)


def _content(parts: Parts, name: str) -> Content:
    main = _target(parts, "_rels/.rels", "officeDocument", name) or _MAIN
    text = parts.read(main)
    if not text:
        raise refuse("damaged", name=name)
    root = parse_part(text, name)
    seen = Seen()
    warnings: list[Message] = []
    styles = Styles(_optional(parts, main, "styles", name, _without_looks))
    numbering = Numbering(_optional(parts, main, "numbering", name), styles)

    def embedded(identity: str) -> list[str | Grid]:
        return _embedded(parts, main, identity, name)

    story = Story(Runs(styles, seen), numbering, seen, warnings, embedded)
    body = child(root, "body")
    try:
        blocks = as_blocks(story.blocks(body if body is not None else root))
    except RecursionError as error:
        raise refuse("damaged", name=name) from error
    metadata = office_metadata(parts, "docProps/core.xml", name)
    return Content(blocks, opening_title(blocks), metadata, (*warnings, *seen.remarks))


def _optional(
    parts: Parts, main: str, kind: str, name: str, shortened: Callable[[bytes], bytes] = bytes
) -> Element | None:
    """A part the document can be read without, `shortened` before it is parsed; one that is damaged lends nothing."""
    content = parts.read(posixpath.join(posixpath.dirname(main), f"{kind}.xml"))
    if not content and (target := _target(parts, _relations(main), kind, name)):
        content = parts.read(target)
    try:
        return parse_part(shortened(content), name) if content else None
    except DocumentError:
        return None


def _without_looks(styles: bytes) -> bytes:
    """The styles without those of tables: they are most of the part and lend nothing to a text."""
    end = b"</w:style>"
    return end.join([style for style in styles.split(end) if not _LOOK_OF_TABLE.match(style)])


def _relations(main: str) -> str:
    folder, file = posixpath.split(main)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _target(parts: Parts, relations: str, kind: str, name: str, identity: str = "") -> str:
    """The part a relation points to, by its kind or its id; "" where there is none inside the file."""
    content = parts.read(relations)
    try:
        found = parse_part(content, name) if content else ()
    except DocumentError:
        return ""
    folder = posixpath.dirname(posixpath.dirname(relations))
    for relation in found:
        wanted = value(relation, "Id") == identity if identity else value(relation, "Type").endswith(f"/{kind}")
        if wanted and value(relation, "TargetMode") != "External":
            target = value(relation, "Target")
            return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return ""


def _embedded(parts: Parts, main: str, identity: str, name: str) -> list[str | Grid]:
    from lib.documents.registry import reader_for

    target = _target(parts, _relations(main), "", name, identity)
    content = parts.read(target) if target else b""
    if not content:
        raise refuse("damaged", name=name)
    reader = reader_for(content, target)
    if reader.format not in _EMBEDDED:
        raise refuse("format_unknown", name=name, format=reader.format)
    blocks = reader.read(content, name).blocks
    return [block.text if isinstance(block, Paragraph) else block for block in blocks]
