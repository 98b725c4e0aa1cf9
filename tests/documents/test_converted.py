"""Formats that LibreOffice opens for us: alone, for a time, and not believed."""

from __future__ import annotations

import io
import os
import time
from functools import cache
from pathlib import Path

import docx as python_docx
import pytest
from docx.oxml import parse_xml

from lib.documents import DocumentError
from lib.documents.office import converted
from tests.documents.converting import from_office
from tests.documents.packed import W, grids, keys, read, slots, texts

_CHANGED = (
    f'<w:p xmlns:w="{W}"><w:r><w:t>共</w:t></w:r><w:del w:id="1" w:author="x"><w:r><w:delText>12</w:delText></w:r></w:del>'
    '<w:ins w:id="2" w:author="x"><w:r><w:t>15</w:t></w:r></w:ins><w:r><w:t>件</w:t></w:r></w:p>'
)


@cache
def written() -> bytes:
    """A document with automatic numbers, a change under way and a table with merged cells."""
    document = python_docx.Document()
    document.add_paragraph("总体情况", "List Number")
    document.add_paragraph("主动公开", "List Number")
    document.element.body.insert(2, parse_xml(_CHANGED))
    table = document.add_table(4, 4)
    for row in range(4):
        for column in range(4):
            table.cell(row, column).text = "" if (row, column) == (3, 3) else f"{row}{column}"
    for corner, other in (((0, 0), (1, 1)), ((2, 1), (2, 2))):
        table.cell(*corner).merge(table.cell(*other)).text = "并"
    # As in any document of an office program, a table is not the last thing in it.
    document.add_paragraph("完")
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


@pytest.mark.parametrize(("ending", "name"), [("doc", "a.wps"), ("rtf", "a.doc"), ("odt", "a.doc")])
def test_a_document_says_the_same_in_every_format(ending: str, name: str) -> None:
    original, other = read(written()), read(from_office(written(), "docx", ending), name)
    assert other.format == ending
    assert texts(other)[:3] == texts(original)[:3] == ["1.总体情况", "2.主动公开", "共15件"]
    assert [slots(grid) for grid in grids(other)] == [slots(grid) for grid in grids(original)]
    assert [cell for cell in slots(grids(other)[0]) if cell[0] == "并"] == [("并", 0, 0, 2, 2), ("并", 2, 1, 1, 2)]
    assert "tracked_changes" in keys(other)


def refused(content: bytes, name: str) -> str:
    with pytest.raises(DocumentError) as refusal:
        read(content, name)
    assert name in str(refusal.value)
    return refusal.value.message.key.removeprefix("documents.")


def test_without_the_program_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converted, "office_program", lambda: None)
    assert refused(b"{\\rtf1 \\'b9\\'ab}", "a.rtf") == "office_missing"


def test_a_file_with_a_password_is_not_given_to_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    content = from_office(written(), "docx", "doc")
    head = content.index(b"\xec\xa5")
    encrypted = content[: head + 11] + bytes([content[head + 11] | 1]) + content[head + 12 :]
    monkeypatch.setattr(converted, "office_program", lambda: pytest.fail("it was asked for"))
    assert refused(encrypted, "a.doc") == "encrypted"


def program(folder: Path, script: str) -> str:
    """A program that is called like LibreOffice; $out is the folder it is told to write to."""
    path = folder / "soffice"
    path.write_text(
        f'#!/bin/sh\nout=""\nwhile [ $# -gt 1 ]; do [ "$1" = --outdir ] && out="$2"; shift; done\n{script}\n'
    )
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("script", "key"),
    [
        ("exit 0", "conversion_failed"),
        ("exit 81", "conversion_failed"),
        ('mkdir "$out"; echo nonsense > "$out/in.docx"', "conversion_failed"),
        ('mkdir "$out"; printf "PK\\003\\004nonsense" > "$out/in.docx"', "damaged"),
    ],
)
def test_the_program_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, key: str) -> None:
    monkeypatch.setattr(converted, "office_program", lambda: program(tmp_path, script))
    assert refused(b"{\\rtf1 x}", "a.rtf") == key


def test_a_program_that_hangs_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "child"
    monkeypatch.setattr(converted, "SECONDS", 1)
    script = f"sleep 600 & echo $! > {mark}; wait"
    monkeypatch.setattr(converted, "office_program", lambda: program(tmp_path, script))
    began = time.monotonic()
    assert refused(b"{\\rtf1 x}", "a.rtf") == "conversion_slow"
    assert time.monotonic() - began < 20
    child = int(mark.read_text())
    for _ in range(50):
        if not _runs(child):
            break
        time.sleep(0.1)
    assert not _runs(child)


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_nothing_is_left_behind_and_nothing_of_ours_is_handed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "environment"
    monkeypatch.setenv("SECRET_OF_OURS", "x")
    monkeypatch.setattr(converted.tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(converted, "office_program", lambda: program(tmp_path, f"env > {seen}"))
    assert refused(b"{\\rtf1 x}", "a.rtf") == "conversion_failed"
    assert "SECRET_OF_OURS" not in seen.read_text()
    assert "http_proxy=http://127.0.0.1:9" in seen.read_text()
    assert os.listdir(tmp_path / "temporary") == []


def test_nonsense_under_the_name_of_a_document_is_refused() -> None:
    assert refused(b"{\\rtf1" + bytes(range(1, 256)) * 20, "a.rtf") in {"conversion_failed", "empty", "damaged"}
