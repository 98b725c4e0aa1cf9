"""What an office file says of itself, and the heading it opens with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from lib.documents.errors import DocumentError
from lib.documents.model import Block, Grid
from lib.documents.office.markup import Element, local, parse_part

_ENTRIES, _LENGTH = 60, 500
_SENTENCE = re.compile(r"[。；！？]")
_TITLE_LENGTH = 80
_LOOKED_AT = 8


class Parts(Protocol):
    """The parts of a document by name; b"" for one that is not there."""

    def read(self, part: str) -> bytes: ...


def office_metadata(parts: Parts, part: str, name: str) -> Mapping[str, str]:
    """The entries of docProps/core.xml or meta.xml by the names the file uses: title, creator, created, modified …

    A damaged list of properties is no reason to refuse the document: it then says nothing.
    """
    try:
        content = parts.read(part)
        return properties_in(parse_part(content, name)) if content else {}
    except DocumentError:
        return {}


def properties_in(root: Element) -> Mapping[str, str]:
    """Every element with a text and no children below `root`, the first of each name."""
    metadata: dict[str, str] = {}
    for element in root.iter():
        text = (element.text or "").strip()
        if text and len(element) == 0 and len(metadata) < _ENTRIES:
            metadata.setdefault(local(element), text[:_LENGTH])
    return metadata


def opening_title(blocks: Sequence[Block]) -> str | None:
    """The heading a document opens with: its first short paragraph.

    The title among the properties is not taken: it often is that of the file this one was copied from, last year's.
    """
    for block in blocks[:_LOOKED_AT]:
        if isinstance(block, Grid):
            return None
        text = " ".join(block.text.split())
        if len(text) <= _TITLE_LENGTH and not _SENTENCE.search(text):
            return text
    return None
