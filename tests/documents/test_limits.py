"""What is not taken, and that it is said why."""

from __future__ import annotations

import pytest

from lib.documents import LARGEST, MOST_LINES, DocumentError, read_document
from lib.language import say


@pytest.mark.parametrize(
    ("content", "name", "key"),
    [
        (b"", "a.txt", "documents.empty"),
        (b" \n\t\r\n", "a.txt", "documents.empty"),
        (b"<html><body></body></html>", "a.html", "documents.empty"),
        (bytes(LARGEST + 1), "a.txt", "documents.too_large"),
        ("行\n".encode() * (MOST_LINES * 2 + 1), "a.txt", "documents.too_long"),
        (b"<p>x" * (MOST_LINES + 1), "a.html", "documents.too_long"),
        (b"<b>" * 400_001, "a.html", "documents.too_long"),
        (bytes(range(256)) * 40, "a.txt", "documents.not_text"),
        (b"PK\x03\x04....", "a.docx", "documents.damaged"),
        ("文字".encode(), "a.xyz", "documents.format_unknown"),
    ],
)
def test_a_file_that_gives_no_document_is_refused_with_a_reason(content: bytes, name: str, key: str) -> None:
    with pytest.raises(DocumentError) as refusal:
        read_document(content, name)
    assert refusal.value.message.key == key
    for lang in ("zh", "en"):
        assert name in say(refusal.value.message, lang)  # type: ignore[arg-type]


def test_the_folders_of_a_name_are_dropped() -> None:
    assert read_document("正文。".encode(), "../../etc/甲\\乙.txt").name == "乙.txt"


def test_a_document_carries_the_hash_of_its_bytes() -> None:
    document = read_document(b"abc", "a.txt")
    assert document.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert document.format == "text"
