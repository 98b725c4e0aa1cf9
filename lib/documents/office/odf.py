"""ODT and ODS, packed or as one XML file, as they are shown: without deleted and hidden text, notes and comments.

Source: OASIS OpenDocument 1.3, part 3.
"""

from __future__ import annotations

from collections.abc import Mapping

from lib.documents.containers import Package
from lib.documents.errors import DocumentError, refuse
from lib.documents.model import Content
from lib.documents.office.markup import Element, child, local, parse_part, value
from lib.documents.office.opendocument.inline import Inline
from lib.documents.office.opendocument.lists import Lists
from lib.documents.office.opendocument.spreadsheet import Sheets
from lib.documents.office.opendocument.story import Story
from lib.documents.office.opendocument.styles import Styles
from lib.documents.office.properties import office_metadata, opening_title, properties_in
from lib.documents.office.seen import Seen
from lib.documents.office.sheet.sheets import content_of
from lib.documents.office.tables import as_blocks
from lib.language import Message


def read_odf(content: bytes, name: str) -> Content:
    """A text or a spreadsheet. Raises DocumentError where it is damaged, encrypted, or larger than any report."""
    package = Package(content, name)
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise refuse("encrypted", name=name)
    root = parse_part(package.read("content.xml"), name)
    styles = Styles()
    try:
        common = package.read("styles.xml")
        styles.gather(parse_part(common, name) if common else None)
    except DocumentError:
        # The document can be read without its common styles.
        styles = Styles()
    styles.gather(root)
    return _content(root, styles, office_metadata(package, "meta.xml", name), name)


def read_flat_odf(content: bytes, name: str) -> Content:
    """As `read_odf`, for the form of one XML file."""
    root = parse_part(content, name)
    styles = Styles()
    styles.gather(root)
    meta = child(root, "meta")
    return _content(root, styles, {} if meta is None else properties_in(meta), name)


def _content(root: Element, styles: Styles, metadata: Mapping[str, str], name: str) -> Content:
    seen = Seen()
    inline = Inline(styles, seen)
    try:
        text, tables = child(root, "body", "text"), child(root, "body", "spreadsheet")
        if tables is not None:
            return _spreadsheet(tables, Sheets(inline, styles, seen), styles, seen, metadata)
        if text is None:
            raise refuse("damaged", name=name)
        warnings: list[Message] = []
        story = Story(inline, Lists(styles), seen, warnings)
        blocks = as_blocks(list(story.blocks(text)))
    except RecursionError as error:
        raise refuse("damaged", name=name) from error
    return Content(blocks, opening_title(blocks), metadata, (*warnings, *seen.remarks))


def _spreadsheet(body: Element, reader: Sheets, styles: Styles, seen: Seen, metadata: Mapping[str, str]) -> Content:
    tables = [element for element in body if local(element) == "table"]
    shown = [table for table in tables if value(table, "style-name") not in styles.hidden_tables]
    sheets = [reader.read(table) for table in shown]
    hidden = sum(bool(reader.read(table).cells) for table in tables if table not in shown)
    return content_of(sheets, metadata, seen.remarks, hidden)
