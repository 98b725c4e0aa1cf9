"""HTML: the tables that hold data become grids, everything else becomes paragraphs.

A table that lays out a page (it contains a table, has one column, or holds long prose) is not a grid: its contents are
read as if the table were not there. The tree is walked without recursion, so a page may nest as deeply as it likes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from lib.documents.html.grid import SKIPPED, Markup, cells_of, grid_from, holds_data, tag_of
from lib.documents.html.shown import as_shown
from lib.documents.model import Content, Grid, in_order
from lib.language import Message

_BLOCK_TAGS = """
address article aside blockquote body br caption center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6
header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_METADATA_ENTRIES = 60
_METADATA_LENGTH = 500


def read_html(text: str, warnings: tuple[Message, ...] = ()) -> Content:
    """The page as paragraphs and grids; `metadata` is its <meta> entries, `title` its article title or <title>."""
    root = _parse(text)
    if root is None:
        return Content((), warnings=warnings)
    found: list[Message] = []
    as_shown(root)
    blocks = in_order(list(_blocks(root, found)))
    metadata = _metadata(root)
    title = metadata.get("ArticleTitle") or _title(root)
    return Content(blocks, title or None, metadata, (*warnings, *found))


def _parse(text: str) -> Markup | None:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(text.encode("utf-8", errors="replace"), parser)


def _blocks(root: Markup, warnings: list[Message]) -> Iterator[str | Grid]:
    words: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = tag_of(element)
        ends_block = tag in _BLOCKS
        if ends_block:
            yield _flat(words)
            words.clear()
        if event == "end":
            words.append(element.tail or "")
        elif tag in SKIPPED:
            walk.skip_subtree()
        elif tag == "table" and holds_data(rows := cells_of(element)):
            yield grid_from(rows, warnings)
            walk.skip_subtree()
        else:
            words.append(element.text or "")
    yield _flat(words)


def _flat(words: list[str]) -> str:
    return " ".join("".join(words).split())


def _metadata(root: Markup) -> Mapping[str, str]:
    metadata: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property")
        value = (element.get("content") or "").strip()
        if name and value and len(metadata) < _METADATA_ENTRIES:
            metadata.setdefault(name, value[:_METADATA_LENGTH])
    return metadata


def _title(root: Markup) -> str:
    for tag in ("title", "h1"):
        element = next(root.iter(tag), None)
        if element is not None and (text := " ".join("".join(element.itertext()).split())):
            return text[:_METADATA_LENGTH]
    return ""
