"""Bytes to text, whatever the file says of its encoding."""

from __future__ import annotations

import codecs

import pytest

from lib.documents import read_document
from lib.documents.decoding import decode

TEXT = "行政许可 甲\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("gb18030"),
        TEXT.encode("gb2312"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_the_encodings_of_published_pages(content: bytes) -> None:
    assert decode(content, "a.txt") == (TEXT, ())


def test_a_character_only_gb18030_has() -> None:
    assert decode("㐀镕".encode("gb18030"), "a.txt")[0] == "㐀镕"


def test_lost_characters_are_counted_and_kept_visible() -> None:
    text, (warning,) = decode("政府信息公开".encode("gb18030") * 30 + b"\xff" + "工作".encode("gb18030"), "a.txt")
    assert (text.count("\ufffd"), warning.values["count"]) == (1, 1)


def test_the_declared_charset_is_not_believed() -> None:
    page = '<html><head><meta charset="gb2312"></head><body><p>行政许可</p></body></html>'
    (paragraph,) = read_document(page.encode(), "a.html").blocks
    assert paragraph.text == "行政许可"  # type: ignore[union-attr]
