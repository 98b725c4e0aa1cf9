"""Real reports that want something besides being read: a template, a picture, a stylesheet, a program, another file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from tests.hostile import markup
from tests.hostile.cases import Place

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Change = Callable[[bytes, Place], bytes]


def html_that_fetches(content: bytes, place: Place) -> bytes:
    wanted = markup.longing(place.port, place.canary).encode()
    return content.replace(b"</head>", wanted + b"</head>", 1).replace(b"<table", wanted + b"<table", 1)


def word_with_links_out(content: bytes, place: Place) -> bytes:
    """A template and a picture from elsewhere, and a field that starts a program."""
    links = "".join(
        f'<Relationship Id="far{n}" Type="{_RELATIONS}/{kind}" Target="{target}" TargetMode="External"/>'
        for n, (kind, target) in enumerate(_wanted(place))
    )
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\\\a.exe "x"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    return _changed(
        content,
        {
            "word/_rels/document.xml.rels": (b"</Relationships>", links.encode() + b"</Relationships>"),
            "word/document.xml": (b"<w:sectPr", field.encode() + b"<w:sectPr"),
        },
    )


def word_with_a_chunk(content: bytes, place: Place) -> bytes:
    """A part of the text is a file outside."""
    chunk = f'<w:altChunk xmlns:r="{_RELATIONS}" r:id="far1"/><w:sectPr'
    return _changed(word_with_links_out(content, place), {"word/document.xml": (b"<w:sectPr", chunk.encode())})


def word_with_an_entity(content: bytes, place: Place) -> bytes:
    """A file outside, named in the head of the document and never spoken of again."""
    head = f'<!DOCTYPE w:document [<!ENTITY i SYSTEM "file://{place.canary}">]><w:document'
    return _changed(content, {"word/document.xml": (b"<w:document", head.encode())})


def sheet_with_links_out(content: bytes, place: Place) -> bytes:
    link = (
        f'<Relationship Id="far" Type="{_RELATIONS}/externalLink" Target="http://127.0.0.1:{place.port}/a.xlsx" '
        'TargetMode="External"/></Relationships>'
    )
    return _changed(content, {"xl/_rels/workbook.xml.rels": (b"</Relationships>", link.encode())})


LONGING: tuple[tuple[str, Change], ...] = (
    ("html/clean", html_that_fetches),
    ("html/word_pasted", html_that_fetches),
    ("docx/plain", word_with_links_out),
    ("xlsx/one_sheet", sheet_with_links_out),
)


def _wanted(place: Place) -> tuple[tuple[str, str], ...]:
    far = f"http://127.0.0.1:{place.port}"
    return ("attachedTemplate", f"{far}/a.dotm"), ("aFChunk", f"file://{place.canary}"), ("image", f"{far}/a.png")


def _changed(content: bytes, changes: dict[str, tuple[bytes, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(buffer, "w") as after:
        for entry in before.infolist():
            part = before.read(entry)
            old, new = changes.get(entry.filename, (b"", b""))
            if old:
                assert old in part, entry.filename
                part = part.replace(old, new, 1)
            after.writestr(entry.filename, part)
    return buffer.getvalue()
