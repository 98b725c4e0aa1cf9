"""A ZIP of documents: every file once, readable names, and limits on what comes out."""

from __future__ import annotations

import io
import stat
import zipfile

import pytest

from lib.documents import DocumentError, archive, read_document
from lib.documents.archive import is_archive, members
from tests.documents.packed import docx, p, zipped


def outcome(content: bytes) -> dict[str, str]:
    """Every member by name: its text, or the key of the reason why it could not be unpacked."""
    return {
        name: inside.message.key.removeprefix("documents.") if isinstance(inside, DocumentError) else inside.decode()
        for name, inside in members(content, "全.zip")
    }


def test_files_come_out_in_order_without_what_systems_leave_behind() -> None:
    left = {"__MACOSX/a.txt": "x", ".DS_Store": "x", "甲/Thumbs.db": "x", "甲/~$报告.docx": "x", "甲/": ""}
    content = zipped({"甲/b.txt": "乙", **left, "a.txt": "甲"})
    assert list(outcome(content).items()) == [("甲/b.txt", "乙"), ("a.txt", "甲")]


def test_a_name_in_gbk_is_readable() -> None:
    content = zipped({"XXXX-2024.txt": "文"}).replace(b"XXXX", "报告".encode("gbk"))
    assert outcome(content) == {"报告-2024.txt": "文"}


def test_no_name_leads_out_of_the_archive() -> None:
    content = zipped({"../../etc/a.txt": "1", "/b.txt": "2", "C:\\甲\\c.txt": "3"})
    assert outcome(content) == {"etc/a.txt": "1", "b.txt": "2", "甲/c.txt": "3"}


def test_a_link_is_no_file() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(link, "/etc/passwd")
        packed.writestr("a.txt", "甲")
    assert outcome(made.getvalue()) == {"a.txt": "甲"}


def test_an_archive_within_is_opened_once() -> None:
    deepest = zipped({"c.txt": "丙"})
    content = zipped({"a.txt": "甲", "in.zip": zipped({"b.txt": "乙", "deep.zip": deepest})})
    assert outcome(content) == {"a.txt": "甲", "in.zip/b.txt": "乙", "in.zip/deep.zip": "nested_archive"}


def test_a_file_that_cannot_be_unpacked_does_not_keep_the_others_back() -> None:
    content = zipped({"a.txt": "甲", "b.txt": "XXXXXXXX" * 9, "c.txt": "丙"})
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        place = packed.getinfo("b.txt").header_offset + 30 + len("b.txt")
    damaged = content[:place] + b"\xff\xff\xff" + content[place + 3 :]
    assert outcome(damaged) == {"a.txt": "甲", "b.txt": "damaged", "c.txt": "丙"}


def test_a_file_with_a_password_is_said() -> None:
    content = zipped({"a.txt": "甲", "b.txt": "乙"})
    at = content.rindex(b"PK\x01\x02") + 8
    assert outcome(content[:at] + b"\x01\x00" + content[at + 2 :]) == {"a.txt": "甲", "b.txt": "encrypted"}


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert outcome(zipped({"bomb.txt": bytes(20 * 2**20), "a.txt": "甲"})) == {
        "bomb.txt": "member_too_large",
        "a.txt": "甲",
    }
    monkeypatch.setattr(archive, "LARGEST_MEMBER", 100)
    assert outcome(zipped({"big.txt": "x" * 101})) == {"big.txt": "member_too_large"}


def test_a_size_that_lies_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_MEMBER", 100)
    content = zipped({"a.txt": "x" * 5000})
    at = content.rindex(b"PK\x01\x02") + 24
    lying = content[:at] + (50).to_bytes(4, "little") + content[at + 4 :]
    assert outcome(lying)["a.txt"] in {"member_too_large", "damaged"}


def test_the_limits_hold_for_all_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 3)
    content = zipped({"in.zip": zipped({"1.txt": "1", "2.txt": "2"}), "3.txt": "3", "4.txt": "4"})
    assert outcome(content) == {"in.zip/1.txt": "1", "in.zip/2.txt": "2", "3.txt": "archive_too_large"}
    monkeypatch.setattr(archive, "MOST_UNPACKED", 5)
    assert outcome(zipped({"1.txt": "12345", "2.txt": "2"})) == {"1.txt": "12345", "2.txt": "archive_too_large"}


def test_a_document_is_no_archive_and_an_archive_is_no_document() -> None:
    assert not is_archive(docx(p("甲")))
    assert not is_archive(b"PK\x03\x04 cut off")
    assert not is_archive("文字".encode())
    assert is_archive(zipped({"a.txt": "甲"}))
    with pytest.raises(DocumentError) as refusal:
        read_document(zipped({"a.txt": "甲"}), "全.zip")
    assert refusal.value.message.key == "documents.archive"


def test_what_is_no_zip_is_refused() -> None:
    with pytest.raises(DocumentError):
        list(members(b"PK\x03\x04 cut off", "全.zip"))
