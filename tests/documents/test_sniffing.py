"""A file is what is in it, whatever it is called."""

from __future__ import annotations

import io

import openpyxl
import pytest

from lib.documents import DocumentError, read_document
from tests.documents.packed import docx, p, zipped

_ODF = (
    '<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text><text:p>正文</text:p></office:text>'
    "</office:body></office:document-content>"
)
_MIME = "application/vnd.oasis.opendocument.text"
_HTML = "<html><body><p>正文</p></body></html>"
_SHEET = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:'
    'spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="甲"><Table><Row><Cell>'
    '<Data ss:Type="String">正文</Data></Cell></Row></Table></Worksheet></Workbook>'
)
_MHTML = (
    f"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{_HTML}"
)


def workbook() -> bytes:
    made = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = "正文"
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "format"),
    [
        (docx(p("正文")), "a.wps", "docx"),
        (docx(p("正文")), "a.doc", "docx"),
        (docx(p("正文")), "a.pdf", "docx"),
        (docx(p("正文")), "无名", "docx"),
        (workbook(), "a.et", "xlsx"),
        (workbook(), "a.xls", "xlsx"),
        (zipped({"mimetype": _MIME, "content.xml": _ODF}), "a.docx", "odt"),
        (zipped({"META-INF/manifest.xml": _MIME, "content.xml": _ODF}), "a.zip", "odt"),
        (_HTML.encode(), "a.doc", "html"),
        (_HTML.encode(), "a.xls", "html"),
        (_HTML.encode(), "a.pdf", "html"),
        (_HTML.encode("utf-16"), "a.doc", "html"),
        (b"\xef\xbb\xbf" + _HTML.encode(), "a.doc", "html"),
        (b"<!-- x --><!DOCTYPE html>" + _HTML.encode(), "a.txt", "html"),
        (_SHEET.encode(), "a.xls", "xls-xml"),
        (b"\xef\xbb\xbf" + _SHEET.encode(), "a.xml", "xls-xml"),
        (_MHTML.encode(), "a.doc", "mhtml"),
        (_MHTML.encode(), "a.mht", "mhtml"),
        ("项目\t甲\t乙\n一\t1\t2\n二\t3\t4\n".encode("gbk"), "a.xls", "text"),
        ("正文。".encode(), "a.doc", "text"),
    ],
)
def test_a_file_whose_ending_lies_is_read(content: bytes, name: str, format: str) -> None:
    document = read_document(content, name)
    assert document.format == format
    assert document.blocks


@pytest.mark.parametrize(
    ("content", "name", "key"),
    [
        (b"Rar!\x1a\x07\x01\x00 ...", "a.rar", "packed"),
        (b"7z\xbc\xaf\x27\x1c ...", "a.docx", "packed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "damaged"),
        (zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<x/>"}), "a.pptx", "format_unknown"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.presentation", "content.xml": _ODF}),
            "a.odp",
            "format_unknown",
        ),
        (zipped({"[Content_Types].xml": "<Types/>", "word/other.xml": "<x/>"}), "a.docx", "damaged"),
        (zipped({"a.html": _HTML}), "a.html", "archive"),
        (bytes(range(256)) * 40, "a.doc", "not_text"),
        (
            zipped({"mimetype": _MIME, "content.xml": _ODF, "META-INF/manifest.xml": "<x><encryption-data/></x>"}),
            "a.odt",
            "encrypted",
        ),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(content: bytes, name: str, key: str) -> None:
    with pytest.raises(DocumentError) as refusal:
        read_document(content, name)
    assert refusal.value.message.key == f"documents.{key}"
    assert name in str(refusal.value)


def test_a_document_that_unpacks_to_too_much_is_refused() -> None:
    bomb = docx(p("正文"), {"word/media/a.bin": bytes(60 * 2**20)})
    with pytest.raises(DocumentError) as refusal:
        read_document(bomb, "a.docx")
    assert refusal.value.message.key == "documents.unpacks_too_large"


def test_a_document_whose_sizes_lie_is_refused() -> None:
    content = docx(p("正文" * 3000))
    at = content.rindex(b"PK\x01\x02") + 24
    with pytest.raises(DocumentError):
        read_document(content[:at] + (9).to_bytes(4, "little") + content[at + 4 :], "a.docx")


@pytest.mark.parametrize("place", ["checksum", "name", "signature", "content"])
def test_a_part_that_is_not_what_the_directory_says_is_refused(place: str) -> None:
    """What the zip module checks of a part is checked of those unpacked without it."""
    content = bytearray(docx(p("正文" * 3000)))
    part, listed = content.index(b"word/document.xml"), content.rindex(b"PK\x01\x02")
    content[{"checksum": listed + 16, "name": part, "signature": part - 30, "content": part + 40}[place]] ^= 0x11
    with pytest.raises(DocumentError):
        read_document(bytes(content), "a.docx")
