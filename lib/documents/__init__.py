"""Bytes to a document of paragraphs and grids. Knows the formats of files and nothing of disclosure."""

from __future__ import annotations

import hashlib
import re

from lib.documents.errors import DocumentError, refuse
from lib.documents.model import Block, Box, Cell, Content, Document, Grid, Paragraph
from lib.documents.registry import MOST_LINES, READERS, Reader, reader_for

__all__ = [
    "LARGEST",
    "MOST_LINES",
    "READERS",
    "Block",
    "Box",
    "Cell",
    "Content",
    "Document",
    "DocumentError",
    "Grid",
    "Paragraph",
    "Reader",
    "read_document",
]

LARGEST = 50 * 2**20
"""The largest file taken, in bytes."""


def read_document(content: bytes, name: str) -> Document:
    """A file as paragraphs and grids.

    `name` serves to tell the format and is kept without its folders; no file is opened by it. Raises DocumentError for
    a file that is empty, larger than `LARGEST`, longer than `MOST_LINES`, no text where text is expected, or of an
    unknown format.
    """
    name = re.split(r"[/\\]", name)[-1] or "?"
    if len(content) > LARGEST:
        raise refuse("too_large", name=name, megabytes=LARGEST // 2**20)
    if not content.strip():
        raise refuse("empty", name=name)
    reader = reader_for(content, name)
    found = reader.read(content, name)
    if not found.blocks:
        raise refuse("empty", name=name)
    if sum(block.height if isinstance(block, Grid) else 1 for block in found.blocks) > MOST_LINES:
        raise refuse("too_long", name=name)
    return Document(
        blocks=found.blocks,
        title=found.title,
        metadata=found.metadata,
        format=reader.format,
        sha256=hashlib.sha256(content).hexdigest(),
        name=name,
        warnings=found.warnings,
        pages=found.pages,
        recognised=found.recognised,
    )
